import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CellSource, ItemSelector } from "@sextant/contracts";
import { type AccountTotal, type Company, dueRange, type LedgerSource, type Side } from "@sextant/ledger";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { naiveOpen } from "../../../../packages/ledger/src/testing/naive-ageing.ts";
import { naiveAddDays } from "../../../../packages/ledger/src/testing/naive-calendar.ts";
import { randomAges } from "../../../../packages/ledger/src/testing/random-ages.ts";
import {
  accountsOf,
  CONTROL,
  FIRST_DAY,
  inPopulation,
  type RandomLedger,
  randomLedger,
} from "../../../../packages/ledger/src/testing/random-ledger.ts";
import { readAged, readOpenItems, readTotals } from "../../../../packages/ledger/src/testing/read-random-ledger.ts";
import { openLake } from "./index.ts";
import { writeLakeOf } from "./testing/lake-of.ts";

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "sextant-lake-"));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

let number = 0;
async function withLake(ledger: RandomLedger, check: (source: LedgerSource) => Promise<void>): Promise<void> {
  number += 1;
  const folder = join(dir, String(number));
  await writeLakeOf(ledger, folder);
  const source = await openLake(folder);
  try {
    await check(source);
  } finally {
    await source.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const asOf = fc.integer({ min: -20, max: 1500 }).map((offset) => naiveAddDays(FIRST_DAY, offset));
const range = fc.record({ from: fc.option(asOf, { nil: undefined }), to: fc.option(asOf, { nil: undefined }) });
/** Each run writes a lake; `SEXTANT_RUNS=200` looks deeper. */
const numRuns = Number(process.env.SEXTANT_RUNS ?? 8);
const TIMEOUT = 20_000 + numRuns * 60_000;
const SIDES: readonly Side[] = ["receivable", "payable"];
const byAccount = (totals: readonly AccountTotal[] = []) => [...totals].sort((a, b) => a.accountId - b.accountId);

/** Ages every partner, currency and bucket alike, forward and backward, at any date, by any ages. */
async function agesAlike(
  source: LedgerSource,
  ledger: RandomLedger,
  company: Company,
  dates: readonly string[],
  ages: readonly number[] | undefined,
) {
  for (const side of SIDES) {
    for (const date of dates) {
      const reading = await source.aged({ companyId: company.id, side, asOf: date, ...(ages && { ages }) });
      const expected = readAged(ledger, company, side, date, ages);
      expect(reading.cells).toEqual(expected.cells);
      expect(reading.control).toBe(expected.control);
      expect(reading.accountIds).toEqual(CONTROL[side]);
      const naive = naiveOpen(ledger, company, side, date);
      const total = reading.cells.reduce((sum, { forward }) => sum + forward, 0n);
      expect(total).toBe(naive.reduce((sum, { residual }) => sum + residual, 0n));
    }
  }
}

/** Lists the same open items, and one partner's part ties to its own control. */
async function listsOpenItems(source: LedgerSource, ledger: RandomLedger, company: Company, date: string) {
  for (const side of SIDES) {
    const query = { companyId: company.id, side, asOf: date };
    const { items } = await source.openItems(query);
    expect(items).toEqual(readOpenItems(ledger, company, side, date).items);
    const all = await source.aged(query);
    for (const partnerId of [0, 11, 13]) {
      const own = await source.aged({ ...query, partnerId });
      expect(own.cells).toEqual(all.cells.filter((cell) => cell.partnerId === partnerId));
      expect(own.cells.reduce((sum, { forward }) => sum + forward, 0n)).toBe(own.control);
    }
  }
}

interface Range {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Totals overlapping, open and empty ranges, with and without drafts. */
async function totalsAlike(
  source: LedgerSource,
  ledger: RandomLedger,
  company: Company,
  [one, two]: readonly [Range, Range],
  drafts: boolean,
) {
  const ranges = Object.fromEntries(
    Object.entries({ one, two, all: {} }).map(([name, ends]) => [
      name,
      Object.fromEntries(Object.entries(ends).filter(([, end]) => end !== undefined)),
    ]),
  );
  const reading = await source.totals({ companyId: company.id, ranges, drafts });
  const expected = readTotals(ledger, company, ranges, drafts);
  for (const name of Object.keys(ranges)) {
    expect(byAccount(reading.ranges[name])).toEqual(byAccount(expected.ranges[name]));
  }
}

/** Proves each cell: count, sum and hash of its items, and pages through all of them. */
async function provesCells(source: LedgerSource, ledger: RandomLedger, company: Company, date: string) {
  const { cells, accountIds } = await source.aged({ companyId: company.id, side: "receivable", asOf: date });
  const open = naiveOpen(ledger, company, "receivable", date);
  for (const cell of cells.slice(0, 4)) {
    const selector: ItemSelector = {
      companyId: company.id,
      state: "posted",
      parts: [{ accountIds: [...accountIds], to: date }],
      partnerId: cell.partnerId,
      currencyId: cell.currencyId,
      due: dueRange(cell.bucket, date),
    };
    const cellSource: CellSource = {
      model: "account.move.line",
      measure: "residual",
      sign: -1,
      asOf: date,
      selector,
      domain: [],
      count: cell.count,
    };
    const own = open.filter(
      ({ row, partner, bucket }) =>
        partner === cell.partnerId && row.currencyId === cell.currencyId && bucket === cell.bucket,
    );
    const ids = own.map(({ row }) => row.id).sort((a, b) => a - b);
    expect(await source.prove(cellSource)).toEqual({
      count: cell.count,
      total: -cell.forward,
      hash: createHash("sha256").update(ids.join(",")).digest("hex"),
    });
    const seen: number[] = [];
    const scale = 10n ** BigInt(company.currency.decimals);
    for (let after: number | null = 0; after !== null; ) {
      const page = await source.items(cellSource, { after, limit: 2 });
      for (const item of page.items) {
        seen.push(item.id);
        const residual = own.find(({ row }) => row.id === item.id)?.residual ?? 0n;
        expect(Number(item.amount) * Number(scale)).toBeCloseTo(-Number(residual), 3);
      }
      after = page.next;
    }
    expect(seen).toEqual(ids);
  }
}

/** Adds a union of parts once, whatever they share. */
async function addsUnions(source: LedgerSource, ledger: RandomLedger, company: Company, one: string, two: string) {
  const accounts = accountsOf(company).map(({ id }) => id);
  const parts = [
    { accountIds: accounts, to: one },
    { accountIds: accounts.slice(0, 9), from: two },
  ];
  const own = ledger.rows.filter(
    (row) => inPopulation(row, company) && (row.date <= one || (row.accountId <= 9 && row.date >= two)),
  );
  const proof = await source.prove({
    model: "account.move.line",
    measure: "debit",
    sign: 1,
    selector: { companyId: company.id, state: "posted", parts },
    domain: [],
    count: 0,
  });
  const debit = own.reduce((sum, { balance }) => (balance > 0n ? sum + balance : sum), 0n);
  expect([proof.count, proof.total]).toEqual([own.length, debit]);
}

describe("the lake against the row-based rules and a naive oracle", () => {
  // What takes time is to write a lake, so that each is asked everything.
  it(
    "ages by any ages, lists open items, totals ranges, proves cells and adds unions alike, in any ledger at any date",
    async () => {
      await fc.assert(
        fc.asyncProperty(
          randomLedger,
          fc.tuple(asOf, asOf),
          randomAges,
          fc.tuple(range, range),
          fc.boolean(),
          (ledger, dates, ages, ranges, drafts) =>
            withLake(ledger, async (source) => {
              const [one, two] = dates;
              // The books of a company whose entries balance: the generator closes years in one company only, so all do.
              for (const company of ledger.companies) {
                await agesAlike(source, ledger, company, dates, ages);
                await listsOpenItems(source, ledger, company, one);
                await totalsAlike(source, ledger, company, ranges, drafts);
                await provesCells(source, ledger, company, two);
                await addsUnions(source, ledger, company, one, two);
              }
            }),
        ),
        { numRuns },
      );
    },
    TIMEOUT,
  );

  it("takes no residual from an item of amount zero, whatever is stored, unless something matches it", async () => {
    const [ledger] = fc.sample(
      randomLedger.filter(({ rows }) => rows.length > 0),
      { numRuns: 1, seed: 19 },
    );
    const [row] = ledger?.rows ?? [];
    if (!ledger || !row) throw new Error("no row was generated");
    const [accountId = 0] = CONTROL.receivable;
    const hollow = { ...row, companyId: 1, accountId, state: "posted", display: "product" } as const;
    const amounts = { balance: 0n, amountCurrency: 0n, storedResidual: 500n, storedResidualCurrency: 700n };
    const rows = [900_001, 900_002, 900_003].map((id) => ({ ...hollow, ...amounts, id }));
    const match = { id: 900_000, debitItemId: 900_002, creditItemId: 900_003, maxDate: row.date };
    const partial = { ...match, amount: 0n, debitAmountCurrency: 0n, creditAmountCurrency: 0n };
    const more = { ...ledger, rows: [...ledger.rows, ...rows], partials: [...ledger.partials, partial] };
    const [company] = more.companies;
    if (!company) throw new Error("no company was generated");
    await withLake(more, async (source) => {
      const { cells } = await source.aged({ companyId: company.id, side: "receivable", asOf: "2027-01-01" });
      expect(cells).toEqual(readAged(more, company, "receivable", "2027-01-01").cells);
      const excess = cells.reduce((sum, { forward, backward }) => sum + backward - forward, 0n);
      expect(excess).toBe(1000n);
    });
  });
});

describe("names", () => {
  it("finds commercial partners by a part of the name, without case and accents", async () => {
    const ledger = fc.sample(randomLedger, { numRuns: 1, seed: 5 })[0];
    if (ledger === undefined) throw new Error("no ledger");
    await withLake(ledger, async (source) => {
      expect(await source.findPartners("ÁZURE", 5)).toEqual([{ id: 11, name: "Azure Interior" }]);
      expect(await source.findPartners("smith", 5)).toEqual([
        { id: 13, name: "John Smith" },
        { id: 14, name: "John Smith" },
      ]);
      expect(await source.findPartners("%", 5)).toEqual([]);
      expect((await source.accounts(2)).map(({ code }) => code)).toContain("900000");
    });
  });
});
