import type { ReportParameters } from "@sextant/contracts";
import type { CatalogueEntry } from "../catalogue/load-questions.ts";
import { suggestionsOf } from "../catalogue/suggestion.ts";
import { firstOfMonth, monthOf, yearOf } from "../dates/calendar.ts";
import type { DateReading } from "../dates/reading.ts";
import { chooseComparison, datesParameters } from "./choose-comparison.ts";
import { chooseDates } from "./choose-dates.ts";
import { dateProblem } from "./date-problem.ts";
import { MOST_DAYS } from "./find-age.ts";
import { interpret } from "./interpret.ts";
import { notTold } from "./not-told.ts";
import { notUnderstood } from "./not-understood.ts";
import type { ReadQuestion } from "./read-question.ts";
import { rephrase } from "./rephrase.ts";
import type { NotUnderstood, PartnerMatch, Plan, PlanCompany, PlanContext } from "./types.ts";

/** What is known of a question once its words are explained. */
export interface Settled {
  readonly entry: Pick<CatalogueEntry, "verified">;
  readonly asked: ReadQuestion;
  /** The company when the question names none. */
  readonly company: PlanCompany;
  readonly partner?: PartnerMatch;
}

/** The plan of a question whose words are all explained, unless its dates, company or age do not stand. */
export function settle(
  { entry, asked, company: fallback, partner }: Settled,
  context: PlanContext,
): Plan | NotUnderstood {
  const { verified } = entry;
  const report = context.reports.find(({ name }) => name === verified.report);
  if (!report) return notUnderstood("unsupported", `There is no report ${verified.report}.`, []);
  const canonical = suggestionsOf([verified], partner);
  if (asked.company && asked.company.matches.length > 1) return askCompany(asked, asked.company);
  if (asked.oddDays !== null) return oddAge(asked.oddDays, report.name, context, partner);
  if (asked.dates.length > 1) {
    const message = "The question names more than one date or period; ask about one at a time.";
    return notUnderstood("date", message, canonical);
  }

  const company = asked.company?.matches[0] ?? fallback;
  const dateContext = { today: context.today, company };
  const reading = asked.dates[0]?.reading ?? inheritedDates(asked, context, company) ?? runningPeriod(asked, context);
  const untold = notTold(verified, report, asked, reading);
  if (untold !== null) return notUnderstood("date", untold, canonical);
  const dates = chooseDates(report, reading, dateContext);
  if (dates.kind === "problem") return dateProblem(dates, asked, report, canonical);
  const parameters: ReportParameters = {
    company: company.id,
    ...datesParameters(dates),
    ...(partner ? { partner: partner.id } : {}),
    ...(asked.age?.ages ? { ages: [...asked.age.ages] } : {}),
  };
  const comparison = asked.comparison
    ? chooseComparison(report, dates, asked.comparison, parameters, dateContext)
    : undefined;
  if (comparison?.kind === "problem") return dateProblem(comparison, { ...asked, dates: [] }, report, canonical);

  const details = {
    ...(partner ? { partner } : {}),
    ...(asked.age ? { age: asked.age } : {}),
    ...(asked.count === null ? {} : { count: asked.count }),
    ...(asked.account === null ? {} : { account: asked.account }),
    ...(comparison ? { comparison } : {}),
  };
  const defaulted = reading === undefined;
  return {
    kind: "plan",
    verified,
    report: report.name,
    parameters: comparison?.kind === "column" ? { ...parameters, compare: 1 } : parameters,
    company,
    dates,
    ...details,
    interpretation: interpret({ title: report.title, dates, company, defaulted, ...details }, asked, context.lastEntry),
    suggestions: nextQuestions(verified.next, verified.id, context, partner),
  };
}

/** A follow-up that names another report ("and payables?") keeps the dates of the question before. */
function inheritedDates(asked: ReadQuestion, { previous }: PlanContext, company: PlanCompany): DateReading | undefined {
  const [first, second] = asked.tokens.map(({ word }) => word);
  const continues = first === "and" || ((first === "what" || first === "how") && second === "about");
  if (!previous || !continues || previous.company.id !== company.id) return undefined;
  const { dates } = previous;
  if (dates.kind === "as-of") return { kind: "day", date: dates.asOf, sense: "state" };
  return { kind: "period", from: dates.from, to: dates.to, unit: dates.unit, rolling: false, soFar: dates.soFar };
}

/** "Sales compared with last month" is about this month as far as it has run. */
function runningPeriod({ comparison }: ReadQuestion, { today }: PlanContext): DateReading | undefined {
  const unit = comparison?.kind === "previous" ? comparison.unit : null;
  if (unit !== "month" && unit !== "quarter") return undefined;
  const month = unit === "month" ? monthOf(today) : Math.ceil(monthOf(today) / 3) * 3 - 2;
  return { kind: "period", from: firstOfMonth(yearOf(today), month), to: today, unit, rolling: false, soFar: true };
}

function askCompany(asked: ReadQuestion, found: NonNullable<ReadQuestion["company"]>): NotUnderstood {
  const names = found.matches.map(({ name }) => name);
  const suggestions = rephrase(
    asked,
    found,
    names.map((name) => `for ${name}`),
  );
  return notUnderstood("company", `Which company is meant: ${names.join(" or ")}?`, suggestions);
}

function oddAge(days: number, report: string, { questions }: PlanContext, partner?: PartnerMatch): NotUnderstood {
  const message = `What is overdue can be parted at 1 to ${MOST_DAYS} days; ${days} days is none of them.`;
  const same = questions.entries.filter(
    ({ verified, phrasings }) => verified.report === report && phrasings.some(({ words }) => words.has("slotover")),
  );
  return notUnderstood(
    "unsupported",
    message,
    suggestionsOf(
      same.map(({ verified }) => verified),
      partner,
    ),
  );
}

function nextQuestions(
  ids: readonly string[],
  own: string,
  { questions }: PlanContext,
  partner?: PartnerMatch,
): string[] {
  const next = ids.flatMap((id) =>
    id === own ? [] : questions.entries.flatMap(({ verified }) => (verified.id === id ? [verified] : [])),
  );
  return suggestionsOf(next, partner);
}
