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
import { factColumns, factText } from "./fact-columns.ts";
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

/** Columns of a report: the label, the facts worth a column, the amounts. Amounts are ordered exactly, as text. */
export function reportColumns(result: ReportResult) {
  const enableSorting = !IN_ORDER.has(result.report);
  return helper.columns([
    helper.accessor(({ line }) => (sortable(line) ? line.label : undefined), {
      id: "label",
      header: "",
      enableSorting,
      sortUndefined: "last",
      sortDescFirst: false,
      sortFn: (a, b) => collator.compare(a.original.line.label, b.original.line.label),
    }),
    ...factColumns(result.lines).map(({ name, label }) =>
      helper.accessor(({ line }) => (sortable(line) ? String(line.facts?.[name] ?? "") : undefined), {
        id: `fact:${name}`,
        header: label,
        enableSorting,
        sortUndefined: "last",
        sortDescFirst: false,
        sortFn: (a, b) =>
          collator.compare(String(a.original.line.facts?.[name] ?? ""), String(b.original.line.facts?.[name] ?? "")),
        cell: ({ row }) => factText(row.original.line, name),
      }),
    ),
    ...result.columns.map(({ name, label }) =>
      helper.accessor(({ line }) => (sortable(line) ? line.cells[name] : undefined), {
        id: `amount:${name}`,
        header: label,
        enableSorting,
        sortUndefined: "last",
        sortDescFirst: true,
        sortFn: (a, b) => compareAmounts(a.original.line.cells[name] ?? "0", b.original.line.cells[name] ?? "0"),
      }),
    ),
  ]);
}
