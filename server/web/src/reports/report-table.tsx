import { useMediaQuery } from "@mantine/hooks";
import type { ReportLine, ReportResult } from "@sextant/contracts";
import { type ExpandedState, type SortingState, useTable } from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef, useState } from "react";
import { signOf } from "../amount/format-amount.ts";
import { useStatus } from "../api/use-status.ts";
import { TeachingNote } from "../feedback/teaching-note.tsx";
import styles from "../table/table.module.css";
import { findLines } from "./find-lines.ts";
import { useGridKeys } from "./grid-keys.ts";
import { depthOf, type LineNode, lineTree, openToLevel, splitTotal } from "./line-tree.ts";
import { openItemsOf } from "./open-items-link.ts";
import { type OpenCell, ReportRow } from "./report-row.tsx";
import classes from "./report-table.module.css";
import { features, reportColumns } from "./report-table-columns.tsx";
import { ReportTableHead } from "./report-table-head.tsx";

const ROW_HEIGHT = 32;
const isZero = (total: ReportLine | null) => Object.values(total?.cells ?? {}).every((value) => signOf(value) === 0);
const subRows = ({ children }: LineNode) => children as LineNode[];

/** Wide enough for what it holds; on a wide screen a figure must not stand far from its label. */
const widthOf = (columns: readonly { readonly id?: string }[]) =>
  columns.reduce((width, { id }) => width + (id === "label" ? 440 : 140), 0);

interface ReportTableProps {
  readonly result: ReportResult;
  readonly onOpenCell: OpenCell;
  readonly find?: string;
  /** How many levels are open; all when absent. */
  readonly levels?: number | undefined;
  /** Height at which the table scrolls within itself, as CSS. */
  readonly maxHeight: string;
}

/**
 * A report as a table: nested lines that open and close, columns that sort, figures that open their journal items. Only the rows
 * in sight exist in the page, so that tens of thousands scroll smoothly; the header and a closing total stay in place.
 */
export function ReportTable({ result, onOpenCell, find = "", levels, maxHeight }: ReportTableProps) {
  const odooUrl = useStatus().data?.odooUrl ?? null;
  // The lines of a trial balance are keyed by the code of their account.
  const codes = result.report === "trial-balance";
  const narrow = useMediaQuery("(max-width: 700px)") ?? false;
  const scroller = useRef<HTMLDivElement>(null);
  const [sorting, setSorting] = useState<SortingState>([]);
  const [expanded, setExpanded] = useState<ExpandedState>(true);
  const columns = useMemo(() => reportColumns(result, narrow), [result, narrow]);
  const tree = useMemo(() => lineTree(result.lines), [result]);
  const { body, total } = useMemo(() => splitTotal(tree), [tree]);
  const data = useMemo(() => [...findLines(body, find)], [body, find]);
  const nested = useMemo(() => depthOf(tree) > 1, [tree]);
  const top = useMemo(() => Math.min(...body.map(({ line }) => line.level)), [body]);

  useEffect(() => {
    setExpanded(levels === undefined || find !== "" ? true : openToLevel(tree, levels));
  }, [tree, levels, find]);

  const table = useTable({
    features,
    columns,
    data,
    getSubRows: subRows,
    getRowId: ({ line }) => line.key,
    state: { sorting, expanded },
    onSortingChange: setSorting,
    onExpandedChange: setExpanded,
    autoResetExpanded: false,
  });
  const { rows } = table.getRowModel();
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const items = virtualizer.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  const onKeyDown = useGridKeys(virtualizer.scrollToIndex, rows.length);
  const width = columns.length;

  return (
    <section
      ref={scroller}
      className={`${styles.scroller} ${classes.scroller}`}
      style={{ maxHeight, maxWidth: widthOf(columns) }}
      aria-label={`${result.title}, table`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
      tabIndex={0}
    >
      <table className={`${styles.table} ${classes.table}`} aria-rowcount={rows.length + (total ? 2 : 1)}>
        <ReportTableHead table={table} currency={result.currency.code} />
        <tbody onKeyDown={onKeyDown}>
          {before > 0 ? (
            <tr>
              <td colSpan={width} style={{ height: before, padding: 0, border: 0 }} />
            </tr>
          ) : null}
          {items.map(({ index, key }) => {
            const row = rows[index];
            return row ? (
              <ReportRow
                key={key}
                line={row.original.line}
                depth={nested ? row.depth : row.original.line.level - top}
                nested={nested}
                index={index}
                columns={columns}
                open={row.getCanExpand() ? row.getIsExpanded() : null}
                onToggle={row.getToggleExpandedHandler()}
                onOpenCell={onOpenCell}
                odooUrl={odooUrl}
                openItems={openItemsOf(result, row.original.line)}
                code={codes && row.original.line.kind === "line" ? row.original.line.key : null}
              />
            ) : null;
          })}
          {after > 0 ? (
            <tr>
              <td colSpan={width} style={{ height: after, padding: 0, border: 0 }} />
            </tr>
          ) : null}
        </tbody>
        {total && find === "" ? (
          <tfoot>
            <ReportRow
              line={total}
              depth={0}
              nested={nested}
              index={rows.length}
              columns={columns}
              open={null}
              onToggle={null}
              onOpenCell={onOpenCell}
              odooUrl={odooUrl}
              code={null}
              openItems={null}
            />
          </tfoot>
        ) : null}
      </table>
      {rows.length === 0 && (find !== "" || isZero(total)) ? <Nothing find={find} /> : null}
    </section>
  );
}

function Nothing({ find }: { readonly find: string }) {
  return find === "" ? (
    <TeachingNote title="Nothing to show for these dates">
      <p>The report is proved and empty: no item falls into it. Choose another date or company.</p>
    </TeachingNote>
  ) : (
    <TeachingNote title="No line matches">
      <p>
        No line holds “<bdi>{find}</bdi>”. Search by name, code or reference; accents and case do not matter.
      </p>
    </TeachingNote>
  );
}
