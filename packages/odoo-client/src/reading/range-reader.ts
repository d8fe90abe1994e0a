import type { CallOptions, ReadQuery, Row } from "../types.ts";
import { wrongType } from "../values/normalise.ts";
import type { RowReader } from "../values/rows.ts";
import { bareIds, narrowed, type Reader } from "./reader.ts";
import { unique } from "./search.ts";

/** All rows of a query whose ids lie from `from` to `to`, by ascending id; `expected` is how many were listed there. */
export type RangeReader = (from: number, to: number, expected: number) => Promise<readonly Row[]>;

/** Rows that may appear in a range after its ids were listed (transactions that were under way) before it is read in parts. */
const SLACK = 500;

/** Reads ranges as records, by `search_read`; a first page is asked for while the fields are still being looked up. */
export function recordRanges(
  reader: Reader,
  { model, domain, fields }: ReadQuery,
  preparing: Promise<RowReader>,
  options: CallOptions,
): RangeReader {
  return async (first, last, expected) => {
    const limit = expected + SLACK;
    let rows: Row[] = [];
    let from = first;
    for (;;) {
      const range = narrowed(domain, ["id", ">=", from], ["id", "<=", last]);
      const named = { domain: range, fields: unique(fields), limit, order: "id", ...bareIds(reader) };
      const reply = await reader.ask(model, "search_read", { named }, options);
      const page = (await preparing)(reply);
      if (page.length > limit) return wrongType(`a page of ${model}`, `at most ${limit} records`);
      const reached = lastOf(model, page, from, last);
      rows = rows.length === 0 ? page : [...rows, ...page];
      if (page.length < limit) return rows;
      from = reached + 1;
    }
  };
}

/**
 * The last id of rows that were asked for by a range.
 *
 * @throws SextantError `bad_reply` when the rows are not ascending or lie outside it
 */
export function lastOf(model: string, rows: readonly Row[], from: number, to: number): number {
  let before = from - 1;
  for (const { id } of rows) {
    if (id <= before || id > to) return wrongType(`the ids of ${model}`, "ascending within the range asked for");
    before = id;
  }
  return before;
}
