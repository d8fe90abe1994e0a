import type { RecordsResult } from "@sextant/contracts";
import { expect, test } from "vitest";
import type { OpenBooks } from "../../server/src/odoo/index.ts";
import { loadSemantics, openRecords } from "../../server/src/semantics/index.ts";
import { describeOdoo } from "../odoo/describe-odoo.ts";
import { openBooks } from "./open-books.ts";

const semantics = loadSemantics(new URL("../../prompts/semantics", import.meta.url).pathname);

async function ask(books: OpenBooks, query: object): Promise<RecordsResult> {
  const answered = await openRecords(semantics, books.records).answer({
    measures: [],
    by: [],
    where: [],
    top: 100,
    ...query,
  });
  if (answered.kind === "answer") return answered.result;
  throw new Error(`${JSON.stringify(query)}: ${answered.question}`);
}

/** What has to agree: keys, values, numbers of records, domains; not labels, whose wording is Odoo's. */
const comparable = ({ rows, totals, more }: RecordsResult) => ({
  more,
  totals: totals.map(({ cells, records }) => ({ cells, records })),
  rows: rows
    .map(({ keys, cells, records, domain }) => JSON.stringify([keys.map(({ value }) => value), cells, records, domain]))
    .sort(),
});

describeOdoo("the semantic layer on the lake", () => {
  test("journal items: each measure by each dimension, and conditions, equal to live", async () => {
    const books = await openBooks("demo");
    try {
      const { subjects, missing } = await openRecords(semantics, books.lake.records).offer();
      const subject = subjects.get("journal items");
      expect([...subjects.keys()]).toEqual(["journal items"]);
      expect(missing.filter(({ subject }) => subject === "journal items").map(({ what }) => what)).toEqual([
        "dimension product",
      ]);
      const queries: object[] = [];
      for (const measure of subject?.measures.keys() ?? [])
        for (const dimension of subject?.dimensions.keys() ?? [])
          queries.push({ measures: [measure], by: [dimension], order: "largest" });
      const [account] = await books.odoo.sql(
        "select account_id from account_move_line where parent_state = 'posted' limit 1",
      );
      const where = [
        [{ dimension: "partner", empty: true }],
        [{ dimension: "partner", empty: true, not: true }],
        [{ dimension: "account", is: [Number(account?.account_id)], not: true }],
        [{ dimension: "accounting date", from: "2026-01-01", to: "2026-10-31" }],
        [{ dimension: "due date", empty: true }],
      ];
      for (const conditions of where)
        queries.push({
          measures: ["posted balance", "journal items"],
          by: ["journal", "partner", "accounting date:day"],
          where: conditions,
        });
      for (const query of queries) {
        const [live, lake] = await Promise.all([ask(books.live, query), ask(books.lake, query)]);
        if (!live.more) expect(comparable(lake), JSON.stringify(query)).toEqual(comparable(live));
        expect(comparable(lake).totals, JSON.stringify(query)).toEqual(comparable(live).totals);
      }
      expect(queries.length).toBe(6 * 7 + 5);
    } finally {
      await books.close();
    }
  });
});
