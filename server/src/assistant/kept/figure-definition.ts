import { createHash } from "node:crypto";
import type { CellSource, Figure, MarkedFigure } from "@sextant/contracts";
import { canonicalJson } from "../../platform/canonical.ts";

/** A hash of what a cell is: its measure and sign, and the accounts, dates, partner and due dates of its items. The same books and rules give the same one. */
export function definitionOf({ measure, sign, selector }: Pick<CellSource, "measure" | "sign" | "selector">): string {
  const parts = selector.parts.map((part) => ({ ...part, accountIds: [...part.accountIds].sort((a, b) => a - b) }));
  return createHash("sha256")
    .update(canonicalJson({ measure, sign, selector: { ...selector, parts } }))
    .digest("hex");
}

/** The figures of an answer that a check can find again: those with the proof of their cell. */
export function markedFigures(figures: readonly Figure[]): MarkedFigure[] {
  const found = figures.flatMap(({ value, unit, source }) =>
    source.proof ? [{ line: source.line, cell: source.cell, value, unit, definition: definitionOf(source.proof) }] : [],
  );
  // What a figure is compared with can be the same cell at other dates; the first is the one that was asked for.
  return found.filter(({ line, cell }, at) => found.findIndex((one) => one.line === line && one.cell === cell) === at);
}
