import type { IsoDate } from "@sextant/contracts";
import { addDays, type DateRange } from "@sextant/ledger";

/** Stretch of time between two borders of the ranges asked for: `from ≤ date < before`; an absent end is open. */
export interface Segment {
  readonly from?: IsoDate;
  readonly before?: IsoDate;
}

/** Cuts all time at the borders of the ranges. Every range is a union of segments, and every date lies in exactly one. */
export function segmentsOf(ranges: readonly DateRange[]): readonly Segment[] {
  const borders = new Set<IsoDate>();
  for (const { from, to } of ranges) {
    if (from !== undefined && to !== undefined && from > to) continue;
    if (from !== undefined) borders.add(from);
    if (to !== undefined) borders.add(addDays(to, 1));
  }
  const sorted = [...borders].sort();
  return [undefined, ...sorted].map((from, index) => {
    const before = sorted[index];
    return { ...(from === undefined ? {} : { from }), ...(before === undefined ? {} : { before }) };
  });
}

/** Whether a segment lies in a range; it never does so partly. */
export function isWithin({ from, before }: Segment, range: DateRange): boolean {
  if (range.from !== undefined && range.to !== undefined && range.from > range.to) return false;
  if (range.from !== undefined && (from === undefined || from < range.from)) return false;
  return range.to === undefined || (before !== undefined && addDays(before, -1) <= range.to);
}

export type CalendarUnit = "year" | "quarter" | "month";

/** The longest unit of the calendar at whose beginning every border lies; null when one lies within a month. */
export function unitOf(segments: readonly Segment[]): CalendarUnit | null {
  const starts = segments.flatMap(({ from }) => (from === undefined ? [] : [from]));
  if (starts.some((date) => !date.endsWith("-01"))) return null;
  if (starts.every((date) => date.endsWith("-01-01"))) return "year";
  return starts.every((date) => /-(01|04|07|10)-01$/.test(date)) ? "quarter" : "month";
}

/** The segment that a date lies in. */
export function segmentAt(segments: readonly Segment[], date: IsoDate): Segment | undefined {
  return segments.find(
    ({ from, before }) => (from === undefined || from <= date) && (before === undefined || date < before),
  );
}
