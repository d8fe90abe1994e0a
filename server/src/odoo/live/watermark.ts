import { SextantError } from "@sextant/contracts";
import { formatMinor, type Minor, type Watermark } from "@sextant/ledger";
import type { Group } from "@sextant/odoo-client";
import type { CompanyContext } from "./live-context.ts";
import { populationDomain } from "./population.ts";
import { minorOf, numberOf, textOf } from "./values.ts";

/** Aggregates that any reading of items takes along, so that it knows which state of the ledger it saw. */
export const WATERMARK_AGGREGATES = ["__count", "id:max", "write_date:max", "balance:sum", "debit:sum"] as const;

/** The public watermark, and Σ debit, which tells amounts that moved within one second of `write_date`. */
export interface LedgerState extends Watermark {
  readonly debit: Minor;
}

/** The state that groups covering the whole ledger saw together. */
export function stateOf(groups: readonly Group[], { company }: CompanyContext): LedgerState {
  let count = 0;
  let maxId = 0;
  let lastWrite = "";
  let balance = 0n;
  let debit = 0n;
  for (const { aggregates } of groups) {
    count += numberOf(aggregates.__count);
    maxId = Math.max(maxId, numberOf(aggregates["id:max"] ?? 0));
    // The client writes instants as ISO 8601, Odoo with a blank; both compare as text.
    const written = textOf(aggregates["write_date:max"] ?? null)
      .replace("T", " ")
      .replace("Z", "");
    if (written > lastWrite) lastWrite = written;
    balance += minorOf(aggregates["balance:sum"] ?? null, company.currency);
    debit += minorOf(aggregates["debit:sum"] ?? null, company.currency);
  }
  return { count, maxId, lastWrite, balance, debit };
}

/** The state of the company's whole ledger now: one call. */
export async function readState(context: CompanyContext, drafts?: boolean): Promise<LedgerState> {
  const groups = await context.client.aggregate(
    {
      model: "account.move.line",
      domain: populationDomain(context.company, drafts),
      groupBy: [],
      aggregates: WATERMARK_AGGREGATES,
    },
    context.scope,
  );
  return stateOf(groups, context);
}

export function sameState(a: LedgerState, b: LedgerState): boolean {
  return (
    a.count === b.count &&
    a.maxId === b.maxId &&
    a.lastWrite === b.lastWrite &&
    a.balance === b.balance &&
    a.debit === b.debit
  );
}

export function watermarkOf({ count, maxId, lastWrite, balance }: LedgerState): Watermark {
  return { count, maxId, lastWrite, balance };
}

/**
 * Entries balance, so all items of a company sum to zero; when they do not, some of them are hidden.
 *
 * @throws SextantError `hidden_items`.
 */
export function assertWhole(state: LedgerState, { client, company }: CompanyContext): void {
  if (state.balance === 0n) return;
  const { currency, name } = company;
  throw new SextantError(
    "hidden_items",
    `The ${state.count} journal items of ${name} that "${client.info.login}" may see sum to ${formatMinor(state.balance, currency)} ${currency.code} and not to zero: record rules in Odoo hide part of the entries, so every total would be wrong. Use a user who sees whole entries.`,
    { details: { company: company.id, sum: formatMinor(state.balance, currency), items: state.count } },
  );
}
