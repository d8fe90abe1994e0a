import { afterAll, beforeAll, expect, it } from "vitest";
import { describeOdoo } from "../odoo/describe-odoo.ts";
import { askedLive, checkAgeing, checkOpenItems, checkStatements, EVERY_DATE, monthEnds } from "./compare-with-sql.ts";
import { type Books, openBooks } from "./open-books.ts";

const MAIN_COMPANY = 1;
const LIVE_AGEING = EVERY_DATE
  ? ["2023-12-31", "2024-05-15", "2024-12-31", "2025-06-30", "2025-09-17", "2025-12-31", "2026-03-31", "2026-06-30"]
  : ["2024-05-15", "2026-03-31"];

describeOdoo(
  "statements on 1,000,000 journal items",
  () => {
    let books: Books;
    let ends: string[];
    beforeAll(async () => {
      books = await openBooks("volume");
      const extent = await books.lake.extent(MAIN_COMPANY);
      ends = extent ? monthEnds(extent.first, extent.last) : [];
    });
    afterAll(() => books?.close());

    it("hold a million items over 36 months", async () => {
      const [row] = await books.odoo.sql(
        "select count(*)::int as items from account_move_line where company_id = $1 and parent_state = 'posted'",
        [MAIN_COMPANY],
      );
      expect(Number(row?.items)).toBeGreaterThanOrEqual(1_000_000);
      expect(ends.length).toBeGreaterThanOrEqual(36);
    });

    it("equal plain SQL at every month-end, from the lake", () =>
      checkStatements(books.lake, books.oracle, MAIN_COMPANY, ends));

    it(`equal plain SQL at ${EVERY_DATE ? "every month-end" : "every sixth month-end"}, live`, () =>
      checkStatements(books.live, books.oracle, MAIN_COMPANY, askedLive(ends, 6)));

    it("age like plain SQL at 24 past dates, from the lake", () =>
      checkAgeing(books.lake, books.oracle, MAIN_COMPANY, ends.slice(-24)));

    it(`age like plain SQL at ${LIVE_AGEING.length} past dates, live`, () =>
      checkAgeing(books.live, books.oracle, MAIN_COMPANY, LIVE_AGEING));

    it("list the open payables of plain SQL, live and from the lake", async () => {
      for (const source of [books.live, books.lake]) {
        const company = (await source.companies()).find(({ id }) => id === MAIN_COMPANY);
        if (!company) throw new Error("the main company is not there");
        await checkOpenItems(source, books.oracle, company, "payable", "2025-05-17");
      }
    });
  },
  "volume",
);
