import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ReportResult, reportResult } from "@sextant/contracts";
import type { LedgerSource } from "@sextant/ledger";
import { connect } from "@sextant/odoo-client";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openLake, openLive, syncLake } from "../../server/src/odoo/index.ts";
import { drill, runReport } from "../../server/src/reports/index.ts";
import { describeOdoo } from "../odoo/describe-odoo.ts";
import type { Template } from "../odoo/home.ts";
import * as oracle from "../odoo/oracle/oracle.ts";
import { type RunningOdoo, sharedOdoo } from "../odoo/real-odoo.ts";

const TODAY = "2026-11-15";
const MAIN_COMPANY = 1;

const BALANCE_SHEET = {
  "bank-and-cash": "bankAndCash",
  receivables: "receivables",
  "current-assets": "currentAssets",
  prepayments: "prepayments",
  "fixed-assets": "fixedAssets",
  "non-current-assets": "nonCurrentAssets",
  "current-liabilities": "currentLiabilities",
  payables: "payables",
  "non-current-liabilities": "nonCurrentLiabilities",
  "equity-capital": "equity",
  "current-year-earnings": "currentYearEarnings",
  "previous-years-earnings": "previousYearsEarnings",
} as const;

const PROFIT_AND_LOSS = {
  revenue: "revenue",
  "cost-of-revenue": "costOfRevenue",
  "gross-profit": "grossProfit",
  "operating-expenses": "operatingExpenses",
  "operating-income": "operatingIncome",
  "other-income": "otherIncome",
  "other-expenses": "otherExpenses",
  "net-profit": "netProfit",
  allocations: "allocations",
  "left-after-allocations": "leftAfterAllocations",
} as const;

const BUCKETS = ["current", "1-30", "31-60", "61-90", "91-120", "older"] as const;

/** Last day of every month from the first to the last date. */
function monthEnds(first: string, last: string): string[] {
  const ends: string[] = [];
  for (let date = new Date(`${first.slice(0, 7)}-01T00:00:00Z`); ; date.setUTCMonth(date.getUTCMonth() + 1)) {
    const end = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).toISOString().slice(0, 10);
    ends.push(end);
    if (end >= last) return ends;
  }
}

/** Works through the dates two at a time: the database has two cores. */
async function inPairs(dates: readonly string[], check: (date: string) => Promise<void>): Promise<void> {
  const waiting = [...dates];
  const work = async () => {
    for (let date = waiting.shift(); date !== undefined; date = waiting.shift()) await check(date);
  };
  await Promise.all([work(), work()]);
}

const minor = (amount: string, decimals: number) => oracle.toMinorUnits(amount, decimals);
const cellsOf = ({ lines }: ReportResult, key: string) => lines.find((line) => line.key === key)?.cells ?? {};

function compareLines(
  result: ReportResult,
  names: Readonly<Record<string, string>>,
  expected: Readonly<Record<string, string>>,
): void {
  const { decimals } = result.currency;
  const shown = Object.entries(names).map(
    ([key, name]) => [key, minor(cellsOf(result, key).balance ?? "none", decimals), name] as const,
  );
  expect(Object.fromEntries(shown.map(([key, amount]) => [key, amount]))).toEqual(
    Object.fromEntries(shown.map(([key, , name]) => [key, minor(expected[name] ?? "none", decimals)])),
  );
}

interface Books {
  readonly odoo: RunningOdoo;
  readonly live: LedgerSource;
  readonly lake: LedgerSource;
  readonly folder: string;
}

async function openBoth(template: Exclude<Template, "demo14">): Promise<Books> {
  const odoo = await sharedOdoo(template);
  const client = await connect({ url: odoo.url, database: odoo.database, login: odoo.login, secret: odoo.key });
  const folder = await mkdtemp(join(tmpdir(), "sextant-statements-"));
  await syncLake({ client, dir: folder });
  return { odoo, live: openLive(client), lake: await openLake(folder), folder };
}

async function closeBoth(books: Books | undefined): Promise<void> {
  await books?.live.close();
  await books?.lake.close();
  if (books) await rm(books.folder, { recursive: true, force: true });
}

/** What every company's statements must equal, on both sources, at these dates. */
async function checkStatements(
  { odoo, live, lake }: Books,
  companyId: number,
  dates: readonly string[],
  sources: readonly LedgerSource[] = [live, lake],
) {
  for (const source of sources) {
    const run = (name: string, parameters: object) =>
      runReport(source, name, { company: companyId, ...parameters }, { today: TODAY });
    await inPairs(dates, async (date) => {
      const sheet = await run("balance-sheet", { asOf: date });
      compareLines(sheet, BALANCE_SHEET, await oracle.balanceSheet(odoo.database, companyId, date));

      const from = `${date.slice(0, 7)}-01`;
      const result = await run("profit-and-loss", { from, to: date });
      compareLines(result, PROFIT_AND_LOSS, await oracle.profitAndLoss(odoo.database, companyId, from, date));

      const balance = await run("trial-balance", { from, to: date });
      await compareTrialBalance(balance, odoo.database, companyId, from, date);
    });
  }
}

async function compareTrialBalance(
  result: ReportResult,
  database: string,
  companyId: number,
  from: string,
  to: string,
): Promise<void> {
  const { decimals } = result.currency;
  // The oracle gives the results of earlier years as a row of its own, a statement on the unaffected-earnings account: compare their sum.
  const expected = new Map<string, bigint[]>();
  for (const row of await oracle.trialBalance(database, companyId, from, to)) {
    const unaffected = row.accountId === null || row.accountType === "equity_unaffected";
    const amounts = [row.opening, row.debit, row.credit, row.closing];
    addAmounts(expected, unaffected ? "unaffected" : String(row.accountId), amounts, decimals);
  }
  const shown = new Map<string, bigint[]>();
  for (const { kind, record, facts, cells } of result.lines) {
    if (kind !== "line") continue;
    const unaffected = record === undefined || facts?.type === "equity_unaffected";
    const amounts = ["opening", "debit", "credit", "closing"].map((name) => cells[name] ?? "none");
    addAmounts(shown, unaffected ? "unaffected" : String(record?.id), amounts, decimals);
  }
  const present = (totals: Map<string, bigint[]>) =>
    Object.fromEntries([...totals].filter(([, amounts]) => amounts.some((amount) => amount !== 0n)));
  expect(present(shown)).toEqual(present(expected));
}

function addAmounts(totals: Map<string, bigint[]>, key: string, amounts: readonly string[], decimals: number): void {
  const sofar = totals.get(key) ?? [];
  totals.set(
    key,
    amounts.map((amount, index) => minor(amount, decimals) + (sofar[index] ?? 0n)),
  );
}

async function checkAgeing(
  { odoo, live, lake }: Books,
  companyId: number,
  dates: readonly string[],
  sources: readonly LedgerSource[] = [live, lake],
) {
  for (const side of ["receivable", "payable"] as const) {
    const ledger = side === "receivable" ? "asset_receivable" : "liability_payable";
    const sign = side === "receivable" ? 1n : -1n;
    await inPairs(dates, async (date) => {
      const items = await oracle.openItems(odoo.database, companyId, date, ledger);
      const backward = await oracle.openItems(odoo.database, companyId, date, ledger, "backward");
      const control = await oracle.controlAccount(odoo.database, companyId, date, ledger);
      for (const source of sources) {
        const result = await runReport(source, `aged-${side}`, { company: companyId, asOf: date }, { today: TODAY });
        const { decimals } = result.currency;
        const expected = oracle.agedByPartner(items, decimals);
        expect(oracle.agedByPartner(backward, decimals)).toEqual(expected);
        const shown = result.lines
          .filter(({ kind }) => kind === "line")
          .map(
            ({ key, cells }) =>
              [key, BUCKETS.map((bucket) => sign * minor(cells[bucket] ?? "none", decimals))] as const,
          )
          .filter(([, amounts]) => amounts.some((amount) => amount !== 0n));
        const wanted = [...expected]
          .map(([id, buckets]) => [String(id), BUCKETS.map((bucket) => buckets[bucket] ?? 0n)] as const)
          .filter(([, amounts]) => amounts.some((amount) => amount !== 0n));
        expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(wanted));
        expect(sign * minor(cellsOf(result, "total").total ?? "none", decimals)).toBe(minor(control, decimals));
      }
    });
  }
}

/** The same report from both sources, without what must differ. */
const comparable = ({ generatedFrom: _from, provenance: _where, notes: _notes, ...rest }: ReportResult) => rest;

describeOdoo(
  "statements on the demo company",
  () => {
    let books: Books;
    beforeAll(async () => {
      books = await openBoth("company");
    });
    afterAll(() => closeBoth(books));

    it("equal plain SQL for every company at every month-end, live and from the lake", async () => {
      for (const { id } of await books.live.companies()) {
        const extent = await books.live.extent(id);
        if (!extent) continue;
        await checkStatements(books, id, monthEnds(extent.first, extent.last));
      }
    });

    it("age receivables and payables like plain SQL at 24 past dates", async () => {
      for (const { id } of await books.live.companies()) {
        const extent = await books.live.extent(id);
        if (!extent) continue;
        await checkAgeing(books, id, [...monthEnds(extent.first, extent.last).slice(-22), "2026-02-14", TODAY]);
      }
    });

    it("are the same report live and from the lake, cell for cell, and obey the contract", async () => {
      for (const { id } of await books.live.companies()) {
        for (const [name, parameters] of [
          ["trial-balance", { from: "2026-02-10", to: "2026-08-20" }],
          ["balance-sheet", { asOf: "2026-06-30", compare: 2 }],
          ["profit-and-loss", { from: "2026-04-01", to: "2026-06-30", compare: 1 }],
          ["aged-receivable", { asOf: "2026-03-31" }],
          ["aged-payable", { asOf: "2026-03-31" }],
          ["open-receivable", { asOf: "2026-03-31" }],
          ["open-payable", { asOf: "2026-03-31" }],
        ] as const) {
          const [live, lake] = await Promise.all(
            [books.live, books.lake].map((source) =>
              runReport(source, name, { company: id, ...parameters }, { today: TODAY }),
            ),
          );
          expect(comparable(reportResult.parse(lake))).toEqual(comparable(reportResult.parse(live)));
        }
      }
    });

    it("open every cell down to items that add up to it, the same on both sources", async () => {
      for (const name of ["trial-balance", "balance-sheet", "profit-and-loss", "aged-receivable", "aged-payable"]) {
        const result = await runReport(books.lake, name, { company: MAIN_COMPANY }, { today: TODAY });
        const cells = result.lines.flatMap((line) =>
          Object.entries(line.source).map(([cell, source]) => ({ source, amount: line.cells[cell] ?? "" })),
        );
        const step = Math.ceil(cells.length / 25);
        for (const { source, amount } of cells.filter((_, index) => index % step === 0)) {
          const request = { source, amount, settled: true, limit: 1000 };
          const fromLake = await drill(books.lake, request, {});
          const live = await drill(books.live, request, {});
          expect(fromLake.proof).toMatchObject({ matches: true, total: amount });
          expect(live.proof).toEqual(fromLake.proof);
          if (fromLake.next === null) {
            const sum = fromLake.items.reduce(
              (total, item) => total + minor(item.amount, result.currency.decimals),
              0n,
            );
            expect(sum).toBe(minor(amount, result.currency.decimals));
          }
        }
      }
    });

    it("give the same bytes when asked again", async () => {
      for (const source of [books.live, books.lake]) {
        const run = async () =>
          JSON.stringify(
            comparable(await runReport(source, "aged-receivable", { asOf: "2026-05-31" }, { today: TODAY })),
          );
        expect(await run()).toBe(await run());
      }
    });
  },
  "company",
);

describeOdoo(
  "statements on 1,000,000 journal items",
  () => {
    let books: Books;
    let ends: string[];
    beforeAll(async () => {
      books = await openBoth("volume");
      const extent = await books.lake.extent(MAIN_COMPANY);
      ends = extent ? monthEnds(extent.first, extent.last) : [];
    });
    afterAll(() => closeBoth(books));

    it("hold a million items over 36 months", async () => {
      const [row] = await books.odoo.sql(
        "select count(*)::int as items from account_move_line where company_id = $1 and parent_state = 'posted'",
        [MAIN_COMPANY],
      );
      expect(Number(row?.items)).toBeGreaterThanOrEqual(1_000_000);
      expect(ends.length).toBeGreaterThanOrEqual(36);
    });

    it("equal plain SQL for every month-end from the lake", () =>
      checkStatements(books, MAIN_COMPANY, ends, [books.lake]));

    it("equal plain SQL live for every sixth month-end", () =>
      checkStatements(
        books,
        MAIN_COMPANY,
        ends.filter((_, index) => index % 6 === 0),
        [books.live],
      ));

    it("age like plain SQL at 24 past dates from the lake", () =>
      checkAgeing(books, MAIN_COMPANY, ends.slice(-24), [books.lake]));

    it("age like plain SQL live at past dates", () =>
      checkAgeing(books, MAIN_COMPANY, ["2024-05-15", "2025-12-31", "2026-06-30"], [books.live]));
  },
  "volume",
);
