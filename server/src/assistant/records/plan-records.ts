import { type Offer, type Records, type Resolved, type SemanticQuery, wordsOf } from "../../semantics/index.ts";
import { describeDate } from "../dates/describe.ts";
import type { DateReading } from "../dates/reading.ts";
import { notUnderstood, quote } from "../planner/not-understood.ts";
import { readQuestion } from "../planner/read-question.ts";
import { rephrase } from "../planner/rephrase.ts";
import type { NotUnderstood, PlanContext } from "../planner/types.ts";
import { nameFilter } from "./name-filter.ts";
import { readRecordsQuestion } from "./read-records-question.ts";
import type { ReadRecordsQuestion, RecordsPlan } from "./types.ts";

/** Most suggestions of a question back. */
const CHOICES = 6;
const MOST_ROWS = 20;

type Understood = { readonly kind: "resolved"; readonly resolved: Resolved; readonly measure: string };

/**
 * The query of the semantic layer that a question means, or what has to be asked back. Null when the question is not about records: a word stays
 * unexplained, or names nothing that the connected Odoo holds.
 *
 * @throws SextantError the errors of the source.
 */
export async function planRecords(
  question: string,
  context: PlanContext,
  records: Records,
  signal?: AbortSignal,
): Promise<RecordsPlan | NotUnderstood | null> {
  const company = context.companies.find(({ id }) => id === context.defaultCompanyId) ?? context.companies[0];
  if (company === undefined) return null;
  const offer = await records.offer();
  const heads = headsOf(offer, records);
  const known = new Set([...context.questions.keywords, ...vocabularyOf(offer, heads)]);
  const asked = readQuestion(question, { ...context, questions: { ...context.questions, keywords: known } }, company);
  const read = readRecordsQuestion(asked, offer, (words) => heads.has(wordsOf(words)));
  if (read === null) return null;
  const again = (words: readonly string[]) =>
    rephrase(asked, { start: read.headTokens[0], end: read.headTokens[1] + 1 }, words).slice(0, CHOICES);
  if (asked.company && asked.company.matches.length > 1) {
    const names = asked.company.matches.map(({ name }) => name);
    const instead = rephrase(
      asked,
      asked.company,
      names.map((name) => `for ${name}`),
    );
    return notUnderstood("company", `Which company is meant: ${names.join(" or ")}?`, instead);
  }
  const chosen = asked.company?.matches[0] ?? company;

  const understood = await meaningOf(read, offer, records, again);
  if (understood.kind !== "resolved") return understood;
  const { resolved, measure } = understood;
  const { subject } = resolved;
  const first = resolved.measures[0];
  const date = read.dateDimension ?? first?.definition.period ?? subject.definition.period ?? null;
  const period = periodOf(read.dates, date, subject.name, again, measure);
  if ("kind" in period) return period;
  const by = byOf(read, date);
  const where: SemanticQuery["where"] = [...period.where];
  for (const filter of read.filters) {
    const found = await nameFilter(filter, subject, records, chosen.id, signal);
    if ("kind" in found) {
      // Each choice as a question that can be asked as it stands.
      const instead = found.instead.map((name) => question.replace(filter.name, name)).slice(0, CHOICES);
      return notUnderstood("partner", found.message, instead, [filter.name]);
    }
    where.push(found.condition);
  }
  return {
    kind: "records",
    query: {
      subject: subject.name,
      measures: [measure],
      by,
      where,
      top: asked.count ?? MOST_ROWS,
      company: chosen.id,
      ...(asked.count === null ? {} : { order: "largest" as const }),
    },
  };
}

/** A bare "month" goes by the date that the measure is told by. */
const byOf = ({ by }: ReadRecordsQuestion, date: string | null): string[] =>
  by.map((one) => (date !== null && /^(day|month|quarter|year)s?$/i.test(one.trim()) ? `${date} ${one.trim()}` : one));

/** The measure that the head means, with the splits; a word that may mean several is asked back, unless only one of them can be split so. */
async function meaningOf(
  read: ReadRecordsQuestion,
  offer: Offer,
  records: Records,
  again: (words: readonly string[]) => string[],
): Promise<Understood | NotUnderstood> {
  const candidates = measuresCalled(read.head, offer, records);
  const fitting: Understood[] = [];
  for (const { subject, measure } of candidates) {
    const one = offer.subjects.get(subject);
    const date = one?.measures.get(measure)?.definition.period ?? one?.definition.period ?? null;
    const resolved = await records.resolve({ ...plain(measure), subject, by: byOf(read, date) });
    if (resolved.kind === "resolved") fitting.push({ kind: "resolved", resolved, measure });
  }
  const wanted = fitting.filter(({ resolved }) => {
    const kind = resolved.measures[0]?.unit.kind;
    return read.wants === null || (read.wants === "count") === (kind === "count");
  });
  const [one, ...others] = wanted;
  if (one && isBare(read) && wordsOf(read.head) !== wordsOf(one.measure))
    return notUnderstood(
      "no-match",
      `${quote(read.head)} alone says too little. Name what is counted.`,
      again([one.measure]),
    );
  if (one && others.length === 0) return one;
  if (one) {
    const shown = [...new Set(wanted.map(({ measure }) => measure))];
    return notUnderstood(
      "several-matches",
      `${quote(read.head)} can mean several things: ${wanted.map(({ measure, resolved }) => `${measure} (${saysOf(resolved)})`).join("; ")}. Which one is meant?`,
      again(shown),
    );
  }
  const cannot = read.by.map(quote).join(", ");
  const what = candidates.map(({ measure }) => measure);
  if (fitting.length > 0)
    return notUnderstood(
      "no-match",
      `${quote(read.head)} is ${read.wants === "count" ? "an amount, not a count" : "a count, not an amount"}.`,
      [],
    );
  return notUnderstood(
    "no-match",
    what.length === 0
      ? `Nothing that ${quote(read.head)} may mean is in this Odoo.`
      : `${[...new Set(what)].join(" or ")} cannot be split by ${cannot}.`,
    [],
    read.by,
  );
}

/** Nothing but a word, which may be about anything. */
const isBare = ({ by, filters, dates, wants }: ReadRecordsQuestion) =>
  by.length === 0 && filters.length === 0 && dates === null && wants === null;

const saysOf = ({ subject, measures: [measure] }: Resolved) =>
  `${subject.name}, ${subject.populations.get(measure?.definition.of ?? "")?.says ?? ""}`;

const plain = (measure: string): SemanticQuery => ({ measures: [measure], by: [], where: [], top: MOST_ROWS });

/** The measures that a word may mean: those of the list of ambiguous words, else those that are called so, else all of a subject. */
function measuresCalled(head: string, { subjects }: Offer, { ambiguous }: Records) {
  const words = wordsOf(head);
  const calls = (names: readonly string[]) => names.some((one) => wordsOf(one) === words);
  const doubtful = ambiguous.find(({ word, also }) => calls([word, ...also]));
  if (doubtful) return doubtful.choices.filter(({ subject, measure }) => subjects.get(subject)?.measures.has(measure));
  const all = [...subjects.values()].flatMap((subject) =>
    [...subject.measures.values()].map((measure) => ({ subject: subject.name, measure })),
  );
  const exact = all.filter(({ measure }) => calls([measure.name]));
  const called = exact.length > 0 ? exact : all.filter(({ measure }) => calls(measure.definition.also));
  const found =
    called.length > 0
      ? called
      : all.filter(({ subject }) => {
          const definition = subjects.get(subject)?.definition;
          return calls([subject, ...(definition?.also ?? [])]);
        });
  return found.map(({ subject, measure }) => ({ subject, measure: measure.name }));
}

/** All that a head can be: measures, words that may mean several, and subjects. */
function headsOf({ subjects }: Offer, { ambiguous }: Records): Set<string> {
  const names = [...subjects.values()].flatMap(({ name, definition, measures }) => [
    name,
    ...definition.also,
    ...[...measures.values()].flatMap((measure) => [measure.name, ...measure.definition.also]),
  ]);
  return new Set([...names, ...ambiguous.flatMap(({ word, also }) => [word, ...also])].map(wordsOf));
}

function* vocabularyOf({ subjects }: Offer, heads: ReadonlySet<string>): Generator<string> {
  for (const head of heads) yield* head.split(" ");
  for (const { dimensions } of subjects.values())
    for (const { name, also } of dimensions.values())
      for (const one of [name, ...also]) yield* one.toLowerCase().split(/[^a-z]+/);
}

function periodOf(
  reading: DateReading | null,
  date: string | null,
  subject: string,
  again: (words: readonly string[]) => string[],
  measure: string,
): { readonly where: SemanticQuery["where"] } | NotUnderstood {
  if (reading === null) return { where: [] };
  if (reading.kind === "problem") return notUnderstood("date", reading.message, []);
  if (reading.kind === "day" && reading.sense === "state")
    return notUnderstood(
      "date",
      `Records are counted as they are now; how they stood on ${describeDate(reading.date)} is not known. Ask for a period instead.`,
      [],
    );
  if (date === null)
    return notUnderstood(
      "date",
      `By which date of ${subject} is the period meant? Name it, e.g. "by creation date in October".`,
      again([measure]),
    );
  const [from, to] = reading.kind === "day" ? [reading.date, reading.date] : [reading.from, reading.to];
  return { where: [{ dimension: date, from, to, not: false }] };
}
