import { SLOT_WORDS } from "../catalogue/compile-phrasing.ts";
import type { FoundDate } from "../dates/reading.ts";
import { yearEarlier } from "./choose-comparison.ts";
import { explain } from "./explain.ts";
import type { ReadQuestion } from "./read-question.ts";
import { resolvePartner } from "./resolve-partner.ts";
import { settle } from "./settle.ts";
import type { ChosenDates, NotUnderstood, Plan, PlanContext } from "./types.ts";

/** Words of a follow-up that repeat what was asked, and the age, which is taken over as such. */
const REPEATED = new Set<string>(["same", "again", "instead", "question", "but", SLOT_WORDS["{over}"]]);
const NAME_BEFORE = new Set(["for", "of", "from", "about", "and"]);

/** True when a question has no content of its own beside dates, company or comparison, so that it can only continue the one before. */
export function isFollowUp(asked: ReadQuestion, { previous }: PlanContext): boolean {
  if (!previous) return false;
  const content = asked.content.filter(({ lemma }) => !REPEATED.has(lemma));
  const changes = asked.dates.length > 0 || asked.company !== null || asked.comparison !== null || asked.age !== null;
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
  const name = asked.content.some(({ lemma }) => !REPEATED.has(lemma)) ? namedPartner(asked) : null;
  let partner = previous.partner;
  if (name !== null) {
    const report = context.reports.find((info) => info.name === previous.report);
    if (!report?.byPartner || !previous.partner) return explain(asked, context);
    const found = await resolvePartner(name, context.findPartners, signal);
    if (found.kind !== "partner") return explain(asked, context);
    partner = found.partner;
  }
  if (asked.age && !previous.age) return explain(asked, context);
  const company = asked.company?.matches[0] ?? previous.company;
  const dates = asked.dates.length > 0 ? relative(asked, previous.dates) : [keep(previous.dates)];
  const merged: ReadQuestion = {
    ...asked,
    dates,
    age: asked.age ?? previous.age ?? null,
    count: asked.count ?? previous.count ?? null,
    account: asked.account ?? previous.account ?? null,
  };
  return settle(
    { entry: { verified: previous.verified }, asked: merged, company, ...(partner ? { partner } : {}) },
    context,
  );
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
