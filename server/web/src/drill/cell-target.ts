import type { CellSource, ReportLine, ReportResult } from "@sextant/contracts";

/** A figure whose journal items are to be shown. */
export interface CellTarget {
  readonly title: string;
  /** The figure as it stands in the report; an exact decimal string. */
  readonly value: string;
  readonly currency: string;
  readonly source: CellSource;
}

/** The target of a cell, or null when the cell has no figure or no source. */
export function cellTarget(result: ReportResult, line: ReportLine, cell: string): CellTarget | null {
  const value = line.cells[cell];
  const source = line.source[cell];
  if (value === undefined || source === undefined) return null;
  const column = result.columns.find(({ name }) => name === cell)?.label ?? cell;
  return { title: `${line.label} · ${column}`, value, currency: result.currency.code, source };
}
