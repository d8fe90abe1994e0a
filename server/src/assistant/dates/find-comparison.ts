import type { Token } from "../text/tokenise.ts";
import { after, skip } from "./cursor.ts";
import { findDates } from "./find-dates.ts";
import { readMoment } from "./read-moment.ts";
import type { DateContext, DateReading, PeriodUnit } from "./reading.ts";
import { unitOfWord } from "./words.ts";

/** What a figure is to be compared with: the same dates a year earlier, the period just before, or dates that the question names. */
export type Comparison =
  | { readonly kind: "year-earlier" }
  | { readonly kind: "previous"; readonly unit: PeriodUnit | null }
  | { readonly kind: "named"; readonly reading: DateReading };

export interface FoundComparison {
  readonly comparison: Comparison;
  readonly start: number;
  readonly end: number;
  /** Where "compare" stands before what is compared: "compare October's revenue with September's". */
  readonly verb?: number;
}

const LINKS = [
  "compared to",
  "compared with",
  "compared against",
  "compare to",
  "compare with",
  "compared",
  "in comparison to",
  "in comparison with",
  "in contrast to",
  "versus",
  "vs",
  "v",
  "against",
  "relative to",
  "with comparison to",
  "stack up against",
];
/** Beside a year or period before only: "above 90 days" is an age. */
const MORE_LINKS = ["up on", "down on", "up since", "down since", "above", "below"];
const COMPARATIVES = new Set("higher lower better worse larger bigger smaller greater more less further".split(" "));
/** "Is business better" names no figure. */
const ANYTHING = new Set("business it this things everything we".split(" "));
/** A question whether a figure is more than another asks for both; "which customers owe more than last year" asks which. */
const WHETHER = new Set("is are was were has have do does did if whether".split(" "));
/** What may stand between the two after "compare". */
const PAIRED = ["with", "to", "and", "against"];
const OF_COMPARING = new Set(["with", "against"]);
const OPENS_RANGE = new Set(["from", "between", "since"]);
const YEAR_EARLIER = [
  ...["time", "date", "day", "period", "month", "quarter", "week", "stretch"].flatMap((unit) =>
    [
      "last year",
      "of last year",
      "a year ago",
      "a year earlier",
      "the year before",
      "the previous year",
      "one year ago",
    ].map((then) => `same ${unit} ${then}`),
  ),
  "same time last year",
  "same date last year",
  "same day last year",
  "same period last year",
  "same period of last year",
  "same period a year ago",
  "same period the year before",
  "same month last year",
  "same quarter last year",
  "same week last year",
  "same point last year",
  "same stage last year",
  "corresponding period last year",
  "corresponding period of last year",
  "prior year",
  "previous year",
  "last years",
  "py",
  "ly",
  "this time last year",
  "last year",
  "year before",
  "year earlier",
  "a year before",
  "a year earlier",
  "a year ago",
  "one year ago",
];
/** "With last year next to it": what is shown beside. */
const BESIDE = [
  "comparatives",
  "figure",
  "figures",
  "as comparatives",
  "comparative",
  "comparison",

  "next to it",
  "beside it",
  "alongside",
  "alongside it",
  "for comparison",
  "as comparison",
  "as a comparison",
  "to compare",
  "by its side",
  "side by side",
  "in the next column",
  "as well",
];
const SHORT_YEAR = ["year over year", "year on year", "yoy", "y o y"];
const SHORT_PREVIOUS: readonly (readonly [string, PeriodUnit])[] = [
  ["month over month", "month"],
  ["month on month", "month"],
  ["mom", "month"],
  ["quarter over quarter", "quarter"],
  ["quarter on quarter", "quarter"],
  ["qoq", "quarter"],
];

/** The first comparison that a question asks for. */
export function findComparison(tokens: readonly Token[], context: DateContext): FoundComparison | null {
  const verb = tokens.findIndex(({ word }) => word === "compare");
  const dates = verb === -1 ? [] : findDates(tokens, context, new Set());
  const otherwise = tokens.some(({ word }, at) => at > verb && OF_COMPARING.has(word));
  // "From July to September" is one period, not two to compare; so is "July to September" where something else says with what.
  const isInDate = (at: number) =>
    dates.some(
      ({ start, end }) =>
        start < at &&
        at < end &&
        (otherwise || tokens[at]?.word !== "to" || OPENS_RANGE.has(tokens[start]?.word ?? "")),
    );
  for (let start = 0; start < tokens.length; start++) {
    const beside = readBeside(tokens, start, context);
    if (beside !== null) return beside;
    const more = readMore(tokens, start);
    if (more !== null) return more;
    const short = after(tokens, start, ...SHORT_YEAR);
    if (short !== null) return { comparison: { kind: "year-earlier" }, start, end: short };
    for (const [words, unit] of SHORT_PREVIOUS) {
      const end = after(tokens, start, words);
      if (end !== null) return { comparison: { kind: "previous", unit }, start, end };
    }
    const paired = verb !== -1 && verb < start && !isInDate(start);
    const link = after(tokens, start, ...LINKS) ?? (paired ? after(tokens, start, ...PAIRED) : null);
    const found = (comparison: Comparison, end: number): FoundComparison => ({
      comparison,
      start,
      end,
      ...(paired ? { verb } : {}),
    });
    const same =
      link ?? after(tokens, start, "and the same", "and same", "with the same", "with same", "and the", "with");
    if (link === null && same === null) continue;
    const at = skip(tokens, link ?? start + 1, "to the", "with the", "the");
    const last =
      link !== null && tokens[at]?.word === "last" && (tokens[at + 1] === undefined || tokens[at + 1]?.clause);
    if (last) return found({ kind: "year-earlier" }, at + 1);
    const year = after(
      tokens,
      at,
      ...YEAR_EARLIER.filter(
        (words) => link !== null || words.startsWith("same") || words.startsWith("pr") || words.endsWith(" ago"),
      ),
    );
    if (year !== null) return found({ kind: "year-earlier" }, year);
    if (link === null) continue;
    const previous = readPrevious(tokens, at);
    if (previous) return found(previous.comparison, previous.end);
    const named = readMoment(tokens, link, context);
    if (named) return found({ kind: "named", reading: named.value }, named.next);
  }
  return null;
}

/** `higher this year than last`, `better than the month before`, `up on a year earlier`, `above last year's`, and `with the comparative period`. */
function readMore(tokens: readonly Token[], start: number): FoundComparison | null {
  const comparative = after(tokens, start, ...WITH_COMPARATIVE);
  if (comparative !== null) return { comparison: { kind: "year-earlier" }, start, end: comparative };
  const than = tokens[start]?.word === "than" ? start + 1 : null;
  const verb = than === null ? -1 : tokens.findLastIndex(({ word }, at) => at < start && COMPARATIVES.has(word));
  const link = than ?? after(tokens, start, ...MORE_LINKS);
  if (link === null || (than !== null && (verb === -1 || ANYTHING.has(tokens[verb - 1]?.word ?? "")))) return null;
  if (!tokens.slice(0, start).some(({ word }) => WHETHER.has(word))) return null;
  const at = skip(tokens, skip(tokens, link, "at", "in", "on", "for"), "the");
  const last = tokens[at]?.word === "last" && (tokens[at + 1] === undefined || tokens[at + 1]?.clause === true);
  const year = last ? at + 1 : after(tokens, at, ...YEAR_EARLIER);
  const ofVerb = verb === -1 ? {} : { verb };
  if (year !== null) return { comparison: { kind: "year-earlier" }, start, end: year, ...ofVerb };
  const previous = readPrevious(tokens, at);
  return previous ? { comparison: previous.comparison, start, end: previous.end, ...ofVerb } : null;
}

const WITH_COMPARATIVE = [
  "with the comparative period",
  "with comparative figures",
  "with the comparatives",
  "with comparatives",
  "with the comparative",
];

/** `with last year next to it`, `alongside last year`, `next to the same day last year`. */
function readBeside(tokens: readonly Token[], start: number, context: DateContext): FoundComparison | null {
  const link = after(tokens, start, "next to", "alongside", "beside", "side by side with");
  const open = after(tokens, start, "with", "and put", "and", "put", "plus");
  const at = skip(
    tokens,
    link ?? open ?? start,
    "the",
    "that of",
    "figures of",
    "figure of",
    "those of",
    "the one",
    "one",
  );
  if (link === null && open === null) return null;
  const year = after(tokens, at, ...YEAR_EARLIER);
  const previous = year === null ? readPrevious(tokens, at) : null;
  const named = year === null && previous === null ? readMoment(tokens, at, context) : null;
  const next = year ?? previous?.end ?? named?.next;
  if (next === undefined) return null;
  const end = link === null ? after(tokens, next, ...BESIDE) : skip(tokens, next, ...BESIDE);
  if (end === null) return null;
  if (year !== null) return { comparison: { kind: "year-earlier" }, start, end };
  if (previous) return { comparison: previous.comparison, start, end };
  return named ? { comparison: { kind: "named", reading: named.value }, start, end } : null;
}

/** `the previous month`, `the quarter before`, `the period before`. */
function readPrevious(tokens: readonly Token[], at: number) {
  const adjective = after(tokens, at, "previous", "prior", "preceding", "last");
  const unitAt = adjective ?? at;
  const word = tokens[unitAt]?.lemma ?? "";
  const unit = unitOfWord(word);
  if (unit === null && word !== "period" && word !== "one") return null;
  const end = adjective === null ? after(tokens, unitAt + 1, "before", "earlier") : unitAt + 1;
  return end === null ? null : { comparison: { kind: "previous", unit } satisfies Comparison, end };
}
