import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "../sql.ts";

/**
 * Figures computed by plain SQL on Odoo's own tables: what the product's statements are compared with. Shares no code with the product.
 * Amounts are decimal strings in the company's currency without trailing zeros ("12.5", "-3", "0"); dates are YYYY-MM-DD.
 */

/** One account of a trial balance; `accountId` null is the result of earlier years, which belongs to unaffected earnings. */
export interface OracleAccount {
  readonly accountId: number | null;
  readonly code: string;
  readonly name: string;
  readonly accountType: string;
  readonly opening: string;
  readonly debit: string;
  readonly credit: string;
  readonly closing: string;
}

export type BalanceSheetLine =
  | "bankAndCash"
  | "receivables"
  | "currentAssets"
  | "prepayments"
  | "fixedAssets"
  | "nonCurrentAssets"
  | "currentLiabilities"
  | "payables"
  | "nonCurrentLiabilities"
  | "equity"
  | "currentYearEarnings"
  | "previousYearsEarnings"
  | "offBalance";

export type ProfitAndLossLine =
  | "revenue"
  | "costOfRevenue"
  | "grossProfit"
  | "operatingExpenses"
  | "operatingIncome"
  | "otherIncome"
  | "otherExpenses"
  | "netProfit"
  | "allocations"
  | "leftAfterAllocations";

export type Ledger = "asset_receivable" | "liability_payable";
export type Bucket = "current" | "1-30" | "31-60" | "61-90" | "91-120" | "older";

/** One open journal item at a day. `partnerId` is the commercial partner, 0 without a partner. `residualCurrency` is in `currency`. */
export interface OracleOpenItem {
  readonly id: number;
  readonly accountId: number;
  readonly partnerId: number;
  readonly currency: string;
  readonly due: string;
  readonly bucket: Bucket;
  readonly residual: string;
  readonly residualCurrency: string;
}

/** First day of the company's fiscal year that contains `date`. */
export async function fiscalYearStart(database: string, company: number, date: string): Promise<string> {
  const [row] = await query<{ start: string }>(database, "fiscal-year", [company, date]);
  if (!row) throw new Error(`no company ${company} in ${database}`);
  return row.start;
}

/** Trial balance over [from, to]; `states` are the entries' states, by default posted ones only. */
export async function trialBalance(
  database: string,
  company: number,
  from: string,
  to: string,
  states: readonly ("posted" | "draft")[] = ["posted"],
): Promise<OracleAccount[]> {
  const start = await fiscalYearStart(database, company, from);
  return query<OracleAccount>(database, "trial-balance", [company, from, to, start, states]);
}

/** Balance sheet lines at the end of `date`; off-balance accounts apart. */
export async function balanceSheet(
  database: string,
  company: number,
  date: string,
): Promise<Record<BalanceSheetLine, string>> {
  const start = await fiscalYearStart(database, company, date);
  return lines(await query(database, "balance-sheet", [company, date, start])) as Record<BalanceSheetLine, string>;
}

/** Profit and loss lines over [from, to]. */
export async function profitAndLoss(
  database: string,
  company: number,
  from: string,
  to: string,
): Promise<Record<ProfitAndLossLine, string>> {
  return lines(await query(database, "profit-and-loss", [company, from, to])) as Record<ProfitAndLossLine, string>;
}

/** Open items at the end of `date`, by item id, computed forward from balances or backward from today's residuals. */
export function openItems(
  database: string,
  company: number,
  date: string,
  ledger: Ledger,
  direction: "forward" | "backward" = "forward",
): Promise<OracleOpenItem[]> {
  return query<OracleOpenItem>(database, `open-items-${direction}`, [company, date, ledger]);
}

/** Balance of the receivable or payable accounts at the end of `date`: what the open items must add up to. */
export async function controlAccount(database: string, company: number, date: string, ledger: Ledger): Promise<string> {
  const [row] = await query<{ balance: string }>(database, "control-account", [company, date, ledger]);
  return row?.balance ?? "0";
}

/** Open items added up by commercial partner and bucket, in integer minor units. */
export function agedByPartner(
  items: readonly OracleOpenItem[],
  decimals = 2,
): Map<number, Partial<Record<Bucket, bigint>>> {
  const partners = new Map<number, Partial<Record<Bucket, bigint>>>();
  for (const item of items) {
    const buckets = partners.get(item.partnerId) ?? {};
    buckets[item.bucket] = (buckets[item.bucket] ?? 0n) + toMinorUnits(item.residual, decimals);
    partners.set(item.partnerId, buckets);
  }
  return partners;
}

/** "-12.5" with 2 decimals is -1250n. Throws when the amount is finer than the currency: nothing is rounded here. */
export function toMinorUnits(amount: string, decimals = 2): bigint {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount);
  const [, sign = "", whole = "", fraction = ""] = match ?? [];
  if (!match || fraction.length > decimals) throw new Error(`'${amount}' is not an amount with ${decimals} decimals`);
  return BigInt(sign + whole + fraction.padEnd(decimals, "0"));
}

async function query<Row>(database: string, name: string, params: readonly unknown[]): Promise<Row[]> {
  const text = readFileSync(join(import.meta.dirname, `${name}.sql`), "utf8");
  return (await sql(database, text, params)) as unknown as Row[];
}

function lines(rows: readonly { line: string; amount: string }[]): Record<string, string> {
  return Object.fromEntries(rows.map(({ line, amount }) => [line, amount]));
}
