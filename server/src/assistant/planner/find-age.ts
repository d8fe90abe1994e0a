import { bucketsOf, USUAL_AGES } from "@sextant/ledger";
import { after, skip } from "../dates/cursor.ts";
import { numberOfWord } from "../dates/words.ts";
import type { Token } from "../text/tokenise.ts";

/** An age in days overdue, as the buckets that make it up. */
export interface Age {
  readonly cells: readonly string[];
  /** Where the report has to end its buckets; absent where it does of itself. */
  readonly ages?: readonly number[];
  /** `more than 90 days overdue`. */
  readonly words: string;
}

export type FoundAge =
  | { readonly kind: "age"; readonly age: Age; readonly start: number; readonly end: number }
  /** A number of days that no report can tell apart. */
  | { readonly kind: "problem"; readonly days: number; readonly start: number; readonly end: number };

/** Most days by which an aged report can part what is overdue. */
export const MOST_DAYS = 3650;

/**
 * What is overdue by more than some days, or by as many and more: the buckets after the usual border, else those of a report that has its only border
 * there.
 */
function overDays(days: number, orMore: boolean): Age | null {
  const border = orMore ? days - 1 : days;
  if (!Number.isInteger(border) || border < 0 || border > MOST_DAYS) return null;
  const words = `${orMore ? "at least" : "more than"} ${days} days overdue`;
  const buckets = bucketsOf(USUAL_AGES);
  if (border === 0) return { cells: buckets.slice(1), words };
  const usual = USUAL_AGES.indexOf(border);
  return usual === -1 ? { cells: ["older"], ages: [border], words } : { cells: buckets.slice(usual + 2), words };
}

/** What is overdue by so many days, both included. */
function betweenDays(first: number, last: number): Age | null {
  if (first < 1 || last < first || last > MOST_DAYS) return null;
  const cell = `${first}-${last}`;
  const words = `${first} to ${last} days overdue`;
  if (bucketsOf(USUAL_AGES).some((bucket) => bucket === cell)) return { cells: [cell], words };
  return { cells: [cell], ages: first === 1 ? [last] : [first - 1, last], words };
}

const COMPARATIVES = [
  "more than",
  "more as",
  "crossing",
  "over",
  "older than",
  "later than",
  "greater than",
  "longer than",
  "upwards of",
  "beyond",
  "above",
  "exceeding",
  "exceed",
  "exceeds",
  "in excess of",
  ">",
];
const AT_LEAST = ["at least", "no less than", "not less than"];
const LEADS = ["by", "for", "since", "at"];
const OR_MORE = ["and more", "or more", "and over", "or over", "and above", "and older", "or older", "or longer"];
/** As the bucket after 90 days is written, "90+". */
const BEHIND = ["ago", "plus", "+"];
const DAYS = new Set(["day", "d"]);

/** The first age that the question names: `more than 90 days`, `90+ days`, `31-60 days`, `between 61 and 90 days`. */
export function findAge(tokens: readonly Token[]): FoundAge | null {
  for (let start = 0; start < tokens.length; start++) {
    const found = readOver(tokens, start) ?? readBetween(tokens, start);
    if (found) return found;
  }
  return null;
}

function readOver(tokens: readonly Token[], start: number): FoundAge | null {
  const lead = skip(tokens, start, ...LEADS);
  const strict = after(tokens, lead, ...COMPARATIVES);
  // "At" may lead as well.
  const comparative = strict ?? after(tokens, start, ...AT_LEAST) ?? after(tokens, lead, ...AT_LEAST);
  const number = readDays(tokens, comparative ?? lead);
  if (number === null) return null;
  const tail = (at: number) => after(tokens, at, ...OR_MORE, ...BEHIND);
  const more = tail(number.next);
  const unitAt = more ?? number.next;
  if (!number.glued && !DAYS.has(tokens[unitAt]?.lemma ?? "")) return null;
  const unitEnd = number.glued ? unitAt : unitAt + 1;
  const behind = tail(unitEnd);
  if (comparative === null && more === null && behind === null) return null;
  const end = behind ?? unitEnd;
  const { days } = number;
  const orMore = [number.next, unitEnd].some((at) => after(tokens, at, ...OR_MORE) !== null);
  const age = overDays(days, strict === null && (comparative !== null || orMore));
  return age ? { kind: "age", age, start, end } : { kind: "problem", days, start, end };
}

/** A number of days, in digits or words: `90`, `90d`, `ninety`, `forty five`, `one hundred and twenty`. */
function readDays(tokens: readonly Token[], at: number): { days: number; next: number; glued: boolean } | null {
  const word = tokens[at]?.word ?? "";
  const glued = /^(\d{1,4})d(?:ays?)?$/.exec(word)?.[1];
  if (glued !== undefined) return { days: Number(glued), next: at + 1, glued: true };
  const first = word === "a" ? 1 : numberOfWord(word);
  if (first === null) return null;
  if (tokens[at + 1]?.word === "hundred") {
    const rest = numberBelowHundred(tokens, skip(tokens, at + 2, "and"));
    return { days: first * 100 + (rest?.value ?? 0), next: rest?.next ?? at + 2, glued: false };
  }
  if (word === "a") return null;
  const whole = numberBelowHundred(tokens, at);
  return { days: whole?.value ?? first, next: whole?.next ?? at + 1, glued: false };
}

function numberBelowHundred(tokens: readonly Token[], at: number): { value: number; next: number } | null {
  const tens = numberOfWord(tokens[at]?.word ?? "");
  if (tens === null) return null;
  const ones = numberOfWord(tokens[at + 1]?.word ?? "");
  const spelt = !/\d/.test(tokens[at]?.word ?? "") && tens >= 20 && tens % 10 === 0 && ones !== null && ones < 10;
  return spelt ? { value: tens + ones, next: at + 2 } : { value: tens, next: at + 1 };
}

function readBetween(tokens: readonly Token[], start: number): FoundAge | null {
  const opening = after(tokens, start, "between", "from") ?? start;
  const glued = /^(\d{1,3})-(\d{1,3})$/.exec(tokens[opening]?.word ?? "");
  const first = glued ? Number(glued[1]) : numberOfWord(tokens[opening]?.word ?? "");
  const link = after(tokens, opening + 1, "and", "to");
  const second = glued ? Number(glued[2]) : link === null ? null : numberOfWord(tokens[link]?.word ?? "");
  const unitAt = glued ? opening + 1 : (link ?? opening) + 1;
  if (first === null || second === null || tokens[unitAt]?.lemma !== "day") return null;
  const end = unitAt + 1;
  const age = betweenDays(first, second);
  return age ? { kind: "age", age, start, end } : { kind: "problem", days: first, start, end };
}
