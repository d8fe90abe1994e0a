import type { ReportInfo } from "@sextant/contracts";
import type { DateReading } from "../dates/reading.ts";
import type { ReadQuestion } from "./read-question.ts";

const UNTIL = new Set(["by", "until", "till"]);
const NOW = new Set(["now", "date"]);
const ON = new Set(["on", "this"]);
const DUE = new Set(["pay", "pays", "payable", "due", "settle", "collect", "receive"]);
const OWED = new Set(["owe", "owes", "owed", "owing", "debt", "debts"]);
const PAST = new Set(["did", "was", "were", "had", "not"]);
const WEEKDAY = /^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?$/;

/**
 * Whether a question about what is open asks what falls due: within a week or month that still runs, "by Friday", "on Monday". Reports say what was open at the
 * end of a day, and the last Friday is not the one that is meant.
 */
export function looksAhead(
  reading: DateReading | undefined,
  { dates: [date], tokens }: ReadQuestion,
  { byPartner }: ReportInfo,
): boolean {
  if (!byPartner || reading === undefined) return false;
  if (reading.kind === "period" && reading.soFar && !reading.rolling && ["week", "month"].includes(reading.unit))
    return true;
  if (date === undefined) return false;
  const { start, end } = date;
  const words = tokens.map(({ word }) => word);
  const before = words.slice(0, start);
  const leads = words.slice(Math.max(0, start - 1), start + 1);
  const toBePaid = before.some(
    (word, at) => word === "paid" && ["be", "get", "getting"].includes(before[at - 1] ?? ""),
  );
  const due = toBePaid || before.some((word) => DUE.has(word));
  const span = words.slice(start, end);
  if (leads.some((word) => UNTIL.has(word)))
    return !span.some((word) => NOW.has(word)) && (due || before.some((word) => OWED.has(word)));
  const weekday = span.some((word) => WEEKDAY.test(word));
  return due && weekday && leads.some((word) => ON.has(word)) && !before.some((word) => PAST.has(word));
}
