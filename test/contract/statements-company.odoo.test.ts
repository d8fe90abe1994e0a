import type { ReportParameters, ReportResult } from "@sextant/contracts";
import { reportResult } from "@sextant/contracts";
import { afterAll, beforeAll, expect, it } from "vitest";
import { drill, runReport } from "../../server/src/reports/index.ts";
import { describeOdoo } from "../odoo/describe-odoo.ts";
import { toMinorUnits } from "../odoo/oracle/oracle.ts";
import { askedLive, checkAgeing, checkOtherAges, checkStatements, monthEnds, TODAY } from "./compare-with-sql.ts";
import { type Books, openBooks } from "./open-books.ts";

const MAIN_COMPANY = 1;
/** Cells of a report that are opened down to their items. */
const SAMPLE = 10;

/** The same report from both sources, without what must differ. */
const comparable = ({ generatedFrom: _from, provenance: _where, notes: _notes, ...rest }: ReportResult) => rest;

describeOdoo(
  "statements on the demo company",
  () => {
    let books: Books;
    beforeAll(async () => {
      books = await openBooks("company");
    });
    afterAll(() => books?.close());

    it("equal plain SQL for every company, at every month-end from the lake, at some live", async () => {
      for (const { id } of await books.live.companies()) {
        const extent = await books.live.extent(id);
        if (!extent) continue;
        const ends = monthEnds(extent.first, extent.last);
        await checkStatements(books.lake, books.oracle, id, ends);
        await checkStatements(books.live, books.oracle, id, askedLive(ends, 4));
      }
    });

    it("age receivables and payables like plain SQL at 24 past dates from the lake, at some live", async () => {
      for (const { id } of await books.live.companies()) {
        const extent = await books.live.extent(id);
        if (!extent) continue;
        const dates = [...monthEnds(extent.first, extent.last).slice(-22), "2026-02-14", TODAY];
        await checkAgeing(books.lake, books.oracle, id, dates);
        await checkAgeing(books.live, books.oracle, id, askedLive(dates, 4));
      }
    });

    it("age by other days like plain SQL, live and from the lake", async () => {
      for (const asOf of ["2026-02-14", TODAY]) {
        await checkOtherAges(books.lake, books.oracle, MAIN_COMPANY, asOf);
        await checkOtherAges(books.live, books.oracle, MAIN_COMPANY, asOf);
      }
    });

    it("are the same report live and from the lake, cell for cell, and obey the contract", async () => {
      for (const { id } of await books.live.companies()) {
        const reports: readonly (readonly [string, ReportParameters])[] = [
          ["trial-balance", { from: "2026-02-10", to: "2026-08-20" }],
          ["balance-sheet", { asOf: "2026-06-30", compare: 2 }],
          ["profit-and-loss", { from: "2026-04-01", to: "2026-06-30", compare: 1 }],
          ["aged-receivable", { asOf: "2026-03-31" }],
          ["aged-payable", { asOf: "2026-03-31" }],
          ["aged-receivable", { asOf: "2026-03-31", ages: [45] }],
          ["aged-payable", { asOf: "2026-08-20", ages: [10, 400] }],
          ["open-receivable", { asOf: "2026-03-31" }],
          ["open-payable", { asOf: "2026-03-31" }],
        ];
        for (const [name, parameters] of reports) {
          const [live, lake] = await Promise.all(
            [books.live, books.lake].map((source) =>
              runReport(source, name, { company: id, ...parameters }, { today: TODAY }),
            ),
          );
          expect(comparable(reportResult.parse(lake))).toEqual(comparable(reportResult.parse(live)));
        }
      }
    });

    it("open cells of every part down to items that add up to it, the same on both sources", async () => {
      for (const name of ["trial-balance", "balance-sheet", "profit-and-loss", "aged-receivable", "aged-payable"]) {
        const result = await runReport(books.lake, name, { company: MAIN_COMPANY }, { today: TODAY });
        const cells = result.lines.flatMap((line) =>
          Object.entries(line.source).map(([cell, source]) => ({ source, amount: line.cells[cell] ?? "" })),
        );
        const step = Math.ceil(cells.length / SAMPLE);
        for (const { source, amount } of cells.filter((_, index) => index % step === 0)) {
          const request = { source, amount, settled: true, limit: 1000 };
          const fromLake = await drill(books.lake, request, {});
          const live = await drill(books.live, request, {});
          expect(fromLake.proof).toMatchObject({ matches: true, total: amount });
          expect(live.proof).toEqual(fromLake.proof);
          if (fromLake.next === null) {
            const sum = fromLake.items.reduce(
              (total, item) => total + toMinorUnits(item.amount, result.currency.decimals),
              0n,
            );
            expect(sum).toBe(toMinorUnits(amount, result.currency.decimals));
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
