import type { PeriodUnit } from "./reading.ts";

const MONTHS = [
  ["january", "jan"],
  ["february", "feb", "febr"],
  ["march", "mar"],
  ["april", "apr"],
  ["may"],
  ["june", "jun"],
  ["july", "jul"],
  ["august", "aug"],
  ["september", "sep", "sept"],
  ["october", "oct"],
  ["november", "nov"],
  ["december", "dec"],
] as const;

const MONTH_BY_WORD: ReadonlyMap<string, number> = new Map(
  MONTHS.flatMap((names, index) => names.map((name) => [name as string, index + 1] as const)),
);

const CARDINALS =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split(
    " ",
  );
const TENS: ReadonlyMap<string, number> = new Map([
  ["thirty", 30],
  ["forty", 40],
  ["fifty", 50],
  ["sixty", 60],
  ["seventy", 70],
  ["eighty", 80],
  ["ninety", 90],
]);
const ORDINALS =
  "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth".split(
    " ",
  );

/** Month number (1–12) of a folded word. */
export const monthOfWord = (word: string): number | null => MONTH_BY_WORD.get(word) ?? null;

const WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split(" ");

/** Number of a day of the week, 1 for Monday. */
export function weekdayOfWord(word: string): number | null {
  const index = WEEKDAYS.indexOf(word);
  return index < 0 ? null : index + 1;
}

/** `12`, `twelve`, `ninety`; `a` and `an` only where the caller allows them. */
export function numberOfWord(word: string): number | null {
  if (/^\d{1,4}$/.test(word)) return Number(word);
  const index = CARDINALS.indexOf(word);
  return index > 0 ? index : (TENS.get(word) ?? null);
}

/** `1st`, `first`, `31st` as a number; a bare number is not an ordinal. */
export function ordinalOfWord(word: string): number | null {
  const digits = /^(\d{1,2})(?:st|nd|rd|th)$/.exec(word)?.[1];
  if (digits !== undefined) return Number(digits);
  const index = ORDINALS.indexOf(word);
  return index >= 0 ? index + 1 : null;
}

const UNITS: ReadonlyMap<string, PeriodUnit> = new Map([
  ["day", "day"],
  ["week", "week"],
  ["month", "month"],
  ["quarter", "quarter"],
  ["semester", "half"],
  ["half", "half"],
  ["year", "year"],
]);

/** Unit of a lemma. */
export const unitOfWord = (lemma: string): PeriodUnit | null => UNITS.get(lemma) ?? null;

/** Words of dates that a misspelt word may be corrected to. */
export const DATE_KEYWORDS: readonly string[] = [
  ...MONTHS.map(([name]) => name).filter((name) => name.length > 5),
  "today",
  "yesterday",
  "quarter",
  "quarters",
  "fiscal",
  "financial",
  "calendar",
  "current",
  "previous",
  "between",
  "beginning",
];
