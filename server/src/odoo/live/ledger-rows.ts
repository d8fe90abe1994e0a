import { type Domain, SextantError } from "@sextant/contracts";
import type { Currency, LedgerItem, Partial } from "@sextant/ledger";
import type { Row } from "@sextant/odoo-client";
import type { CompanyContext } from "./live-context.ts";
import { dateOf, idOf, minorOf, textOf } from "./values.ts";

/** A journal item with the two texts that a list of open items shows. */
export interface NamedItem extends LedgerItem {
  readonly entry: string;
  readonly label: string;
}

const ITEM_FIELDS = [
  "move_id",
  "move_name",
  "name",
  "account_id",
  "company_id",
  "partner_id",
  "date",
  "date_maturity",
  "balance",
  "amount_residual",
  "currency_id",
  "company_currency_id",
  "amount_currency",
  "amount_residual_currency",
  "parent_state",
];

const PARTIAL_FIELDS = [
  "debit_move_id",
  "credit_move_id",
  "max_date",
  "amount",
  "debit_amount_currency",
  "credit_amount_currency",
  "debit_currency_id",
  "credit_currency_id",
];

/** Ids of records in one domain. */
const CHUNK = 2000;

export function chunked<T>(values: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(values.length / CHUNK) }, (_, i) => values.slice(i * CHUNK, (i + 1) * CHUNK));
}

/** Journal items of a domain, by ascending id, checked against Odoo's count. */
export async function* streamItems(
  context: CompanyContext,
  domain: Domain,
  phase: string,
): AsyncGenerator<readonly NamedItem[]> {
  const { client, scope, options } = context;
  let total = 0;
  let done = 0;
  const onTotal = (rows: number) => {
    total = rows;
  };
  const query = { model: "account.move.line", domain, fields: ITEM_FIELDS, columns: true, onTotal };
  for await (const rows of client.stream(query, scope)) {
    done += rows.length;
    options.onProgress?.(phase, done, total);
    yield rows.map((row) => itemOf(row, context));
  }
}

/** Partials of a domain, by ascending id, checked against Odoo's count. */
export async function* streamPartials(context: CompanyContext, domain: Domain): AsyncGenerator<readonly Partial[]> {
  const { client, wideScope } = context;
  const query = { model: "account.partial.reconcile", domain, fields: PARTIAL_FIELDS, columns: true };
  for await (const rows of client.stream(query, wideScope)) yield rows.map((row) => partialOf(row, context));
}

function itemOf(row: Row, { company, currencies }: CompanyContext): NamedItem {
  const date = dateOf(row.date ?? null);
  if (date === null) throw new SextantError("bad_reply", `Journal item ${row.id} has no date. Check it in Odoo.`);
  const currency = currencyOf(row.currency_id ?? null, currencies, company.currency);
  return {
    id: row.id,
    moveId: idOf(row.move_id ?? null) ?? 0,
    entry: textOf(row.move_name ?? null),
    label: textOf(row.name ?? null),
    accountId: idOf(row.account_id ?? null) ?? 0,
    companyId: idOf(row.company_id ?? null) ?? 0,
    partnerId: idOf(row.partner_id ?? null),
    date,
    due: dateOf(row.date_maturity ?? null),
    balance: minorOf(row.balance ?? null, company.currency),
    storedResidual: minorOf(row.amount_residual ?? null, company.currency),
    currencyId: currency.id,
    amountCurrency: minorOf(row.amount_currency ?? null, currency),
    storedResidualCurrency: minorOf(row.amount_residual_currency ?? null, currency),
    posted: row.parent_state === "posted",
  };
}

function partialOf(row: Row, { company, currencies }: CompanyContext): Partial {
  const debitItemId = idOf(row.debit_move_id ?? null);
  const creditItemId = idOf(row.credit_move_id ?? null);
  const maxDate = dateOf(row.max_date ?? null);
  if (debitItemId === null || creditItemId === null || maxDate === null) {
    throw new SextantError("bad_reply", `Partial reconciliation ${row.id} lacks an item or a date. Check it in Odoo.`);
  }
  const side = (name: string) => currencyOf(row[`${name}_currency_id`] ?? null, currencies, company.currency);
  return {
    id: row.id,
    debitItemId,
    creditItemId,
    maxDate,
    amount: minorOf(row.amount ?? null, company.currency),
    debitAmountCurrency: minorOf(row.debit_amount_currency ?? null, side("debit")),
    creditAmountCurrency: minorOf(row.credit_amount_currency ?? null, side("credit")),
  };
}

function currencyOf(id: Row[string], currencies: ReadonlyMap<number, Currency>, fallback: Currency): Currency {
  return currencies.get(idOf(id) ?? 0) ?? fallback;
}
