import type { IsoDate } from "@sextant/contracts";
import { isDate, partsOf } from "./calendar.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const MOMENT = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

/** `2026-03-31` as `31 Mar 2026`; anything else unchanged. */
export function formatDate(date: IsoDate): string {
  if (!isDate(date)) return date;
  const { year, month, day } = partsOf(date);
  return `${day} ${MONTHS[month - 1]} ${year}`;
}

/** An ISO instant in the reader's own zone. */
export function formatMoment(instant: string): string {
  const time = new Date(instant);
  return Number.isNaN(time.getTime()) ? instant : MOMENT.format(time);
}

/** What a result covers, in words: `as of 31 Mar 2026`, `1 Jan 2026 to 31 Mar 2026`. */
export function formatDates(dates: {
  asOf?: IsoDate | undefined;
  from?: IsoDate | undefined;
  to?: IsoDate | undefined;
}): string {
  if (dates.asOf !== undefined) return `as of ${formatDate(dates.asOf)}`;
  if (dates.from !== undefined && dates.to !== undefined) return `${formatDate(dates.from)} to ${formatDate(dates.to)}`;
  return "";
}
