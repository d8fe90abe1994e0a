import { type AskResult, isSextantError, type ReportParameters, type ReportResult } from "@sextant/contracts";
import { answer } from "./answers/answer.ts";
import { answerNotUnderstood, answerRefused, refusalBody } from "./answers/refusal.ts";
import { plan } from "./planner/plan.ts";
import type { Plan, PlanContext } from "./planner/types.ts";

/** What happens while a question is answered: the plan, progress of reports and agents, sentences. */
export type AskEvent =
  | { readonly type: "plan"; readonly plan: Plan }
  | { readonly type: "progress"; readonly phase: string; readonly done?: number; readonly of?: number }
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
  readonly onEvent?: (event: AskEvent) => void;
}

/**
 * Answers one question without a model: plan, report, answer. Failures become `refused` with their code, so the reply has one shape; only what is
 * not a `SextantError` and not a cancellation is thrown, because it is a defect.
 */
export async function planAnswer(
  question: string,
  { context, runReport, onEvent }: AskDependencies,
  signal?: AbortSignal,
): Promise<AskResult> {
  let planned: Plan | undefined;
  try {
    signal?.throwIfAborted();
    const found = await plan(question, context, signal);
    if (found.kind === "not-understood") return answerNotUnderstood(question, found);
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

function refusedBy(error: unknown, signal: AbortSignal | undefined) {
  if (signal?.aborted) return refusalBody("aborted", "The question was cancelled.");
  if (!isSextantError(error)) return null;
  return refusalBody(
    error.code,
    error.message,
    Object.keys(error.details).length > 0 ? { ...error.details } : undefined,
  );
}
