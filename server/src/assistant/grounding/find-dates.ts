import { dayOf, monthOf, yearOf } from "../dates/calendar.ts";
import { describeDate, monthName } from "../dates/describe.ts";
import { monthOfWord } from "../dates/words.ts";
import type { Bound, Fact } from "./types.ts";

type DateFact = Extract<Fact, { kind: "date" }>;

/** A date as a draft writes it: the parts that it names, in each way in which they can be read. */
interface NamedDate {
  readonly start: number;
  readonly end: number;
  readonly readings: readonly {
    readonly year?: number;
    readonly month?: number;
    readonly day?: number;
    readonly quarter?: number;
  }[];
}

const MONTH =
  "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?:\\.(?= ))?";
const EDGE = "(?<![\\p{L}\\p{N}/.-])";
const END = "(?![\\p{L}\\p{N}]|[/.,-]\\p{N})";
const pattern = (source: string) => new RegExp(`${EDGE}${source}${END}`, "giu");

/** Most telling first: what an earlier one has read, a later one leaves alone. */
const FORMS: readonly (readonly [RegExp, (parts: readonly string[]) => NamedDate["readings"]])[] = [
  [pattern("(\\d{4})-(\\d{2})-(\\d{2})"), ([y, m, d]) => [{ year: Number(y), month: Number(m), day: Number(d) }]],
  [
    pattern(`(\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${MONTH},? (\\d{4})`),
    ([d, m, y]) => [{ year: Number(y), month: month(m), day: Number(d) }],
  ],
  [
    pattern(`${MONTH} (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})`),
    ([m, d, y]) => [{ year: Number(y), month: month(m), day: Number(d) }],
  ],
  [
    pattern("(\\d{1,2})[./](\\d{1,2})[./](\\d{4})"),
    ([a, b, y]) => [
      { year: Number(y), month: Number(b), day: Number(a) },
      { year: Number(y), month: Number(a), day: Number(b) },
    ],
  ],
  [pattern(`${MONTH} (\\d{4})`), ([m, y]) => [{ year: Number(y), month: month(m) }]],
  [pattern(`(\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${MONTH}`), ([d, m]) => [{ month: month(m), day: Number(d) }]],
  [pattern(`${MONTH} (\\d{1,2})(?:st|nd|rd|th)?`), ([m, d]) => [{ month: month(m), day: Number(d) }]],
  [pattern("Q([1-4]) ?(\\d{4})"), ([q, y]) => [{ year: Number(y), quarter: Number(q) }]],
  [pattern("(?:FY ?)?((?:19|20)\\d{2})"), ([y]) => [{ year: Number(y) }]],
];

const month = (word: string | undefined) => monthOfWord((word ?? "").toLowerCase()) ?? 0;

/** Dates of a text, each bound to a date of the evidence, or to none. */
export function bindDates(text: string, facts: readonly DateFact[], taken: (start: number, end: number) => boolean) {
  const bound: Bound[] = [];
  let unbound = false;
  const free = (start: number, end: number) =>
    !taken(start, end) && bound.every((one) => end <= one.start || start >= one.end);
  for (const [form, read] of FORMS) {
    for (const match of text.matchAll(form)) {
      const [all, ...parts] = match;
      const [start, end] = [match.index, match.index + all.length];
      if (!free(start, end)) continue;
      // A year with a currency beside it is an amount.
      if (parts.length === 1 && /(?:[€$£¥]|\b[A-Z]{3}) ?$/u.test(text.slice(0, start))) continue;
      if (parts.length === 1 && /^ ?(?:[€$£¥%]|[A-Z]{3}\b)/u.test(text.slice(end))) continue;
      const readings = read(parts);
      const fits = facts.filter(({ date }) => readings.some((reading) => isPart(reading, date)));
      const texts = new Set(fits.map(({ date }) => write(readings, date)));
      const [only] = texts;
      if (only === undefined || texts.size > 1) {
        unbound = true;
        continue;
      }
      bound.push({ start, end, text: only, figures: [] });
    }
  }
  return { bound, unbound };
}

type Parts = NamedDate["readings"][number];

const isPart = ({ year, month, day, quarter }: Parts, date: string) =>
  (year === undefined || yearOf(date) === year) &&
  (month === undefined || monthOf(date) === month) &&
  (day === undefined || dayOf(date) === day) &&
  (quarter === undefined || Math.ceil(monthOf(date) / 3) === quarter);

/** As much of the date as the draft names. */
function write([reading]: readonly Parts[], date: string): string {
  if (reading?.day !== undefined) return describeDate(date);
  if (reading?.month !== undefined) return `${monthName(monthOf(date))} ${yearOf(date)}`;
  if (reading?.quarter !== undefined) return `Q${Math.ceil(monthOf(date) / 3)} ${yearOf(date)}`;
  return String(yearOf(date));
}
