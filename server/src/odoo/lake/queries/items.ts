import { listValue } from "@duckdb/node-api";
import { type CellSource, type IsoDate, type JournalItemView, SextantError } from "@sextant/contracts";
import { type Currency, formatMinor, type ItemsPage, type Minor } from "@sextant/ledger";
import type { ResultRow } from "../engine.ts";
import { selectionParameters } from "../parameters.ts";
import { sqlText } from "../sql-text.ts";
import type { ReadingContext } from "./reading-context.ts";

export const selectionParts = () => ({ selection: sqlText("selection") });

/** As-of date of a residual. @throws SextantError `bad_usage` when the cell names none. */
export function residualDate({ asOf, selector }: CellSource): IsoDate {
  const date = asOf ?? selector.parts.find(({ to }) => to !== undefined)?.to;
  if (date !== undefined) return date;
  throw new SextantError("bad_usage", "A residual needs an as-of date; name one in the cell.");
}

/** A page of the items behind a cell, by ascending id. */
export async function readItemsPage(
  context: ReadingContext,
  source: CellSource,
  { after = 0, limit }: { readonly after?: number; readonly limit: number },
): Promise<ItemsPage> {
  const parameters = selectionParameters(source.selector, context.company);
  const rows = await context.rows(
    "selected-items",
    { ...parameters, after, limit: limit + 1, company: context.company.id },
    selectionParts(),
  );
  const page = rows.slice(0, limit);
  const residuals = source.measure === "residual" ? await residualsOf(context, source, page) : null;
  const { currencies } = context;
  return {
    items: page.map((row) => viewOf(row, source, context.company.currency, currencies, residuals)),
    next: rows.length > limit ? Number(page.at(-1)?.id) : null,
  };
}

async function residualsOf(
  context: ReadingContext,
  source: CellSource,
  page: readonly ResultRow[],
): Promise<ReadonlyMap<number, Minor>> {
  const { partner, currency, byDue, dueFrom, dueTo, dueMissing, ...wide } = selectionParameters(
    source.selector,
    context.company,
  );
  const narrow = { partner, currency, byDue, dueFrom, dueTo, dueMissing };
  const ids = listValue(page.map(({ id }) => Number(id)));
  const rows = await context.rows(
    "item-residuals",
    { ...wide, ...narrow, ids, asOf: residualDate(source) } as Parameters<ReadingContext["rows"]>[1],
    selectionParts(),
  );
  return new Map(rows.map(({ id, residual }) => [Number(id), BigInt(residual as bigint)]));
}

function viewOf(
  row: ResultRow,
  { measure, sign }: CellSource,
  own: Currency,
  currencies: ReadonlyMap<number, Currency>,
  residuals: ReadonlyMap<number, Minor> | null,
): JournalItemView {
  const id = Number(row.id);
  const currency = currencies.get(Number(row.currencyId)) ?? own;
  const amounts = {
    debit: BigInt(row.debit as bigint),
    credit: BigInt(row.credit as bigint),
    balance: BigInt(row.balance as bigint),
    residual: residuals?.get(id) ?? 0n,
  };
  const partnerId = row.partnerId === null ? null : Number(row.partnerId);
  return {
    id,
    date: String(row.date),
    due: row.due === null ? null : String(row.due),
    entry: String(row.entry),
    moveId: Number(row.moveId),
    journal: String(row.journal),
    account: { id: Number(row.accountId), code: String(row.accountCode), name: String(row.accountName) },
    partner: partnerId === null ? null : { id: partnerId, name: String(row.partnerName ?? `Partner ${partnerId}`) },
    label: String(row.label),
    debit: formatMinor(amounts.debit, own),
    credit: formatMinor(amounts.credit, own),
    balance: formatMinor(amounts.balance, own),
    ...(residuals ? { residual: formatMinor(amounts.residual, own) } : {}),
    currency: currency.code,
    amountCurrency: formatMinor(BigInt(row.amountCurrency as bigint), currency),
    amount: formatMinor(sign === 1 ? amounts[measure] : -amounts[measure], own),
  };
}
