import type { IsoDate } from "@sextant/contracts";
import type { DateContext } from "./reading.ts";

/**
 * How a date without a year gets one: the latest that does not begin after `latest` (today, unless the end of a range says
 * otherwise), or the first from `earliest` on.
 */
export interface ReadContext extends DateContext {
  readonly latest: IsoDate;
  readonly earliest?: IsoDate;
}

/** Picks the year of something that recurs every year. `startIn` returns null where a year lacks it (29 February). */
export function guessYear(context: ReadContext, startIn: (year: number) => IsoDate | null): number | null {
  const { latest, earliest } = context;
  const base = Number((earliest ?? latest).slice(0, 4));
  const step = earliest === undefined ? -1 : 1;
  for (let tried = 0; tried <= 8; tried++) {
    const year = base + step * tried;
    const start = startIn(year);
    if (start !== null && (earliest === undefined ? start <= latest : start >= earliest)) return year;
  }
  return null;
}
