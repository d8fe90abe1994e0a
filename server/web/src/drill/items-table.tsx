import type { DrillPage, JournalItemView } from "@sextant/contracts";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import styles from "../table/table.module.css";
import { ItemRow } from "./item-row.tsx";
import classes from "./items-table.module.css";

const ROW_HEIGHT = 32;
const NEAR_END = 30;
const FRAME = `${styles.scroller} ${classes.scroller}`;

interface ItemsTableProps {
  readonly items: readonly JournalItemView[];
  /** Number of items behind the cell, loaded or not. */
  readonly count: number;
  /** Only those with a residual are listed. */
  readonly openOnly: boolean;
  readonly residual: boolean;
  readonly currency: string;
  readonly link: DrillPage["link"];
  readonly hasMore: boolean;
  readonly onMore: () => void;
}

/** How many of the items are listed, in words. */
function extentOf(listed: number, count: number, openOnly: boolean, hasMore: boolean): string {
  const [shown, all] = [listed.toLocaleString("en"), count.toLocaleString("en")];
  if (openOnly) {
    if (hasMore) return `${shown} open items so far; more load as you scroll.`;
    return listed === count
      ? `All ${all} journal items.`
      : `${shown} of ${all} items were open; the others were settled.`;
  }
  if (listed < count) return `${shown} of ${all} loaded; more load as you scroll.`;
  return count === 1 ? "1 journal item." : `All ${all} journal items.`;
}

/** Journal items; the next page loads before the reader reaches the end. */
export function ItemsTable({ items, count, openOnly, residual, currency, link, hasMore, onMore }: ItemsTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const visible = virtualizer.getVirtualItems();
  const last = visible.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= items.length - NEAR_END) onMore();
  }, [hasMore, last, items.length, onMore]);

  const before = visible[0]?.start ?? 0;
  const after = virtualizer.getTotalSize() - (visible.at(-1)?.end ?? 0);
  const width = residual ? 8 : 7;
  const gap = (height: number) =>
    height > 0 ? (
      <tr>
        <td colSpan={width} style={{ height, padding: 0, border: 0 }} />
      </tr>
    ) : null;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section ref={scroller} className={FRAME} aria-label="Journal items" tabIndex={0}>
        <table className={`${styles.table} ${classes.table}`} aria-rowcount={openOnly ? -1 : count + 1}>
          <thead>
            <tr>
              <th scope="col">Date</th>
              <th scope="col">Entry</th>
              <th scope="col">Account</th>
              <th scope="col">Partner and label</th>
              <th scope="col" className={classes.figure}>
                Debit
              </th>
              <th scope="col" className={classes.figure}>
                Credit
              </th>
              {residual ? <th scope="col">Due</th> : null}
              <th scope="col" className={classes.figure}>
                {residual ? "Residual" : `In the figure`}
              </th>
            </tr>
          </thead>
          <tbody>
            {gap(before)}
            {visible.map(({ index, key }) => {
              const item = items[index];
              return item ? <ItemRow key={key} item={item} index={index} residual={residual} link={link} /> : null;
            })}
            {gap(after)}
          </tbody>
        </table>
      </section>
      <p className={classes.foot} role="status">
        {extentOf(items.length, count, openOnly, hasMore)} Amounts in {currency}.
        {link === null ? " No Odoo is connected, so entries cannot be opened there." : ""}
      </p>
    </>
  );
}
