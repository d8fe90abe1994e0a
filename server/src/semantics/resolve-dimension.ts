import { type AskBack, askBack, type Choice, type Key, quoted } from "./resolution.ts";
import { type Dimension, GRAINS, type Grain, type OfferedSubject } from "./types.ts";
import { wordsOf } from "./words.ts";

/** Dates that are grouped without a grain go by this; the result says so. */
const USUAL_GRAIN: Grain = "month";

export const isDate = ({ field }: Dimension): boolean => field.type === "date" || field.type === "datetime";

/**
 * The dimension that words name in a subject: `customer`, `order date`, `order month`, `month of order date`, `order date:quarter`. A grain
 * alone means the one date of the subject, or leads to a question.
 */
export function resolveDimension(subject: OfferedSubject, asked: string): Key | AskBack {
  const words = wordsOf(asked);
  const [exact] = named(subject, words);
  if (exact) return { dimension: exact, grain: isDate(exact) ? USUAL_GRAIN : null };
  const { grain, rest } = grainIn(words);
  const dates = [...subject.dimensions.values()].filter(isDate);
  const fitting =
    grain === null ? [] : rest === "" || rest === "date" ? dates : dates.filter((one) => calls(one, rest));
  const [one, ...more] = fitting;
  if (one && more.length === 0) return { dimension: one, grain };
  if (one)
    return askBack(
      `${quoted(asked)} can go by several dates of ${subject.name}. Which one is meant?`,
      fitting.map(({ name }) => choice(subject, `${name} ${grain}`, `${grain} of the ${name}`)),
    );
  return askBack(
    `${subject.name} cannot be split or filtered by ${quoted(asked)}.`,
    [...subject.dimensions.values()].map(({ name, field }) => choice(subject, name, field.label)),
  );
}

/** The dimension of a condition, where a date needs no grain. */
export function resolveFilter(subject: OfferedSubject, asked: string): Dimension | AskBack {
  const words = wordsOf(asked);
  const dates = [...subject.dimensions.values()].filter(isDate);
  const [found] = named(subject, words);
  if (found) return found;
  if (["date", "period", "time", "day"].includes(words)) {
    const [only, ...more] = dates;
    if (only && more.length === 0) return only;
    if (only)
      return askBack(
        `${subject.name} have several dates. Which one is meant by ${quoted(asked)}?`,
        dates.map(({ name }) => choice(subject, name, `the ${name}`)),
      );
  }
  const key = resolveDimension(subject, asked);
  return "kind" in key ? key : key.dimension;
}

const choice = ({ name }: OfferedSubject, use: string, says: string): Choice => ({ use, subject: name, says });

const named = (subject: OfferedSubject, words: string): Dimension[] => {
  const all = [...subject.dimensions.values()];
  const exact = all.filter(({ name }) => wordsOf(name) === words);
  return exact.length > 0 ? exact : all.filter(({ also }) => also.some((name) => wordsOf(name) === words));
};

/** "order" calls the order date, and so do "order date" and "ordered on". */
const calls = ({ name, also }: Dimension, rest: string): boolean =>
  [name, ...also].some((one) => {
    const words = wordsOf(one);
    return words === rest || words.replace(/ (date|on)$/, "") === rest;
  });

function grainIn(words: string): { readonly grain: Grain | null; readonly rest: string } {
  const list = words.split(" ");
  const grains = list.filter((word): word is Grain => (GRAINS as readonly string[]).includes(word));
  const [grain = null] = grains;
  return grains.length === 1
    ? { grain, rest: list.filter((word) => word !== grain).join(" ") }
    : { grain: null, rest: words };
}
