import { after, skip } from "../dates/cursor.ts";
import { numberOfWord } from "../dates/words.ts";
import type { Token } from "../text/tokenise.ts";

/** An age in days overdue, as the buckets that make it up. */
export interface Age {
  readonly cells: readonly string[];
  /** `more than 90 days overdue`. */
  readonly words: string;
}

export type FoundAge =
  | { readonly kind: "age"; readonly age: Age; readonly start: number; readonly end: number }
  | { readonly kind: "problem"; readonly days: number; readonly start: number; readonly end: number };

const OVER: Readonly<Record<number, readonly string[]>> = {
  0: ["1-30", "31-60", "61-90", "91-120", "older"],
  30: ["31-60", "61-90", "91-120", "older"],
  60: ["61-90", "91-120", "older"],
  90: ["91-120", "older"],
  120: ["older"],
};
const BETWEEN = new Set(["1-30", "31-60", "61-90", "91-120"]);

/** Days at which an aged report has a border. */
export const AGE_BORDERS: readonly number[] = Object.keys(OVER).map(Number);

const COMPARATIVES = [
  "for more than",
  "since more than",
  "since over",
  "more than",
  "over",
  "older than",
  "greater than",
  "longer than",
  "beyond",
  "above",
  "exceeding",
  "in excess of",
  ">",
];
const BEHIND = ["and more", "or more", "and over", "and older", "or older", "plus"];
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
  const comparative = after(tokens, skip(tokens, start, "by", "for"), ...COMPARATIVES);
  const numberAt = comparative ?? start;
  const glued = /^(\d{1,3})d(?:ays?)?$/.exec(tokens[numberAt]?.word ?? "")?.[1];
  const days = glued === undefined ? numberOfWord(tokens[numberAt]?.word ?? "") : Number(glued);
  const plus = tokens[numberAt + 1]?.word === "+" || tokens[numberAt + 1]?.word === "plus";
  if (days === null) return null;
  const unitAt = glued === undefined ? numberAt + (plus ? 2 : 1) : numberAt;
  if (glued === undefined && !DAYS.has(tokens[unitAt]?.lemma ?? "")) return null;
  const more = after(tokens, unitAt + 1, ...BEHIND);
  if (comparative === null && !plus && more === null) return null;
  const end = more ?? unitAt + 1;
  const cells = OVER[days];
  if (!cells) return { kind: "problem", days, start, end };
  return { kind: "age", age: { cells, words: `more than ${days} days overdue` }, start, end };
}

function readBetween(tokens: readonly Token[], start: number): FoundAge | null {
  const opening = after(tokens, start, "between", "from") ?? start;
  const glued = /^(\d{1,3})-(\d{1,3})$/.exec(tokens[opening]?.word ?? "");
  const first = glued ? Number(glued[1]) : numberOfWord(tokens[opening]?.word ?? "");
  const link = after(tokens, opening + 1, "and", "to");
  const second = glued ? Number(glued[2]) : link === null ? null : numberOfWord(tokens[link]?.word ?? "");
  const unitAt = glued ? opening + 1 : (link ?? opening) + 1;
  if (first === null || second === null || tokens[unitAt]?.lemma !== "day") return null;
  const cell = `${first}-${second}`;
  const end = unitAt + 1;
  if (!BETWEEN.has(cell)) return { kind: "problem", days: first, start, end };
  return { kind: "age", age: { cells: [cell], words: `${first} to ${second} days overdue` }, start, end };
}
