import { sha256 } from "../canonical.ts";

/** One row of a tenant's chain: `hash` is of the row before and of the body's own text. */
export interface AuditRow {
  readonly seq: number;
  readonly body: string;
  readonly previous: string;
  readonly hash: string;
}

/** The hash before the first row. */
export const NO_ROW = "0".repeat(64);

export const hashOfRow = (previous: string, body: string): string => sha256(`\u0001${previous}${body}`);

/** Whether a row stands where it says, after the row with this hash. */
export const followsOn = (row: AuditRow, seq: number, previous: string): boolean =>
  row.seq === seq && row.previous === previous && row.hash === hashOfRow(previous, row.body);

/** The number of the first row that does not fit, or null for an unbroken chain that ends at the head. */
export function firstBrokenRow(
  rows: readonly AuditRow[],
  head: { readonly seq: number; readonly hash: string },
): number | null {
  let previous = NO_ROW;
  for (const [index, row] of rows.entries()) {
    if (!followsOn(row, index + 1, previous)) return index + 1;
    previous = row.hash;
  }
  return rows.length === head.seq && previous === (head.seq === 0 ? NO_ROW : head.hash) ? null : rows.length + 1;
}
