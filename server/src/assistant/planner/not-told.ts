import type { ReportInfo } from "@sextant/contracts";
import type { VerifiedQuestion } from "../catalogue/question.ts";
import type { DateReading } from "../dates/reading.ts";
import { looksAhead } from "./looks-ahead.ts";
import type { ReadQuestion } from "./read-question.ts";

const DOCUMENTS = new Set(["invoice", "bill"]);

/** Why no report tells what is asked about a time, though all words are understood; null where one does. */
export function notTold(
  verified: VerifiedQuestion,
  report: ReportInfo,
  asked: ReadQuestion,
  reading: DateReading | undefined,
): string | null {
  if (isOfDocuments(asked, report))
    return "Which invoices are of a month or year is not told; what is open is told as of a day.";
  if (verified.closed && reading?.kind === "period" && reading.soFar)
    return "That is a figure of years that are over; what this year has brought so far is its profit.";
  if (looksAhead(reading, asked, report))
    return "What is open is known as of a day, not what falls due by one or in a week or month that still runs.";
  if (!asked.tokens.some(({ lemma }) => verified.answer.beside.includes(lemma))) return null;
  if (asked.comparison) return "Only the closing balance of an account is compared; ask for one period at a time.";
  if (reading?.kind === "day" && reading.sense !== "on")
    return "An opening balance and what was booked are of a period; name the one that is meant.";
  return null;
}

/** "October's invoices" are those of October, open or not, and no report tells which of them are. */
function isOfDocuments({ dates, tokens }: ReadQuestion, { byPartner }: ReportInfo): boolean {
  const [date] = dates;
  return (
    byPartner &&
    date?.reading.kind === "period" &&
    date.end > date.start &&
    DOCUMENTS.has(tokens[date.end]?.lemma ?? "")
  );
}
