import type { IsoDate } from "@sextant/contracts";
import type { Token } from "../text/tokenise.ts";
import { yearOf } from "./calendar.ts";
import { after, type Read, read, skip } from "./cursor.ts";
import type { DateContext } from "./reading.ts";

/** A calendar year written in full, 1990 to 2099. */
export function yearOfWord(word: string | undefined): number | null {
  return word !== undefined && /^(?:199\d|20\d\d)$/.test(word) ? Number(word) : null;
}

/** Whether two digits behind a month may well be a year: this one, or one of the five before. */
export const isRecentYear = (year: number, today: IsoDate): boolean =>
  year <= yearOf(today) && year >= yearOf(today) - 5;

/** The year that follows a day or month: `2025`, `of 2025`, `last year`, `this year`. */
export function readYear(tokens: readonly Token[], at: number, { today }: DateContext): Read<number> | null {
  const start = skip(tokens, at, "of", "in");
  const year = yearOfWord(tokens[start]?.word);
  if (year !== null) return read(year, start + 1);
  const last = after(tokens, start, "last year", "previous year", "the previous year", "the year before");
  if (last !== null) return read(yearOf(today) - 1, last);
  const current =
    after(tokens, start, "this year", "the current year", "current year") ?? after(tokens, at, "of the year");
  return current === null ? null : read(yearOf(today), current);
}

/** The year of `Sep-26`, as spreadsheets write a month; long past ones are days. */
export function readDashedYear(tokens: readonly Token[], at: number, { today }: DateContext): Read<number> | null {
  const token = tokens[at];
  if (token?.dashBefore !== true || !/^\d{2}$/.test(token.word)) return null;
  return isRecentYear(2000 + Number(token.word), today) ? read(2000 + Number(token.word), at + 1) : null;
}
