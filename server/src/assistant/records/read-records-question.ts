import { GRAINS, type Offer, resolveDimension, wordsOf } from "../../semantics/index.ts";
import { isFiller, isNeutral } from "../catalogue/words.ts";
import type { ReadQuestion } from "../planner/read-question.ts";
import type { Token } from "../text/tokenise.ts";
import type { ReadRecordsQuestion, RecordsFilter } from "./types.ts";

const SPLITS = new Set(["by", "per"]);
const BEFORE_NAMES = new Set(["of", "for", "in", "from", "at", "with", "to"]);
const ASKING = new Set(["how", "many", "much", "what", "number", "count", "total", "sum", "top"]);
/** Words that turn a question round; none of them is ever part of a name here. */
const TURNING = new Set(
  "not no never none without except excluding excl why if or vs versus than less more over under only will would should could average median".split(
    " ",
  ),
);
const LONGEST = 6;

interface Item {
  readonly token: Token;
  readonly at: number;
}

/**
 * What a question says about records: its head, splits, filters and dates. Null when one word stays unexplained, because then something else is
 * asked than what would be answered.
 *
 * @param isHead Whether words name a measure or a word that may mean one.
 */
export function readRecordsQuestion(
  asked: ReadQuestion,
  { subjects }: Offer,
  isHead: (words: string) => boolean,
): ReadRecordsQuestion | null {
  const { tokens, text, dates, company, count } = asked;
  if (asked.comparison || asked.age || asked.oddDays !== null || asked.account !== null || dates.length > 1)
    return null;
  if (tokens.some(({ word }) => TURNING.has(word))) return null;
  const companyTokens = new Set(range(company));
  const [date] = dates;
  const dateTokens = new Set(date ? range(date) : []);
  const items = tokens.flatMap((token, at): Item[] =>
    companyTokens.has(at) || isCount(token, count) ? [] : [{ token, at }],
  );

  const textOf = (from: number, to: number) =>
    text.slice(items[from]?.token.start, items[to - 1]?.token.end).replace(/\s+/g, " ");
  const inDates = (at: number) => dateTokens.has(items[at]?.at ?? -1);
  const ends = (at: number) => at >= items.length || inDates(at) || SPLITS.has(items[at]?.token.word ?? "");
  /** Where the longest stretch ends that is something; null where none is. */
  const longest = (from: number, is: (words: string) => boolean): number | null => {
    for (let to = Math.min(items.length, from + LONGEST); to > from; to -= 1) {
      if (range({ start: from, end: to }).some((at) => at > from && ends(at)) || inDates(from)) continue;
      if (wordsOf(textOf(from, to)) !== "" && isWhole(items, from, to) && is(textOf(from, to))) return to;
    }
    return null;
  };
  const isDimension = (words: string) =>
    (GRAINS as readonly string[]).includes(wordsOf(words)) ||
    [...subjects.values()].some((subject) => !("kind" in resolveDimension(subject, words)));
  const isDate = (words: string) =>
    [...subjects.values()].some(({ dimensions }) =>
      [...dimensions.values()].some(
        ({ name, also, field }) =>
          (field.type === "date" || field.type === "datetime") &&
          [name, ...also].some((one) => wordsOf(one) === wordsOf(words)),
      ),
    );

  let at = 0;
  let wants: ReadRecordsQuestion["wants"] = null;
  let head: readonly [number, number] | null = null;
  const by: string[] = [];
  // To the head, over words that ask and words that say nothing.
  while (at < items.length) {
    // "Top 10 products by quantity ordered": what is ranked comes first, the measure behind "by".
    const ranked = longest(at, isDimension);
    if (ranked !== null && SPLITS.has(items[ranked]?.token.word ?? "") && longest(ranked + 1, isDimension) === null) {
      const measure = longest(ranked + 1, isHead);
      if (measure !== null) {
        by.push(textOf(at, ranked));
        head = [ranked + 1, measure];
        break;
      }
    }
    const [word, next] = [items[at]?.token.word ?? "", items[at + 1]?.token.word];
    if (word === "how" && (next === "many" || next === "much")) wants = next === "many" ? "count" : "amount";
    const end = longest(at, isHead);
    if (end !== null) {
      // "How many products in stock" is about products in stock, though "how many products" would be something too.
      const behind = wants === null ? null : longest(at + 2, isHead);
      head = behind !== null && behind > end ? [at + 2, behind] : [at, end];
      break;
    }
    if (!inDates(at)) {
      if (word === "number" || word === "count") wants = "count";
      if (!ASKING.has(word) && !silent(items[at]?.token)) return null;
    }
    at += 1;
  }
  if (head === null) return null;
  const [from, to] = head;

  const filters: RecordsFilter[] = [];
  let dateDimension: string | null = null;
  at = to;
  while (at < items.length) {
    if (inDates(at)) {
      at += 1;
      continue;
    }
    const word = items[at]?.token.word ?? "";
    if (SPLITS.has(word) || ((word === "each" || word === "every") && at > to) || (word === "and" && by.length > 0)) {
      let begin = at + 1;
      while (begin < items.length && silent(items[begin]?.token)) begin += 1;
      const split = longest(begin, isDimension);
      if (split === null) return null;
      // "By closed date last quarter" says by which date the quarter is meant.
      if (isDate(textOf(begin, split)) && inDates(split)) dateDimension = textOf(begin, split);
      else by.push(textOf(begin, split));
      at = split;
      continue;
    }
    const dated = longest(at, isDate);
    if (dated !== null) {
      dateDimension = textOf(at, dated);
      at = dated;
      continue;
    }
    if (BEFORE_NAMES.has(word)) {
      let begin = at + 1;
      while (begin < items.length && ["the", "our", "all", "each", "every"].includes(items[begin]?.token.word ?? ""))
        begin += 1;
      const before = items[begin - 1]?.token.word ?? "";
      if (before === "each" || before === "every") {
        const split = longest(begin, isDimension);
        if (split === null) return null;
        by.push(textOf(begin, split));
        at = split;
        continue;
      }
      let end = begin;
      while (!ends(end)) end += 1;
      if (end > begin) {
        const dimension = longest(begin, isDimension);
        const named = dimension !== null && dimension < end ? dimension : null;
        const dateNamed =
          dimension !== null && isDate(textOf(begin, dimension)) && (dimension === end || inDates(dimension));
        if (dateNamed && dimension !== null) {
          dateDimension = textOf(begin, dimension);
          at = dimension;
          continue;
        }
        filters.push({
          dimension: named === null ? null : textOf(begin, named),
          name: textOf(named ?? begin, end),
        });
        at = end;
        continue;
      }
    }
    if (!silent(items[at]?.token)) return null;
    at += 1;
  }
  return {
    head: textOf(from, to),
    headTokens: [items[from]?.at ?? 0, items[to - 1]?.at ?? 0],
    wants,
    by,
    filters,
    dateDimension,
    dates: date?.reading ?? null,
  };
}

const silent = (token: Token | undefined) => token !== undefined && (isFiller(token.lemma) || isNeutral(token.lemma));

/** A stretch begins and ends with words that say something: "amount by" is not an amount. */
function isWhole(items: readonly Item[], from: number, to: number): boolean {
  return [from, to - 1].every((at) => {
    const word = items[at]?.token.word ?? "";
    return (
      !SPLITS.has(word) && !BEFORE_NAMES.has(word) && !["the", "a", "our", "total", "number", "count"].includes(word)
    );
  });
}

const isCount = ({ word }: Token, count: number | null) =>
  count !== null && /^\d+$/.test(word) && Number(word) === count;

const range = (span: { readonly start: number; readonly end: number } | null) =>
  span === null ? [] : Array.from({ length: span.end - span.start }, (_, offset) => span.start + offset);
