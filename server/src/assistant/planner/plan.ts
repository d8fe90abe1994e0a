import type { ReportParameters } from "@sextant/contracts";
import type { CatalogueEntry } from "../catalogue/load-questions.ts";
import { matchPartner } from "../catalogue/match-partner.ts";
import { matchQuestion } from "../catalogue/match-question.ts";
import type { DateProblem, DateReading } from "../dates/reading.ts";
import { chooseComparison, datesParameters } from "./choose-comparison.ts";
import { chooseDates } from "./choose-dates.ts";
import { AGE_BORDERS } from "./find-age.ts";
import { isFollowUp, planFollowUp } from "./follow-up.ts";
import { interpret } from "./interpret.ts";
import { notUnderstood, quote } from "./not-understood.ts";
import { type ReadQuestion, readQuestion } from "./read-question.ts";
import { resolvePartner } from "./resolve-partner.ts";
import { nearestQuestions, starterQuestions } from "./suggest.ts";
import type { NotUnderstood, PartnerMatch, Plan, PlanCompany, PlanContext } from "./types.ts";

/** Longest question that is read, in UTF-16 units. */
export const LONGEST_QUESTION = 500;
const MOST_LOOKUPS = 6;

/**
 * Picks the report and parameters that a question means, or says why it cannot.
 *
 * Every word must be explained: by a date, a company, a partner, an age, or one phrasing of a verified question. A question with an
 * unexplained word is not understood, however much of it is.
 *
 * @throws whatever `findPartners` throws; nothing of its own, whatever the text.
 */
export async function plan(
  question: string,
  context: PlanContext,
  signal?: AbortSignal,
): Promise<Plan | NotUnderstood> {
  const starters = starterQuestions(context.questions);
  if (question.length > LONGEST_QUESTION) {
    const message = `The question has ${question.length} characters; at most ${LONGEST_QUESTION} are read. Ask it in one or two sentences.`;
    return notUnderstood("too-long", message, starters);
  }
  const fallback = context.companies.find(({ id }) => id === context.defaultCompanyId) ?? context.companies[0];
  if (!fallback) return notUnderstood("company", "There is no company whose books can be read.", []);
  const asked = readQuestion(question, context, fallback);
  if (asked.tokens.length === 0) return notUnderstood("empty", "There is no question to answer.", starters);

  const reports = new Map(context.reports.map((report) => [report.name, report]));
  const entries = context.questions.entries.filter(({ verified }) => reports.has(verified.report));
  const match = matchQuestion(entries, asked.content);
  if (match.kind === "tie") {
    const questions = match.entries.map(({ verified }) => verified.question);
    return notUnderstood("several-matches", "The question fits more than one verified question.", questions);
  }
  if (match.kind === "match") return settle(match.entry, asked, context, fallback);

  const narrowed = await withPartner(entries, asked, context, fallback, signal);
  if (narrowed) return narrowed;
  if (isFollowUp(asked, context)) return planFollowUp(asked, context, signal);
  return explain(asked, context);
}

/** The plan of a question whose words are all explained. */
export function settle(
  { verified }: Pick<CatalogueEntry, "verified">,
  asked: ReadQuestion,
  context: PlanContext,
  fallback: PlanCompany,
  partner?: PartnerMatch,
  corrected = false,
): Plan | NotUnderstood {
  const report = context.reports.find(({ name }) => name === verified.report);
  if (!report) return notUnderstood("unsupported", `There is no report ${verified.report}.`, []);
  const several = asked.company && asked.company.matches.length > 1 ? asked.company.matches : null;
  if (several) {
    const names = several.map(({ name }) => name);
    return notUnderstood(
      "company",
      `Which company is meant: ${names.join(" or ")}?`,
      rephrase(
        asked,
        asked.company,
        names.map((name) => `for ${name}`),
      ),
    );
  }
  const company = asked.company?.matches[0] ?? fallback;
  if (asked.oddDays !== null) return oddAge(asked, verified.question);
  const followed = previousDates(asked, context, company);
  const dateContext = { today: context.today, company };
  if (asked.dates.length > 1) {
    return notUnderstood("date", "The question names more than one date or period; ask about one at a time.", [
      verified.question,
    ]);
  }
  const reading = asked.dates[0]?.reading ?? followed;
  const dates = chooseDates(report, reading, dateContext);
  if (dates.kind === "problem") return dateProblem(dates, asked, verified.question);

  const parameters: ReportParameters = {
    company: company.id,
    ...datesParameters(dates),
    ...(partner ? { partner: partner.id } : {}),
  };
  const comparison = asked.comparison
    ? chooseComparison(report, dates, asked.comparison, parameters, dateContext)
    : undefined;
  if (comparison?.kind === "problem") return dateProblem(comparison, asked, verified.question);
  const rest = {
    ...(partner ? { partner } : {}),
    ...(asked.age ? { age: asked.age } : {}),
    ...(asked.count === null ? {} : { count: asked.count }),
    ...(asked.account === null ? {} : { account: asked.account }),
    ...(comparison ? { comparison } : {}),
  };
  const corrections =
    partner && corrected ? [...asked.corrections, { typed: asked.text, read: partner.name }] : asked.corrections;
  const defaulted = reading === undefined;
  return {
    kind: "plan",
    verified,
    report: report.name,
    parameters: comparison?.kind === "column" ? { ...parameters, compare: 1 } : parameters,
    company,
    dates,
    ...rest,
    interpretation: interpret(
      { title: report.title, dates, company, defaulted, ...rest },
      { corrections },
      context.lastEntry,
    ),
    suggestions: nextQuestions(verified.next, verified.question, context),
  };
}

/** A follow-up that names another report keeps the dates of the question before. */
function previousDates(asked: ReadQuestion, { previous }: PlanContext, company: PlanCompany): DateReading | undefined {
  const begins = ["and", "what", "how"].includes(asked.tokens[0]?.word ?? "");
  const short =
    asked.tokens[0]?.word === "and" ||
    ["what about", "how about"].includes(
      asked.tokens
        .slice(0, 2)
        .map(({ word }) => word)
        .join(" "),
    );
  if (!previous || !begins || !short || previous.company.id !== company.id) return undefined;
  const { dates } = previous;
  if (dates.kind === "as-of") return { kind: "day", date: dates.asOf, sense: "state" };
  return { kind: "period", from: dates.from, to: dates.to, unit: dates.unit, rolling: false, soFar: dates.soFar };
}

async function withPartner(
  entries: readonly CatalogueEntry[],
  asked: ReadQuestion,
  context: PlanContext,
  fallback: PlanCompany,
  signal?: AbortSignal,
): Promise<Plan | NotUnderstood | null> {
  const candidates = matchPartner(entries, asked.loose, asked.tokens, asked.dated);
  let missing: string | null = null;
  const looked = new Map<string, ReturnType<typeof resolvePartner>>();
  for (const { entry, first, last } of candidates) {
    const name = asked.text.slice(asked.tokens[first]?.start, asked.tokens[last]?.end);
    if (!looked.has(name) && looked.size >= MOST_LOOKUPS) break;
    const pending = looked.get(name) ?? resolvePartner(name, context.findPartners, signal);
    looked.set(name, pending);
    const found = await pending;
    if (found.kind === "none") {
      missing = missing === null || name.length < missing.length ? name : missing;
      continue;
    }
    // Dates and the company are only those outside the name.
    const outside = (span: { start: number; end: number }) => span.end <= first || span.start > last;
    const rest: ReadQuestion = {
      ...asked,
      dates: asked.dates.filter(outside),
      company: asked.company && outside(asked.company) ? asked.company : null,
      corrections: asked.corrections.filter(({ typed }) => !name.includes(typed)),
    };
    if (found.kind === "several") {
      const shown = found.candidates.slice(0, 6);
      const suggestions = shown.map((partner) => nameInstead(asked, first, last, partner, found.candidates));
      const names = shown.map((partner) => partner.name).join(", ");
      return notUnderstood(
        "partner",
        `Several partners fit ${quote(name)}: ${names}. Which one is meant?`,
        suggestions,
      );
    }
    return settle(
      entry,
      { ...rest, text: found.corrected ? name : rest.text },
      context,
      fallback,
      found.partner,
      found.corrected,
    );
  }
  if (missing === null) return null;
  const suggestions = nearestQuestions(
    context.questions,
    asked.loose.map(({ lemma }) => lemma),
  );
  return notUnderstood(
    "partner",
    `No partner is called ${quote(missing)}. Check the name as it stands in Odoo.`,
    suggestions,
    [missing],
  );
}

function nameInstead(
  asked: ReadQuestion,
  first: number,
  last: number,
  partner: PartnerMatch,
  all: readonly PartnerMatch[],
): string {
  const namesakes = all.filter(({ name }) => name === partner.name).length > 1;
  const name = namesakes ? `${partner.name} (#${partner.id})` : partner.name;
  return replaceSpan(asked.text, asked.tokens[first]?.start ?? 0, asked.tokens[last]?.end ?? 0, name);
}

const replaceSpan = (text: string, start: number, end: number, by: string) =>
  `${text.slice(0, start)}${by}${text.slice(end)}`.trim();

function rephrase(
  asked: ReadQuestion,
  span: { start: number; end: number } | null,
  instead: readonly string[],
): string[] {
  if (span === null) return [];
  const [start, end] = [asked.tokens[span.start]?.start ?? 0, asked.tokens[span.end - 1]?.end ?? 0];
  return instead.map((words) => replaceSpan(asked.text, start, end, words));
}

export function dateProblem(problem: DateProblem, asked: ReadQuestion, canonical: string): NotUnderstood {
  const span = asked.dates[0] ?? null;
  const suggestions = span ? rephrase(asked, span, problem.instead.map(withPreposition)) : [];
  return notUnderstood("date", problem.message, suggestions.length > 0 ? suggestions : [canonical]);
}

/** `3 April 2026` stands in a question as `as of 3 April 2026`; what has its own preposition keeps it. */
function withPreposition(words: string): string {
  if (/^(?:as|in|on|from|for|today)\b/.test(words)) return words;
  return /^\d{1,2} /.test(words) ? `as of ${words}` : `in ${words}`;
}

function oddAge(asked: ReadQuestion, canonical: string): NotUnderstood {
  const borders = AGE_BORDERS.filter((days) => days > 0);
  const message = `Overdue amounts are grouped at ${borders.join(", ")} days; ${asked.oddDays} days cannot be told apart.`;
  const suggestions = borders.map((days) => `Overdue by more than ${days} days`);
  return notUnderstood("unsupported", message, canonical.includes("supplier") ? [canonical] : suggestions);
}

function nextQuestions(ids: readonly string[], own: string, { questions }: PlanContext): string[] {
  const next = ids.flatMap(
    (id) => questions.entries.find(({ verified }) => verified.id === id)?.verified.question ?? [],
  );
  return next.filter((question) => question !== own);
}

/** Which words stand in the way, and what can be asked instead. */
export function explain(asked: ReadQuestion, context: PlanContext): NotUnderstood {
  const known = new Set(
    context.questions.entries.flatMap(({ phrasings, also }) => [
      ...also,
      ...phrasings.flatMap(({ words }) => [...words]),
    ]),
  );
  const foreign = asked.content.filter(({ lemma }) => !known.has(lemma));
  const unexplained = foreign.map(({ token }) => asked.tokens[token]?.raw ?? "").filter((word) => word !== "");
  const suggestions = nearestQuestions(
    context.questions,
    asked.content.map(({ lemma }) => lemma),
  );
  const problem = asked.dates.find(({ reading }) => reading.kind === "problem")?.reading;
  const dateMessage = problem?.kind === "problem" ? ` ${problem.message}` : "";
  const shown = unexplained.slice(0, 5).map(quote).join(", ");
  const message =
    unexplained.length > 0
      ? `The question is not understood: no verified question explains ${shown}${unexplained.length > 5 ? " and more" : ""}.${dateMessage}`
      : asked.content.length > 0
        ? `The question is not understood: its words do not form a verified question together.${dateMessage}`
        : `The question names no report.${dateMessage}`;
  return notUnderstood("no-match", message, suggestions, unexplained);
}
