import type { ReportLine } from "@sextant/contracts";
import { IconChevronRight } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { Amount } from "../amount/amount.tsx";
import { formatAmount } from "../amount/format-amount.ts";
import { factText } from "./fact-columns.ts";
import type { openItemsOf } from "./open-items-link.ts";
import { RecordLink } from "./record-link.tsx";
import classes from "./report-table.module.css";

/** Called with a line and the name of a column whose figure the reader wants explained. */
export type OpenCell = (line: ReportLine, cell: string) => void;

interface ReportRowProps {
  readonly line: ReportLine;
  readonly depth: number;
  readonly nested: boolean;
  readonly index: number;
  readonly columns: readonly { readonly id?: string; readonly header?: unknown }[];
  /** Whether the lines nested under this one are shown; null when there are none. */
  readonly open: boolean | null;
  readonly onToggle: (() => void) | null;
  readonly onOpenCell: OpenCell;
  readonly odooUrl: string | null;
  /** Code of the account that the line is about, where it is about one. */
  readonly code: string | null;
  /** Where the open items of the line's partner are listed. */
  readonly openItems: ReturnType<typeof openItemsOf>;
}

/** One line of a report. A figure with a source is a button that opens its journal items. */
export function ReportRow({
  line,
  depth,
  nested,
  index,
  columns,
  open,
  onToggle,
  onOpenCell,
  odooUrl,
  code,
  openItems,
}: ReportRowProps) {
  return (
    <tr className={classes.row} data-kind={line.kind} aria-rowindex={index + 2}>
      <th scope="row" className={classes.label}>
        <span className={classes.labelInner} style={{ paddingInlineStart: depth * 16 }}>
          {open !== null && onToggle ? (
            <button
              type="button"
              className={classes.toggle}
              data-open={open}
              aria-expanded={open}
              aria-label={`${open ? "Close" : "Open"} ${line.label}`}
              onClick={onToggle}
            >
              <IconChevronRight size={14} aria-hidden="true" />
            </button>
          ) : nested ? (
            <span className={classes.noToggle} />
          ) : null}
          {code === null ? null : <bdi className={classes.code}>{code}</bdi>}
          {openItems === null ? (
            <span className={classes.labelText} dir="auto" title={line.label}>
              {line.label}
            </span>
          ) : (
            <Link
              to="/reports/$name"
              params={{ name: openItems.name }}
              search={openItems.search}
              className={classes.labelText}
              dir="auto"
              title={line.label}
              aria-label={`${line.label}: open items`}
            >
              {line.label}
            </Link>
          )}
          {line.facts?.note ? <span className={classes.note}>{String(line.facts.note)}</span> : null}
          <RecordLink odooUrl={odooUrl} line={line} />
        </span>
      </th>
      {columns.slice(1).map(({ id = "", header }, column) => {
        const name = id.slice(id.indexOf(":") + 1);
        if (id.startsWith("fact:")) {
          return (
            <td key={id} className={classes.fact} dir="auto">
              {factText(line, name)}
            </td>
          );
        }
        const value = line.cells[name];
        const source = line.source[name];
        const zero = line.kind === "line" ? "dash" : "digits";
        const { text, sign } = formatAmount(value ?? "", zero);
        // The name holds what is seen, so that who speaks to his machine can say it.
        const spoken = sign === 0 && zero === "dash" ? "zero" : text;
        return (
          <td key={id} className={classes.figure}>
            {value === undefined ? null : source === undefined ? (
              <Amount value={value} zero={zero} />
            ) : (
              <button
                type="button"
                className={classes.cell}
                data-row={index}
                data-column={column}
                title={`${source.count} journal ${source.count === 1 ? "item" : "items"}`}
                aria-label={`${line.label}, ${String(header)}: ${spoken}. Show its journal items`}
                onClick={() => onOpenCell(line, name)}
              >
                <Amount value={value} zero={zero} />
              </button>
            )}
          </td>
        );
      })}
    </tr>
  );
}
