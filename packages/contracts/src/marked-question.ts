import { z } from "zod";
import { isoDate } from "./primitives.ts";
import { reportParameters } from "./report.ts";

/** Marks the answer to the `turn`-th question of a conversation (from 0) as right. What was answered is read from the conversation, not from the request. */
export const markRequest = z.strictObject({
  conversation: z.string().max(80),
  turn: z.number().int().min(0).max(10_000),
});
export type MarkRequest = z.infer<typeof markRequest>;

/** A figure of a marked answer, and a hash of how its cell was defined: measure, sign, accounts, dates. */
export const markedFigure = z.object({
  line: z.string(),
  cell: z.string(),
  value: z.string(),
  unit: z.string(),
  definition: z.string(),
});
export type MarkedFigure = z.infer<typeof markedFigure>;

/** What a user has marked as right: the question as he typed it, which is text of others to everybody else, and what was computed. */
export const markedAnswer = z.object({
  question: z.string(),
  /** The day that words such as "last month" were read on. */
  askedOn: isoDate,
  interpretation: z.string(),
  answer: z.string(),
  report: z.string(),
  parameters: reportParameters,
  figures: z.array(markedFigure).min(1),
  /** The words that would mean the same from then on, without dates and names; null where the planner understands the question already. */
  phrasing: z.string().nullable(),
  /** The verified question that answered; null where a model chose the report and a reviewer has to say what was asked. */
  means: z.string().nullable(),
});
export type MarkedAnswer = z.infer<typeof markedAnswer>;

export const markedQuestion = z.object({
  id: z.string(),
  state: z.enum(["pending", "confirmed", "rejected"]),
  marked: markedAnswer,
  markedBy: z.string(),
  markedAt: z.string(),
  /** SHA-256 of `marked`; a decision names it. */
  sha256: z.string(),
  /** Verified questions of the report: what the words can be confirmed to mean. */
  choices: z.array(z.object({ id: z.string(), question: z.string() })),
});
export type MarkedQuestion = z.infer<typeof markedQuestion>;

export const markedQuestions = z.object({ mayReview: z.boolean(), questions: z.array(markedQuestion) });
export type MarkedQuestions = z.infer<typeof markedQuestions>;

/** Confirms or rejects what was shown. */
export const markDecision = z.strictObject({
  sha256: z.string(),
  decision: z.enum(["confirm", "reject"]),
  /** The verified question that the words mean, on confirming. */
  means: z.string().optional(),
});
export type MarkDecision = z.infer<typeof markDecision>;
