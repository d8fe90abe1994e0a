import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import type { ReactTable } from "@tanstack/react-table";
import { formatColumnLabel } from "./column-label.ts";
import type { LineNode } from "./line-tree.ts";
import classes from "./report-table.module.css";
import type { features } from "./report-table-columns.tsx";

interface ReportTableHeadProps {
  readonly table: ReactTable<typeof features, LineNode>;
  readonly currency: string;
}

const ARIA = { asc: "ascending", desc: "descending" } as const;

/** The header row; a click sorts: largest first, smallest first, as reported. */
export function ReportTableHead({ table, currency }: ReportTableHeadProps) {
  return (
    <thead>
      <tr>
        {table.getHeaderGroups()[0]?.headers.map(({ id, column }) => {
          const sorted = column.getIsSorted();
          const kind = id === "label" ? classes.label : id.startsWith("fact:") ? classes.fact : classes.figure;
          const text = id === "label" ? `Amounts in ${currency}` : formatColumnLabel(String(column.columnDef.header));
          return (
            <th
              key={id}
              scope="col"
              className={kind}
              aria-sort={sorted === false ? (column.getCanSort() ? "none" : undefined) : ARIA[sorted]}
            >
              {column.getCanSort() ? (
                <button type="button" className={classes.sort} onClick={column.getToggleSortingHandler()}>
                  <span dir="auto">{text}</span>
                  {sorted === "asc" ? <IconArrowUp size={13} aria-hidden="true" /> : null}
                  {sorted === "desc" ? <IconArrowDown size={13} aria-hidden="true" /> : null}
                </button>
              ) : (
                <span dir="auto">{text}</span>
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
