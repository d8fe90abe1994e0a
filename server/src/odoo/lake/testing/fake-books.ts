import type { FakeRow, FakeTables } from "./fake-odoo.ts";

const LONG_AGO = "2025-06-01T08:00:00Z";

/** A small company: two invoices in two months, one paid in the second month, one draft, one cancelled entry, one note. */
export function fakeBooks(): FakeTables {
  return {
    "res.users": [{ id: 2, login: "ann", company_id: 1, company_ids: [1] }],
    "res.currency": [{ id: 1, name: "EUR", symbol: "€", decimal_places: 2 }],
    "res.currency.rate": [],
    "res.company": [
      {
        id: 1,
        name: "Harvest Foods",
        currency_id: 1,
        parent_id: null,
        fiscalyear_last_day: 31,
        fiscalyear_last_month: "12",
      },
    ],
    "account.account": [
      { id: 10, code: "110000", name: "Receivable", account_type: "asset_receivable", active: true, non_trade: false },
      { id: 20, code: "101000", name: "Bank", account_type: "asset_cash", active: true, non_trade: false },
      { id: 30, code: "400000", name: "Sales", account_type: "income", active: true, non_trade: false },
    ],
    "account.journal": [{ id: 1, code: "INV", name: "Invoices", type: "sale", company_id: 1, active: true }],
    "res.partner": [
      { id: 5, name: "Azure", commercial_partner_id: 5, write_date: LONG_AGO },
      { id: 6, name: "Azure, Jane", commercial_partner_id: 5, write_date: LONG_AGO },
    ],
    "account.move.line": [
      ...entry(1, "INV/1", "2025-01-10", [
        [10, "100.00"],
        [30, "-100.00"],
      ]),
      ...entry(2, "INV/2", "2025-02-10", [
        [10, "50.00"],
        [30, "-50.00"],
      ]),
      ...entry(3, "BNK/1", "2025-02-20", [
        [20, "60.00"],
        [10, "-60.00"],
      ]),
      ...entry(4, "/", "2025-02-25", [
        [10, "7.00"],
        [30, "-7.00"],
      ]).map((row) => ({ ...row, parent_state: "draft" })),
      ...entry(5, "INV/X", "2025-02-26", [
        [10, "9.00"],
        [30, "-9.00"],
      ]).map((row) => ({ ...row, parent_state: "cancel" })),
      { ...item(60, 2, "INV/2", "2025-02-10", 10, "0.00"), account_id: null, display_type: "line_note" },
    ].map((row) =>
      row.id === 11
        ? { ...row, amount_residual: "40.00", amount_residual_currency: "40.00" }
        : row.id === 32
          ? { ...row, amount_residual: "0.00", amount_residual_currency: "0.00" }
          : row,
    ),
    "account.partial.reconcile": [partial(1, 11, 32, "2025-02-20", "60.00")],
  };
}

/** Items of one entry; their ids are the entry's id, followed by their place. */
export function entry(
  moveId: number,
  name: string,
  date: string,
  legs: readonly (readonly [account: number, balance: string])[],
  written = LONG_AGO,
): FakeRow[] {
  return legs.map(([account, balance], index) =>
    item(moveId * 10 + index + 1, moveId, name, date, account, balance, written),
  );
}

export function partial(
  id: number,
  debit: number,
  credit: number,
  date: string,
  amount: string,
  written = LONG_AGO,
): FakeRow {
  return {
    id,
    debit_move_id: debit,
    credit_move_id: credit,
    company_id: 1,
    max_date: date,
    amount,
    debit_amount_currency: amount,
    credit_amount_currency: amount,
    debit_currency_id: 1,
    credit_currency_id: 1,
    exchange_move_id: null,
    write_date: written,
  };
}

function item(
  id: number,
  moveId: number,
  name: string,
  date: string,
  account: number,
  balance: string,
  written = LONG_AGO,
): FakeRow {
  const negative = balance.startsWith("-");
  return {
    id,
    move_id: moveId,
    move_name: name,
    name: `${name} line ${id}`,
    ref: null,
    journal_id: 1,
    account_id: account,
    partner_id: 6,
    company_id: 1,
    currency_id: 1,
    date,
    date_maturity: date,
    balance,
    debit: negative ? "0.00" : balance,
    credit: negative ? balance.slice(1) : "0.00",
    amount_currency: balance,
    amount_residual: account === 10 ? balance : "0.00",
    amount_residual_currency: account === 10 ? balance : "0.00",
    parent_state: "posted",
    display_type: "product",
    write_date: written,
  };
}
