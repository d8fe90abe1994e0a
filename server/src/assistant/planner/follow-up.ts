import { addMonths, shiftAsOf, shiftPeriod } from "@sextant/ledger";
import { SLOT_WORDS } from "../catalogue/compile-phrasing.ts";
import type { VerifiedQuestion } from "../catalogue/question.ts";
import type { FoundDate } from "../dates/reading.ts";
import { yearEarlier } from "./choose-comparison.ts";
import { asOfDates, periodDates } from "./choose-dates.ts";
import { explain } from "./explain.ts";
import type { ReadQuestion } from "./read-question.ts";
import { resolvePartner } from "./resolve-partner.ts";
import { settle } from "./settle.ts";
import type { ChosenDates, NotUnderstood, Plan, PlanContext } from "./types.ts";

/** Words of a follow-up that repeat what was asked, and the age, which is taken over as such. */
const REPEATED = new Set<string>(["same", "again", "instead", "question", "but", "only", "top", SLOT_WORDS["{over}"]]);
const NAME_BEFORE = new Set(["for", "of", "from", "about", "and", "only", "just"]);
/** "and the month before?": so long before the dates of the question before. */
const EARLIER = /^(?:(?:and|what about|how about) )?(?:the )?(month|quarter|year) before(?: that)?$/;
const BACK = { month: 1, quarter: 3, year: 12 } as const;
/** "compare that with last year", "how does it compare to March?" */
const COMPARE =
  /^\W*(?:(?:and|please|now|can you|could you) )*(?:compare (?:that |this |it )?|how does (?:that|this|it) compare )(?=(?:to|with|against) )/i;

/** A follow-up in the words that questions use: "compare that with …" is "compared with …". */
export const asFollowUp = (question: string): string => question.replace(COMPARE, "compared ");

/** True when a question has no content of its own beside dates, company or comparison, so that it can only continue the one before. */
export function isFollowUp(asked: ReadQuestion, { previous }: PlanContext): boolean {
  if (!previous) return false;
  const content = asked.content.filter(({ lemma }) => !REPEATED.has(lemma));
  const changes =
    asked.dates.length > 0 ||
    asked.company !== null ||
    asked.comparison !== null ||
    asked.age !== null ||
    asked.count !== null;
  if (earlierUnit(asked) !== null) return true;
  if (content.length === 0) return changes;
  return namedPartner(asked) !== null && asked.dates.length === 0;
}

/** The question before, with what the follow-up changes. */
export async function planFollowUp(
  asked: ReadQuestion,
  context: PlanContext,
  signal?: AbortSignal,
): Promise<Plan | NotUnderstood> {
  const { previous } = context;
  if (!previous) return explain(asked, context);
  const earlier = earlierUnit(asked);
  const name = earlier === null && asked.content.some(({ lemma }) => !REPEATED.has(lemma)) ? namedPartner(asked) : null;
  let { partner, verified } = previous;
  if (name !== null) {
    const report = context.reports.find((info) => info.name === previous.report);
    const narrowed = previous.partner ? previous.verified : ofPartner(previous, context);
    if (!report?.byPartner || !narrowed) return explain(asked, context);
    verified = narrowed;
    const found = await resolvePartner(name, context.findPartners, signal);
    if (found.kind !== "partner") return explain(asked, context);
    partner = found.partner;
  }
  if (asked.age && !previous.age) return explain(asked, context);
  if (asked.count !== null && !previous.verified.answer.list) return explain(asked, context);
  const company = asked.company?.matches[0] ?? previous.company;
  const moved = earlier === null ? null : before(previous.dates, earlier);
  if (earlier !== null && moved === null) return explain(asked, context);
  const dates = moved
    ? [keep(moved)]
    : asked.dates.length > 0
      ? relative(asked, previous.dates)
      : [keep(previous.dates)];
  const merged: ReadQuestion = {
    ...asked,
    dates,
    age: asked.age ?? previous.age ?? null,
    count: asked.count ?? previous.count ?? null,
    account: asked.account ?? previous.account ?? null,
  };
  return settle({ entry: { verified }, asked: merged, company, ...(partner ? { partner } : {}) }, context);
}

/** "Only Azure Interior" after a question about all partners: the one question of the same report about one partner, with an age where there was one. */
function ofPartner({ report, age }: Plan, { questions }: PlanContext): VerifiedQuestion | null {
  const over = SLOT_WORDS["{over}"];
  const [only, ...others] = questions.entries.filter(
    ({ verified, phrasings }) =>
      verified.report === report &&
      phrasings.every(({ partner, words }) => partner !== null && words.has(over) === (age !== undefined)),
  );
  return only && others.length === 0 ? only.verified : null;
}

function earlierUnit({ tokens }: ReadQuestion): keyof typeof BACK | null {
  const unit = EARLIER.exec(tokens.map(({ word }) => word).join(" "))?.[1];
  return unit === "month" || unit === "quarter" || unit === "year" ? unit : null;
}

/** The dates so long before; null where that is not said: "the quarter before" a month can be its last month or all of it. */
function before(dates: ChosenDates, unit: keyof typeof BACK): ChosenDates | null {
  if (unit === "year") return yearEarlier(dates);
  if (dates.kind === "as-of") return asOfDates(shiftAsOf(dates.asOf, -BACK[unit]));
  if (dates.unit !== unit) return null;
  if (!dates.soFar) return periodDates({ ...shiftPeriod(dates, -1), unit, soFar: false });
  const [from, to] = [addMonths(dates.from, -BACK[unit]), addMonths(dates.to, -BACK[unit])];
  return periodDates({ from, to, unit: "span", soFar: false });
}

const span = (reading: FoundDate["reading"]): FoundDate => ({ reading, start: 0, end: 0 });

function keep(dates: ChosenDates): FoundDate {
  if (dates.kind === "as-of") return span({ kind: "day", date: dates.asOf, sense: "state" });
  return span({ kind: "period", from: dates.from, to: dates.to, unit: dates.unit, rolling: false, soFar: dates.soFar });
}

/** "and last year?" asks for the same dates a year earlier, not for the whole of last year. */
function relative(asked: ReadQuestion, previous: ChosenDates): readonly FoundDate[] {
  const [only] = asked.dates;
  if (!only || asked.dates.length > 1) return asked.dates;
  const words = asked.tokens.slice(only.start, only.end).map(({ word }) => word);
  const text = words.filter((word) => !["in", "for", "of", "the"].includes(word)).join(" ");
  if (!["last year", "previous year", "a year ago", "one year ago", "year ago"].includes(text)) return asked.dates;
  return [keep(yearEarlier(previous))];
}

/** What stands after "for", "of" or "and" when nothing else has content: perhaps a partner. */
function namedPartner(asked: ReadQuestion): string | null {
  const content = asked.loose.filter(({ lemma }) => !REPEATED.has(lemma));
  const [first, last] = [content[0], content.at(-1)];
  if (!first || !last || content.length > 8 || content.length !== last.token - first.token + 1) return null;
  if (!NAME_BEFORE.has(asked.tokens[first.token - 1]?.word ?? "")) return null;
  return asked.text.slice(asked.tokens[first.token]?.start, asked.tokens[last.token]?.end);
}
