/** The fiscal year found by walking day by day: the oracle of the tests, sharing nothing with the engine. */
import type { Company } from "../types.ts";

const DAY = 86_400_000;
const iso = (time: number) => new Date(time).toISOString().slice(0, 10);
const timeOf = (date: string) => Date.parse(`${date}T00:00:00Z`);

export function naiveAddDays(date: string, days: number): string {
  return iso(timeOf(date) + days * DAY);
}

function endsYear(company: Pick<Company, "fiscalYear" | "fiscalYears">, date: string): boolean {
  const inside = company.fiscalYears?.find((year) => year.from <= date && date <= year.to);
  if (inside) return inside.to === date;
  const next = naiveAddDays(date, 1);
  if (company.fiscalYears?.some((year) => year.from === next)) return true;
  const [, month, day] = date.split("-").map(Number);
  if (month !== company.fiscalYear.lastMonth) return false;
  const lastOfMonth = next.endsWith("-01");
  const { lastDay } = company.fiscalYear;
  if (month === 2 && lastDay >= 28) return lastOfMonth;
  return day === lastDay || (lastOfMonth && (day ?? 0) < lastDay);
}

const starts = new Map<string, string>();

export function naiveYearStart(company: Pick<Company, "fiscalYear" | "fiscalYears">, date: string): string {
  const key = JSON.stringify([company.fiscalYear, company.fiscalYears, date]);
  let start = starts.get(key) ?? date;
  if (!starts.has(key)) {
    while (!endsYear(company, naiveAddDays(start, -1))) start = naiveAddDays(start, -1);
    starts.set(key, start);
  }
  return start;
}

export function naiveYearEnd(company: Pick<Company, "fiscalYear" | "fiscalYears">, date: string): string {
  let end = date;
  while (!endsYear(company, end)) end = naiveAddDays(end, 1);
  return end;
}
