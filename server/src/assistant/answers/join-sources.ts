import type { CellSource } from "@sextant/contracts";

/**
 * One proof for neighbouring age buckets of a line: the proof of the line's total, narrowed to the due dates of all of them. Null
 * when a proof is missing or the buckets leave a gap that a single range of dates would fill.
 */
export function joinSources(
  total: CellSource | undefined,
  parts: readonly (CellSource | undefined)[],
): CellSource | null {
  if (!total || total.selector.due) return null;
  const ranges = parts.flatMap((part) => (part?.selector.due ? [part.selector.due] : []));
  if (ranges.length !== parts.length || ranges.some(({ missing }) => missing)) return null;
  // Buckets come from the youngest to the oldest; each must end the day before its neighbour begins.
  const adjacent = ranges.every((range, at) => {
    const older = ranges[at + 1];
    return (
      older === undefined || (range.from !== undefined && older.to !== undefined && isDayBefore(older.to, range.from))
    );
  });
  if (!adjacent) return null;
  const [from, to] = [ranges.at(-1)?.from, ranges[0]?.to];
  const due = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }), missing: false };
  const conditions = [
    ...(from === undefined ? [] : [["date_maturity", ">=", from]]),
    ...(to === undefined ? [] : [["date_maturity", "<=", to]]),
  ];
  return {
    ...total,
    selector: { ...total.selector, due },
    domain: [...total.domain, ...conditions],
    count: parts.reduce((sum, part) => sum + (part?.count ?? 0), 0),
  };
}

const DAY = 86_400_000;
const isDayBefore = (day: string, next: string) =>
  Date.parse(`${next}T00:00:00Z`) - Date.parse(`${day}T00:00:00Z`) === DAY;
