import type { AmbiguousWord } from "./definition.ts";
import type { SemanticQuery } from "./query.ts";
import {
  type AskBack,
  askBack,
  type Choice,
  type Key,
  quoted,
  type Resolved,
  type ResolvedCondition,
} from "./resolution.ts";
import { resolveDimension, resolveFilter } from "./resolve-dimension.ts";
import type { Measure, Offer, OfferedSubject } from "./types.ts";
import { wordsOf } from "./words.ts";

/** Most choices of a question back. */
const CHOICES = 12;

interface Candidate {
  readonly subject: OfferedSubject;
  readonly measures: readonly Measure[];
  /** How many of the measures were called by their very name. */
  readonly exact: number;
}

/**
 * What the words of a query mean. Nothing is guessed: a word that means several things, and one that means nothing here, lead to a question back
 * with what can be chosen.
 */
export function resolveQuery(
  { subjects }: Offer,
  ambiguous: readonly AmbiguousWord[],
  query: SemanticQuery,
): Resolved | AskBack {
  for (const asked of query.measures) {
    const doubt = ambiguousIn(asked, subjects, ambiguous);
    if (doubt) return doubt;
  }
  const within = subjectsOf(subjects, query.subject);
  if ("kind" in within) return within;
  const candidates = within.flatMap((subject) => candidateOf(subject, query.measures) ?? []);
  if (candidates.length === 0) return unknownMeasure(within, query);
  const whole = candidates.filter(({ subject }) => !firstQuestion(subject, query));
  const chosen = mostExact(whole.length > 0 ? whole : candidates);
  const [one, ...others] = chosen;
  if (one === undefined) return unknownMeasure(within, query);
  if (others.length > 0)
    return askBack(
      `${query.measures.map(quoted).join(" and ")} can mean several things. Which one is meant?`,
      chosen.flatMap(({ subject, measures }) => measures.map((measure) => choiceOf(subject, measure))),
    );
  const { subject, measures } = one;
  const question = firstQuestion(subject, query) ?? together(subject, measures);
  if (question) return question;
  const keys = query.by.flatMap((asked): Key[] => {
    const key = resolveDimension(subject, asked);
    return "kind" in key ? [] : [key];
  });
  const where = query.where.flatMap((condition): ResolvedCondition[] => {
    const dimension = resolveFilter(subject, condition.dimension);
    return "kind" in dimension ? [] : [{ dimension, condition }];
  });
  return { kind: "resolved", subject, measures, by: keys, where };
}

export function choiceOf(subject: OfferedSubject, { name, definition }: Measure): Choice {
  const counts = subject.populations.get(definition.of)?.says ?? "";
  return { use: name, subject: subject.name, says: definition.says ? `${definition.says}; ${counts}` : counts };
}

function ambiguousIn(asked: string, subjects: Offer["subjects"], ambiguous: readonly AmbiguousWord[]): AskBack | null {
  const words = wordsOf(asked);
  const found = ambiguous.find(({ word, also }) => [word, ...also].some((one) => wordsOf(one) === words));
  if (found === undefined) return null;
  const choices = found.choices.flatMap((one) => {
    const subject = subjects.get(one.subject);
    const measure = subject?.measures.get(one.measure);
    return subject && measure ? [choiceOf(subject, measure)] : [];
  });
  return askBack(
    choices.length > 0
      ? `${quoted(asked)} means different things. Which one is meant?`
      : `Nothing that ${quoted(asked)} may mean is here.`,
    choices,
  );
}

function subjectsOf(subjects: Offer["subjects"], asked: string | undefined): readonly OfferedSubject[] | AskBack {
  const all = [...subjects.values()];
  if (asked === undefined) return all;
  const words = wordsOf(asked);
  const found = all.filter(({ name, definition }) =>
    [name, definition.model, ...definition.also].some((one) => one === asked || wordsOf(one) === words),
  );
  if (found.length > 0) return found;
  return askBack(
    `There is no subject ${quoted(asked)} here.`,
    all.map(({ name, definition }) => ({ use: name, subject: name, says: definition.says })),
  );
}

function candidateOf(subject: OfferedSubject, asked: readonly string[]): Candidate | null {
  let exact = 0;
  const measures: Measure[] = [];
  const all = [...subject.measures.values()];
  for (const one of asked) {
    const words = wordsOf(one);
    const same = all.find(({ name }) => name === one.toLowerCase()) ?? all.find(({ name }) => wordsOf(name) === words);
    const measure = same ?? all.find(({ definition }) => definition.also.some((name) => wordsOf(name) === words));
    if (measure === undefined) return null;
    if (same) exact += 1;
    measures.push(measure);
  }
  return { subject, measures, exact };
}

function mostExact(candidates: readonly Candidate[]): readonly Candidate[] {
  const most = Math.max(...candidates.map(({ exact }) => exact));
  return candidates.filter(({ exact }) => exact === most);
}

/** The first dimension of a query that the subject cannot tell. */
function firstQuestion(subject: OfferedSubject, { by, where }: SemanticQuery): AskBack | null {
  for (const asked of by) {
    const key = resolveDimension(subject, asked);
    if ("kind" in key) return key;
  }
  for (const { dimension } of where) {
    const found = resolveFilter(subject, dimension);
    if ("kind" in found) return found;
  }
  return null;
}

/** Measures of one query share their records and, where they have one, the field of their unit. */
function together(subject: OfferedSubject, measures: readonly Measure[]): AskBack | null {
  const populations = new Set(measures.map(({ definition }) => definition.of));
  const splits = new Set(measures.flatMap(({ unit }) => ("split" in unit && unit.split !== null ? [unit.split] : [])));
  if (populations.size <= 1 && splits.size <= 1) return null;
  return askBack(
    "These measures are counted over different records or in different kinds of units. Ask for each in a query of its own.",
    measures.map((measure) => choiceOf(subject, measure)),
  );
}

function unknownMeasure(subjects: readonly OfferedSubject[], { measures }: SemanticQuery): AskBack {
  const wanted = new Set(measures.flatMap((one) => wordsOf(one).split(" ")));
  const scored = subjects.flatMap((subject) =>
    [...subject.measures.values()].map((measure) => ({
      choice: choiceOf(subject, measure),
      score: [measure.name, ...measure.definition.also]
        .flatMap((name) => wordsOf(name).split(" "))
        .filter((word) => wanted.has(word)).length,
    })),
  );
  const near = scored.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score);
  const known = subjects.length === 1 && near.length === 0 ? scored : near;
  return askBack(
    `No measure is called ${measures.map(quoted).join(", ")}${subjects.length === 1 ? ` in ${subjects[0]?.name}` : ""}.`,
    known.slice(0, CHOICES).map(({ choice }) => choice),
  );
}
