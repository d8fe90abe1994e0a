import { type AskResult, type MarkedAnswer, SextantError } from "@sextant/contracts";
import { plan } from "../planner/plan.ts";
import type { PlanContext } from "../planner/types.ts";
import { derivePhrasing } from "./derive-phrasing.ts";
import { markedFigures } from "./figure-definition.ts";

/**
 * What is kept of an answer that a user has marked as right.
 *
 * @param context as the question would be planned now, by itself.
 * @throws SextantError `bad_usage` for an answer that cannot be kept, with the reason.
 */
export async function markAnswer(
  answer: AskResult,
  askedOn: string,
  context: PlanContext,
  signal?: AbortSignal,
): Promise<MarkedAnswer> {
  const { question, report, result, parameters, interpretation } = answer;
  if (!answer.understood || answer.refused || report === null || !result)
    throw unfit("Only an answer with a report behind it can be marked as right.");
  const figures = markedFigures(answer.figures);
  if (figures.length === 0) throw unfit("This answer has no figure whose proof could be checked again.");
  const alone = await plan(question, { ...context, today: askedOn }, signal);
  const marked = { question, askedOn, interpretation, answer: answer.answer, report, parameters, figures };
  if (alone.kind === "plan" && alone.report === report) return { ...marked, phrasing: null, means: alone.verified.id };
  if (answer.verified !== undefined)
    throw unfit("This question makes sense only after the one before it. Ask it in full and mark that answer.");
  const phrasing = parameters.partner === undefined ? derivePhrasing(question, context) : null;
  if (phrasing === null)
    throw unfit("This question has no words of its own that could mean something, or it is about one partner.");
  return { ...marked, phrasing, means: null };
}

const unfit = (message: string) => new SextantError("bad_usage", message);
