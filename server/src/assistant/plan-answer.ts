import {
  type AskResult,
  isSextantError,
  type ReportParameters,
  type ReportResult,
  type RunStep,
} from "@sextant/contracts";
import type { Records } from "../semantics/index.ts";
import { answer } from "./answers/answer.ts";
import { plainText } from "./answers/plain-text.ts";
import { answerNotUnderstood, answerRefused, refusalBody } from "./answers/refusal.ts";
import { answerDocument } from "./documents/answer-document.ts";
import type { DocumentRecords } from "./documents/types.ts";
import { notUnderstood } from "./planner/not-understood.ts";
import { plan } from "./planner/plan.ts";
import type { NotUnderstood, Plan, PlanContext } from "./planner/types.ts";
import { answerRecords } from "./records/answer-records.ts";
import { planRecords } from "./records/plan-records.ts";

/** What happens while a question is answered: the plan, progress of reports and agents, sentences. */
export type AskEvent =
  | { readonly type: "plan"; readonly plan: Plan }
  | { readonly type: "progress"; readonly phase: string; readonly done?: number; readonly of?: number }
  | { readonly type: "step"; readonly agent: string; readonly title: string; readonly step: RunStep }
  /** A change was proposed. */
  | { readonly type: "proposal"; readonly id: string }
  /** A sentence that a model worded, grounded. */
  | { readonly type: "text"; readonly text: string };

export interface RunReportOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (phase: string, done?: number, of?: number) => void;
}

export interface AskDependencies {
  readonly context: PlanContext;
  /** Computes and proves a report; throws `SextantError`. */
  readonly runReport: (name: string, parameters: ReportParameters, options: RunReportOptions) => Promise<ReportResult>;
  /** The semantic layer over the records beside the books; absent where there are none. */
  readonly records?: Records;
  /** Single records, for questions about one invoice or transfer; absent where none are read live. */
  readonly documents?: DocumentRecords;
  readonly onEvent?: (event: AskEvent) => void;
}

/**
 * Answers one question without a model: plan, report, answer. Failures become `refused` with their code, so the reply has one shape; only what is
 * not a `SextantError` and not a cancellation is thrown, because it is a defect.
 */
export async function planAnswer(
  question: string,
  { context, runReport, records, documents, onEvent }: AskDependencies,
  signal?: AbortSignal,
): Promise<AskResult> {
  let planned: Plan | undefined;
  try {
    signal?.throwIfAborted();
    const explained =
      documents && (await answerDocument(question, documents, { today: context.today, ...(signal ? { signal } : {}) }));
    if (explained) return explained;
    const found = await plan(question, context, signal);
    if (found.kind === "not-understood") {
      const counted = records && OPEN.has(found.reason) ? await fromRecords(question, context, records, signal) : null;
      return counted ?? answerNotUnderstood(question, found);
    }
    planned = found;
    onEvent?.({ type: "plan", plan: found });
    const options: RunReportOptions = {
      ...(signal ? { signal } : {}),
      onProgress: (phase, done, of) =>
        onEvent?.({
          type: "progress",
          phase,
          ...(done === undefined ? {} : { done }),
          ...(of === undefined ? {} : { of }),
        }),
    };
    signal?.throwIfAborted();
    const result = await runReport(found.report, found.parameters, options);
    const { comparison } = found;
    const baseline =
      comparison?.kind === "report" ? await runReport(found.report, comparison.parameters, options) : undefined;
    signal?.throwIfAborted();
    return answer(found, result, question, baseline);
  } catch (error) {
    const refused = refusedBy(error, signal);
    if (!refused) throw error;
    if (planned) return answerRefused(question, planned, refused);
    const message = {
      kind: "not-understood",
      reason: "unsupported",
      message: refused.message,
      unexplained: [],
      suggestions: [],
    } as const;
    return { ...answerNotUnderstood(question, message), refused };
  }
}

/** Why no report answers, where records still may. */
const OPEN: ReadonlySet<NotUnderstood["reason"]> = new Set(["no-match", "partner"]);

/** The answer from records to a question that no report answers; null when it is not about records either. */
async function fromRecords(
  question: string,
  context: PlanContext,
  records: Records,
  signal: AbortSignal | undefined,
): Promise<AskResult | null> {
  const planned = await planRecords(question, context, records, signal);
  if (planned === null) return null;
  if (planned.kind === "not-understood") return answerNotUnderstood(question, planned);
  const answered = await records.answer(planned.query, signal ? { signal } : {});
  if (answered.kind === "answer") return answerRecords(question, answered.result);
  const choices = answered.choices.map(({ use, says }) => (/^\d+$/.test(use) ? plainText(says) : use));
  const message = choices.length > 0 ? `${answered.question} ${choices.slice(0, 8).join(", ")}.` : answered.question;
  return answerNotUnderstood(question, notUnderstood("no-match", message, []));
}

function refusedBy(error: unknown, signal: AbortSignal | undefined) {
  if (signal?.aborted) return refusalBody("aborted", "The question was cancelled.");
  if (!isSextantError(error)) return null;
  return refusalBody(
    error.code,
    error.message,
    Object.keys(error.details).length > 0 ? { ...error.details } : undefined,
  );
}
