import { createHash } from "node:crypto";
import type { CellSource } from "@sextant/contracts";
import type { CellProof } from "@sextant/ledger";
import { listsOf, selectionParameters } from "../parameters.ts";
import { sqlText } from "../sql-text.ts";
import { residualDate, selectionParts } from "./items.ts";
import type { ReadingContext } from "./reading-context.ts";

/** The whole of a cell, recomputed from the items: their number, `sign × Σ measure`, and the hash of their ascending ids. */
export async function proveCell(context: ReadingContext, source: CellSource): Promise<CellProof> {
  const parameters = selectionParameters(source.selector, context.company);
  const [row] = await (source.measure === "residual"
    ? context.rows("selected-residual", { ...parameters, asOf: residualDate(source) }, selectionParts())
    : context.rows("selected-total", parameters, { ...selectionParts(), measure: source.measure }));
  const total = BigInt((row?.total ?? 0n) as bigint);
  return {
    count: Number(row?.count ?? 0),
    total: source.sign === 1 ? total : -total,
    hash: await hashIds(context, source),
  };
}

/** Ids flow through in chunks: a cell may hold every item of the ledger. */
async function hashIds({ state, company, options }: ReadingContext, { selector }: CellSource): Promise<string> {
  const parameters = selectionParameters(selector, company);
  const hash = createHash("sha256");
  await state.engine.use(options.signal, async (connection) => {
    const sql = sqlText("selected-ids", selectionParts());
    const result = await connection.stream(sql, parameters, listsOf(parameters));
    let first = true;
    for await (const chunk of result) {
      const column = chunk.getColumnValues(0);
      if (column.length === 0) continue;
      hash.update(`${first ? "" : ","}${column.join(",")}`);
      first = false;
    }
  });
  return hash.digest("hex");
}
