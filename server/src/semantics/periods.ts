import type { IsoDate } from "@sextant/contracts";
import { Temporal } from "temporal-polyfill";
import type { Grain } from "./types.ts";

const LENGTH: Record<Grain, Temporal.DurationLike> = {
  day: { days: 1 },
  month: { months: 1 },
  quarter: { months: 3 },
  year: { years: 1 },
};

/** Midnight of a day in a zone as Odoo writes instants: UTC, `YYYY-MM-DD HH:MM:SS`. */
export function midnight(day: IsoDate, zone: string): string {
  return written(Temporal.PlainDate.from(day).toZonedDateTime(zoneOf(zone)).toInstant());
}

/** The day, in a zone, on which an instant falls (`2026-10-31T23:00:00Z`). */
export function dayOf(instant: string, zone: string): IsoDate {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zoneOf(zone)).toPlainDate().toString();
}

export const dayAfter = (day: IsoDate): IsoDate => Temporal.PlainDate.from(day).add({ days: 1 }).toString();

/** First day of the period after the one that begins on `start`. */
export const nextPeriod = (start: IsoDate, grain: Grain): IsoDate =>
  Temporal.PlainDate.from(start).add(LENGTH[grain]).toString();

const MONTHS = "January February March April May June July August September October November December".split(" ");

/** `October 2026`, `Q4 2026`, `2026`, `2026-10-05`. */
export function periodName(start: IsoDate, grain: Grain): string {
  const [year = "", month = "01"] = start.split("-");
  switch (grain) {
    case "day":
      return start;
    case "month":
      return `${MONTHS[Number(month) - 1]} ${year}`;
    case "quarter":
      return `Q${Math.ceil(Number(month) / 3)} ${year}`;
    case "year":
      return year;
  }
}

const written = (instant: Temporal.Instant) =>
  instant.toString({ smallestUnit: "second" }).replace("T", " ").slice(0, 19);

/** Odoo computes in UTC where it does not know the zone. */
function zoneOf(zone: string): string {
  try {
    return Temporal.Now.zonedDateTimeISO(zone).timeZoneId;
  } catch {
    return "UTC";
  }
}
