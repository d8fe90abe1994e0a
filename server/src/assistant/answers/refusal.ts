import { type AskResult, ERRORS, type ErrorBody, type ErrorCode } from "@sextant/contracts";
import type { NotUnderstood, Plan } from "../planner/types.ts";

export function refusalBody(code: ErrorCode, message: string, details?: Record<string, unknown>): ErrorBody {
  const { action, retryable } = ERRORS[code];
  return { code, message, action, retryable, ...(details ? { details } : {}) };
}

/** What a reply holds that tells no figure. */
export const NOTHING_TOLD = {
  understood: false,
  report: null,
  parameters: {},
  interpretation: "",
  figures: [],
  tieOuts: [],
  suggestions: [],
} satisfies Partial<AskResult>;

/** The reply to a question that has no plan. */
export function answerNotUnderstood(
  question: string,
  { message, reason, unexplained, suggestions }: NotUnderstood,
): AskResult {
  return {
    ...NOTHING_TOLD,
    question,
    answer: message,
    refused: refusalBody("not_understood", message, { reason, unexplained: [...unexplained] }),
    suggestions: [...suggestions],
  };
}

/** The reply when the report could not be computed or proved: no figure, only why. */
export function answerRefused(question: string, plan: Plan, refused: ErrorBody): AskResult {
  return {
    question,
    understood: true,
    report: plan.report,
    parameters: plan.parameters,
    interpretation: plan.interpretation,
    answer: refused.message,
    figures: [],
    tieOuts: [],
    refused,
    suggestions: [...plan.suggestions],
  };
}
