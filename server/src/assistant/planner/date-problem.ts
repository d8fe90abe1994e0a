import type { ReportInfo } from "@sextant/contracts";
import type { DateProblem } from "../dates/reading.ts";
import { notUnderstood } from "./not-understood.ts";
import type { ReadQuestion } from "./read-question.ts";
import { rephrase } from "./rephrase.ts";
import type { NotUnderstood } from "./types.ts";

/** Why the dates of a question do not stand, and the question with dates that would. */
export function dateProblem(
  problem: DateProblem,
  asked: ReadQuestion,
  report: ReportInfo,
  canonical: readonly string[],
): NotUnderstood {
  const [span] = asked.dates;
  const instead =
    problem.problem === "future" && report.dates === "period"
      ? ["year to date"]
      : problem.instead.map((words) => withPreposition(words, report));
  const suggestions = span ? rephrase(asked, span, instead) : [];
  return notUnderstood("date", problem.message, suggestions.length > 0 ? suggestions : canonical);
}

/** A bare day gets the preposition of the report it is for; what has its own keeps it. */
function withPreposition(words: string, { dates }: ReportInfo): string {
  if (!/^\d{1,2} /.test(words)) return words;
  return `${dates === "as-of" ? "as of" : "on"} ${words}`;
}
