import type { DateStyle, IsoDate } from "@sextant/contracts";
import { isDate, partsOf } from "./calendar.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const MOMENT = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

let style: DateStyle = "31 Mar 2026";

/** How dates are written from now on; what is on the screen must be drawn again. */
export function setDateStyle(chosen: DateStyle | null): void {
  style = chosen ?? "31 Mar 2026";
}

/** `2026-03-31` as the reader wants it, `31 Mar 2026` where nothing was chosen; anything else unchanged. */
export function formatDate(date: IsoDate): string {
  if (!isDate(date)) return date;
  const [, month = "", day = ""] = date.split("-");
  const parts = partsOf(date);
  switch (style) {
    case "2026-03-31":
      return date;
    case "31/03/2026":
      return `${day}/${month}/${parts.year}`;
    case "03/31/2026":
      return `${month}/${day}/${parts.year}`;
    case "31 Mar 2026":
      return `${parts.day} ${MONTHS[parts.month - 1]} ${parts.year}`;
  }
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
