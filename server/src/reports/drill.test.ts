import type { CellSource, JournalItemView } from "@sextant/contracts";
import type { LedgerSource } from "@sextant/ledger";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demoCompanyDir, openLake } from "../odoo/index.ts";
import { drill } from "./drill.ts";
import { runReport } from "./run-report.ts";

const cents = (amount: string) => BigInt(amount.replace(".", ""));
const sum = (items: readonly JournalItemView[]) => items.reduce((total, { amount }) => total + cents(amount), 0n);

describe("drilling into a residual", () => {
  let books: LedgerSource;
  let cell: CellSource;
  let amount: string;

  beforeAll(async () => {
    books = await openLake(demoCompanyDir());
    const { lines } = await runReport(books, "aged-receivable", { asOf: "2026-09-30" }, { today: "2026-11-15" });
    const total = lines.find(({ key }) => key === "total");
    if (!total?.source.total || !total.cells.total) throw new Error("the total has no proof");
    cell = total.source.total;
    amount = total.cells.total;
  });
  afterAll(() => books.close());

  async function pages(settled: boolean, limit: number): Promise<JournalItemView[][]> {
    const found: JournalItemView[][] = [];
    for (let after: number | undefined; ; ) {
      const page = await drill(books, { source: cell, settled, limit, ...(after === undefined ? {} : { after }) }, {});
      found.push(page.items);
      if (page.next === null) return found;
      after = page.next;
    }
  }

  it("lists every item, or only those that were open; both add up to the cell", async () => {
    const all = (await pages(true, 1000)).flat();
    const open = (await pages(false, 1000)).flat();
    expect(open.length).toBeGreaterThan(10);
    expect(open).toEqual(all.filter((item) => cents(item.amount) !== 0n));
    expect([sum(all), sum(open)]).toEqual([cents(amount), cents(amount)]);
  });

  it("pages through the open ones without losing or repeating any", async () => {
    const whole = (await pages(false, 1000)).flat();
    for (const limit of [1, 7, whole.length - 1, whole.length, whole.length + 1]) {
      const paged = await pages(false, limit);
      expect(paged.flat()).toEqual(whole);
      expect(Math.max(...paged.map((page) => page.length))).toBeLessThanOrEqual(limit);
    }
  });

  it("proves the whole cell with the first page, and sees a figure that is not the cell's", async () => {
    const request = { source: cell, settled: false, limit: 5 };
    expect((await drill(books, { ...request, amount }, {})).proof).toMatchObject({ total: amount, matches: true });
    expect((await drill(books, { ...request, amount: "1.00" }, {})).proof?.matches).toBe(false);
    expect((await drill(books, { ...request, after: 1 }, {})).proof).toBeUndefined();
  });
});
