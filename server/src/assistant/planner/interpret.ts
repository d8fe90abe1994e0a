import { daysBetween } from "@sextant/ledger";
import { describeDate } from "../dates/describe.ts";
import { quote } from "./not-understood.ts";
import type { ReadQuestion } from "./read-question.ts";
import type { Plan } from "./types.ts";

interface Interpreted extends Pick<Plan, "dates" | "company" | "partner" | "age" | "count" | "account" | "comparison"> {
  readonly title: string;
  readonly defaulted: boolean;
}

/** How a question was read, in words: "Aged receivable as of 31 March 2026 for Harvest Foods, compared with as of 31 March 2025". */
export function interpret(
  plan: Interpreted,
  { corrections }: Pick<ReadQuestion, "corrections">,
  lastEntry?: string | null,
): string {
  const parts = [`${plan.title} ${plan.dates.words}${runs(plan)} for ${plan.company.name}`];
  if (plan.partner) parts.push(`partner ${plan.partner.name}`);
  if (plan.account !== undefined) parts.push(`account ${plan.account}`);
  if (plan.age) parts.push(plan.age.words);
  if (plan.count !== undefined) parts.push(`the ${plan.count} largest`);
  if (plan.comparison) parts.push(`compared with the figure ${plan.comparison.words}`);
  const notes = corrections.map(({ typed, read }) => `Read ${quote(typed)} as "${read}".`);
  if (lastEntry && isBeyond(plan, lastEntry))
    notes.push(`The latest entry in the books is of ${describeDate(lastEntry)}.`);
  return [`${parts.join(", ")}.`, ...notes].join(" ");
}

/** A period after the last entry is empty; a date is worth a word only when the books seem to have stopped before it. */
function isBeyond({ dates }: Interpreted, lastEntry: string): boolean {
  return dates.kind === "period" ? dates.from > lastEntry : daysBetween(lastEntry, dates.asOf) > 31;
}

function runs({ dates, defaulted }: Interpreted): string {
  if (dates.kind === "as-of") return "";
  if (defaulted) return " (fiscal year to date)";
  return dates.soFar ? " (so far)" : "";
}
