import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import type { RunningOdoo } from "../real-odoo.ts";
import { connection } from "../sql.ts";

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

/** What open items of one partner and bucket add up to. */
export interface OracleAged extends Pick<OracleOpenItem, "partnerId" | "bucket"> {
  readonly forward: string;
  readonly backward: string;
}

/** What open items of one partner that are past equally many ages add up to; `past` is null for what is not overdue. */
export interface OracleAgedPast extends Omit<OracleAged, "bucket"> {
  readonly past: number | null;
}

/** Built up from balances, or taken back from the residuals that Odoo stores today. */
export type Direction = "forward" | "backward";

/**
 * Figures computed by plain SQL on Odoo's own tables: what the product's statements are compared with. Shares no code with the product.
 * Amounts are decimal strings in the company's currency without trailing zeros ("12.5", "-3", "0"); dates are YYYY-MM-DD.
 *
 * The large tables are read once, when they are first needed, into temporary tables of one connection, so that a question for one more
 * date costs milliseconds. What changes in Odoo afterwards is not seen: open another oracle. Answers about a database that nobody writes
 * to are kept from run to run, under the text of all the SQL that they come from.
 */
export interface Oracle {
  /** First day of the company's fiscal year that contains `date`. */
  fiscalYearStart(company: number, date: string): Promise<string>;
  /** Trial balance over [from, to]; `states` are the entries' states, by default posted ones only. */
  trialBalance(
    company: number,
    from: string,
    to: string,
    states?: readonly ("posted" | "draft")[],
  ): Promise<readonly OracleAccount[]>;
  /** Balance sheet lines at the end of `date`; off-balance accounts apart. */
  balanceSheet(company: number, date: string): Promise<Record<BalanceSheetLine, string>>;
  /** Profit and loss lines over [from, to]. */
  profitAndLoss(company: number, from: string, to: string): Promise<Record<ProfitAndLossLine, string>>;
  /** Open items at the end of `date`, by item id. */
  openItems(company: number, date: string, ledger: Ledger, direction?: Direction): Promise<readonly OracleOpenItem[]>;
  /** The same items added up by commercial partner and bucket. */
  aged(company: number, date: string, ledger: Ledger): Promise<readonly OracleAged[]>;
  /** The same added up by how many of these ages, in days overdue, an item is past. */
  agedPast(company: number, date: string, ledger: Ledger, ages: readonly number[]): Promise<readonly OracleAgedPast[]>;
  /** Balance of the receivable or payable accounts at the end of `date`: what the open items must add up to. */
  controlAccount(company: number, date: string, ledger: Ledger): Promise<string>;
  close(): Promise<void>;
}

export function openOracle({ database, keep }: Pick<RunningOdoo, "database" | "keep">): Oracle {
  let client: Promise<pg.Client> | undefined;
  const connected = async () => {
    const opened = new pg.Client(connection(database));
    await opened.connect();
    return opened;
  };
  const made = new Map<string, Promise<unknown>>();
  const run = async (text: string, params?: readonly unknown[]) => {
    client ??= connected();
    return (await client).query(text, params && [...params]);
  };
  /** A query on what the named files make; each is run once. */
  const query = <Row>(name: string, needs: readonly string[], params: readonly unknown[]): Promise<readonly Row[]> => {
    const [text = "", ...before] = [name, ...needs].map(textOf);
    return keep([text, before, params], async () => {
      for (const need of before) {
        const making = made.get(need) ?? run(need);
        made.set(need, making);
        await making;
      }
      return (await run(text, params)).rows as Row[];
    });
  };
  const byDay = ["by-day"];
  const spans = ["age-bucket", "open-spans"];

  const fiscalYearStart = async (company: number, date: string) => {
    const [row] = await query<{ start: string }>("fiscal-year", [], [company, date]);
    if (!row) throw new Error(`no company ${company} in ${database}`);
    return row.start;
  };
  return {
    fiscalYearStart,
    trialBalance: async (company, from, to, states = ["posted"]) =>
      query("trial-balance", byDay, [company, from, to, await fiscalYearStart(company, from), states]),
    balanceSheet: async (company, date) =>
      lines(await query("balance-sheet", byDay, [company, date, await fiscalYearStart(company, date)])),
    profitAndLoss: async (company, from, to) => lines(await query("profit-and-loss", byDay, [company, from, to])),
    openItems: (company, date, ledger, direction = "forward") =>
      query("open-items", spans, [company, date, ledger, direction]),
    aged: (company, date, ledger) => query("aged", spans, [company, date, ledger]),
    agedPast: (company, date, ledger, ages) => query("aged-past", spans, [company, date, ledger, ages]),
    controlAccount: async (company, date, ledger) => {
      const [row] = await query<{ balance: string }>("control-account", byDay, [company, date, ledger]);
      return row?.balance ?? "0";
    },
    close: async () => (await client)?.end(),
  };
}

const textOf = (name: string) => readFileSync(join(import.meta.dirname, `${name}.sql`), "utf8");

/** Open items, or one way of their sums, added up by commercial partner and bucket, in integer minor units. */
export function agedByPartner(
  items: readonly Pick<OracleOpenItem, "partnerId" | "bucket" | "residual">[],
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

function lines<Line extends string>(rows: readonly { line: Line; amount: string }[]): Record<Line, string> {
  return Object.fromEntries(rows.map(({ line, amount }) => [line, amount])) as Record<Line, string>;
}
