import { type Account, assertTieOuts, balanceSheet, balanceSheetRanges, type Company, toMinor } from "@sextant/ledger";

const company: Company = {
  id: 1,
  name: "Harvest Foods",
  currency: { id: 1, code: "EUR", symbol: "€", decimals: 2 },
  fiscalYear: { lastDay: 31, lastMonth: 12 },
  lock: { lockedThrough: null, hard: false },
  branchIds: [1],
};
const common = { nonTrade: false, active: true };
const accounts: Account[] = [
  { id: 1, code: "101401", name: "Bank", type: "asset_cash", ...common },
  { id: 2, code: "301000", name: "Capital", type: "equity", ...common },
  { id: 3, code: "400000", name: "Sales", type: "income", ...common },
];
const total = (accountId: number, debit: string, credit: string, count: number) => {
  const amounts = { debit: toMinor(debit, company.currency), credit: toMinor(credit, company.currency) };
  return { accountId, ...amounts, balance: amounts.debit - amounts.credit, count };
};

// 1. Which ranges does the statement need? A source reads exactly these, in one state of the ledger.
const dates = ["2026-03-31"];
export const ranges = balanceSheetRanges(company, dates);
// { earlier: { to: "2025-12-31" }, current: { from: "2026-01-01", to: "2026-03-31" } }

// 2. What a source would answer for them.
const reading = {
  ranges: {
    earlier: [total(1, "5000.00", "0", 1), total(2, "0", "5000.00", 1)],
    current: [total(1, "19.99", "0", 1), total(3, "0", "19.99", 1)],
  },
  watermark: { count: 4, maxId: 4, lastWrite: "2026-04-01 08:00:00", balance: 0n },
};

// 3. The statement, refused when an identity does not hold.
const statement = balanceSheet({ company, accounts, dates, reading });
assertTieOuts(statement);

export const shown = statement.lines
  .filter(({ cells }) => cells.balance !== "0.00")
  .map(({ key, cells }) => `${key} ${cells.balance}`);
// ["assets 5019.99", "bank-and-cash 5019.99", … "current-year-earnings 19.99"]
