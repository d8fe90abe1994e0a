import type { IsoDate } from "@sextant/contracts";
import { describeDate } from "./describe.ts";
import type { DateProblem } from "./reading.ts";

export const invalidDate = (text: string): DateProblem => ({
  kind: "problem",
  problem: "invalid",
  message: `${text} is not a day of the calendar.`,
  instead: [],
});

export const ambiguousDate = (text: string, readings: readonly IsoDate[]): DateProblem => ({
  kind: "problem",
  problem: "ambiguous",
  message: `"${text}" can mean ${readings.map(describeDate).join(" or ")}.`,
  instead: readings.map(describeDate),
});

export const ambiguousPeriod = (text: string, names: readonly string[]): DateProblem => ({
  kind: "problem",
  problem: "ambiguous",
  message: `"${text}" can mean ${names.join(" or ")}.`,
  instead: names,
});

export const inTheFuture = (what: string, today: IsoDate): DateProblem => ({
  kind: "problem",
  problem: "future",
  message: `${what} lies after ${describeDate(today)}, the latest day that can be shown; the books only say what has happened.`,
  instead: ["today"],
});

export const reversedRange = (from: IsoDate, to: IsoDate): DateProblem => ({
  kind: "problem",
  problem: "reversed",
  message: `The period ends (${describeDate(to)}) before it starts (${describeDate(from)}).`,
  instead: [],
});
