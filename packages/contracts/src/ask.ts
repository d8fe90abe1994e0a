import { z } from "zod";
import { chartRequest } from "./chart.ts";
import { errorBody } from "./error.ts";
import { domain } from "./primitives.ts";
import { recordsResult } from "./records.ts";
import { cellSource, reportParameters, reportResult, tieOut } from "./report.ts";

/** A figure quoted in an answer, bound to the cell it was rendered from. */
export const figure = z.object({
  value: z.string(),
  unit: z.string(),
  source: z.object({
    report: z.string(),
    line: z.string(),
    cell: z.string(),
    proof: cellSource.optional(),
    /** The records that were added up or counted, as Odoo finds them. */
    records: z.object({ model: z.string(), domain }).optional(),
  }),
});
export type Figure = z.infer<typeof figure>;

/** A step of an agent's run, `at` milliseconds after its start. */
export const runStep = z.object({
  at: z.number().int(),
  what: z.string(),
  /** Tokens and dollars of a request to a model; null where its price is not known. */
  tokens: z.number().int().optional(),
  cost: z.string().nullable().optional(),
  /** How long a tool took. */
  ms: z.number().int().optional(),
  /** False for a setback, a failure or a refusal. */
  ok: z.boolean().optional(),
});
export type RunStep = z.infer<typeof runStep>;

/** What an agent did for an answer that a model worded. */
export const contributor = z.object({
  agent: z.string(),
  title: z.string(),
  /** `answered`, the limit that it reached, or `failed`. */
  end: z.enum(["answered", "length", "calls", "tokens", "seconds", "failed"]),
  /** Sentences of its draft that are shown, and those left out because something in them could not be traced to a cell. */
  sentences: z.object({ shown: z.number().int(), dropped: z.number().int() }),
  models: z.array(z.string()),
  tokens: z.number().int(),
  /** Dollars; null when the price of a model is not known. */
  cost: z.string().nullable(),
  steps: z.array(runStep),
});
export type Contributor = z.infer<typeof contributor>;

/** A report that can be had as a file. */
export const reportFile = z.object({
  report: z.string(),
  title: z.string(),
  parameters: reportParameters,
  format: z.enum(["xlsx", "csv", "pdf", "html", "json"]),
});
export type ReportFile = z.infer<typeof reportFile>;

/** A question with its proof: what `sextant ask --format json` prints. */
export const askResult = z.object({
  question: z.string(),
  understood: z.boolean(),
  report: z.string().nullable(),
  parameters: reportParameters,
  /** What was understood, in words: "Aged receivable as of 31 March 2026 for Harvest Foods". */
  interpretation: z.string(),
  answer: z.string(),
  figures: z.array(figure),
  tieOuts: z.array(tieOut),
  refused: errorBody.nullable(),
  suggestions: z.array(z.string()),
  result: reportResult.optional(),
  /** Present when the answer is a table of records in place of a report. */
  records: recordsResult.optional(),
  /** What the question asked to see; absent: chart and table. */
  view: z.enum(["chart", "table"]).optional(),
  /** Charts that were asked for, of `result` or, without one, of `records`. */
  charts: z.array(chartRequest).optional(),
  /** Files of reports that are offered; they are made when somebody takes them, with his own rights. */
  files: z.array(reportFile).optional(),
  /** The verified question that the planner answered. */
  verified: z.string().optional(),
  /** Present when a model worded the answer. */
  contributors: z.array(contributor).optional(),
  /** Present when a model was asked and failed: why, and that the planner answered in its place. */
  fallback: errorBody.optional(),
});
export type AskResult = z.infer<typeof askResult>;

/** Server-sent events of a conversation, in order; the id grows and serves as Last-Event-ID. `keeping` alone has none. */
export const conversationEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("question"), text: z.string(), at: z.string() }),
  z.object({ type: z.literal("plan"), report: z.string(), parameters: reportParameters, interpretation: z.string() }),
  z.object({ type: z.literal("progress"), phase: z.string(), done: z.number().optional(), of: z.number().optional() }),
  /** A sentence of the answer that is being worded, its figures bound already. The `answer` replaces all of them. */
  z.object({ type: z.literal("text"), text: z.string() }),
  /** An agent that works on the question has done something. The `contributors` of the answer hold all of it. */
  z.object({ type: z.literal("step"), agent: z.string(), title: z.string(), step: runStep }),
  /** A change was proposed on the way; it waits for a person. */
  z.object({ type: z.literal("proposal"), id: z.string() }),
  z.object({ type: z.literal("answer"), result: askResult }),
  z.object({ type: z.literal("error"), error: errorBody }),
  z.object({ type: z.literal("done") }),
  /** Whether what is said is kept: the reason why not, or null once it is again. */
  z.object({ type: z.literal("keeping"), error: errorBody.nullable() }),
]);
export type ConversationEvent = z.infer<typeof conversationEvent>;
