import type { TieOut } from "@sextant/contracts";

/** Suffix of names that belong to a comparison column: none for the first, then `-1`, `-2`, … */
export function columnSuffix(index: number): string {
  return index === 0 ? "" : `-${index}`;
}

/** Where a statement has several columns, each of its tie-outs says which one it is about. */
export function labelled(tieOuts: readonly TieOut[], column: string, columns: number): TieOut[] {
  return tieOuts.map((tie) => (columns > 1 ? { ...tie, label: `${tie.label} (${column})` } : tie));
}
