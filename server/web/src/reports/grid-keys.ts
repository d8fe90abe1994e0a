import type { KeyboardEvent } from "react";

const MOVES: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-15, 0],
  PageDown: [15, 0],
};

/**
 * Moves the focus between the figures of a table with the arrow keys. A row that is not in the page yet is scrolled to first.
 *
 * @param scrollToRow brings a row into sight; @param count number of rows.
 */
export function useGridKeys(scrollToRow: (index: number) => void, count: number) {
  return (event: KeyboardEvent<HTMLElement>) => {
    const move = MOVES[event.key];
    const { row, column } = (event.target as HTMLElement).dataset;
    if (move === undefined || row === undefined || column === undefined) return;
    event.preventDefault();
    const wantedRow = Math.min(Math.max(Number(row) + move[0], 0), count - 1);
    const wantedColumn = Number(column) + move[1];
    const body = event.currentTarget;
    const focus = () =>
      body.querySelector<HTMLElement>(`[data-row="${wantedRow}"][data-column="${wantedColumn}"]`)?.focus();
    scrollToRow(wantedRow);
    requestAnimationFrame(focus);
  };
}
