import type { ReportLine, ReportResult } from "@sextant/contracts";
import {
  createColumnHelper,
  createExpandedRowModel,
  createSortedRowModel,
  rowExpandingFeature,
  rowSortingFeature,
  tableFeatures,
} from "@tanstack/react-table";
import { compareAmounts } from "../amount/compare-amounts.ts";
import { factColumns } from "./fact-columns.ts";
import type { LineNode } from "./line-tree.ts";

export const features = tableFeatures({
  rowExpandingFeature,
  rowSortingFeature,
  expandedRowModel: createExpandedRowModel(),
  sortedRowModel: createSortedRowModel(),
});

const helper = createColumnHelper<typeof features, LineNode>();
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/** Totals and bare headings take no part in sorting: they stay behind the lines. */
const sortable = ({ kind, cells }: ReportLine) =>
  kind === "line" || (kind === "heading" && Object.keys(cells).length > 0);

/** Statements whose order is their meaning; their lines are never sorted. */
const IN_ORDER: ReadonlySet<string> = new Set(["balance-sheet", "profit-and-loss"]);

/**
 * Columns of a report: the label, the facts worth a column, the amounts. Amounts are ordered exactly, as text; in a narrow window they
 * come before the facts, which then need scrolling.
 */
export function reportColumns(result: ReportResult, narrow: boolean) {
  const enableSorting = !IN_ORDER.has(result.report);
  const text = { enableSorting, sortUndefined: "last", sortDescFirst: false } as const;
  const label = helper.accessor(({ line }) => (sortable(line) ? line.label : undefined), {
    ...text,
    id: "label",
    header: "",
    sortFn: (a, b) => collator.compare(a.original.line.label, b.original.line.label),
  });
  const facts = factColumns(result.lines).map((fact) =>
    helper.accessor(({ line }) => (sortable(line) ? String(line.facts?.[fact.name] ?? "") : undefined), {
      ...text,
      id: `fact:${fact.name}`,
      header: fact.label,
      sortFn: (a, b, id) => collator.compare(a.getValue<string>(id), b.getValue<string>(id)),
    }),
  );
  const amounts = result.columns.map((column) =>
    helper.accessor(({ line }) => (sortable(line) ? line.cells[column.name] : undefined), {
      id: `amount:${column.name}`,
      header: column.label,
      enableSorting,
      sortUndefined: "last",
      sortDescFirst: true,
      sortFn: (a, b, id) => compareAmounts(a.getValue<string>(id), b.getValue<string>(id)),
    }),
  );
  return helper.columns(narrow ? [label, ...amounts, ...facts] : [label, ...facts, ...amounts]);
}
