import { type AskResult, isSextantError } from "@sextant/contracts";
import { type AskAgents, askAgents, fallbackBody } from "./agents/ask-agents.ts";
import { NOTHING_TOLD, refusalBody } from "./answers/refusal.ts";
import { type AskDependencies, planAnswer } from "./plan-answer.ts";
import { findRecipient } from "./send/find-recipient.ts";
import { type Sending, sendAnswer } from "./send/send-answer.ts";

/** Longest message that models are given: a pasted table, not a book. */
const LONGEST_TASK = 20_000;

/**
 * Answers one question: with models where there are some, else with the planner. When the models fail, the planner answers and the reply says
 * why in `fallback`. A question is refused with a code; only defects are thrown.
 */
export async function ask(
  question: string,
  dependencies: AskDependencies & { readonly models?: AskAgents; readonly sending?: Sending },
  signal?: AbortSignal,
): Promise<AskResult> {
  const { models, sending, ...planning } = dependencies;
  const to = sending ? findRecipient(question) : null;
  // To whom something is sent is read from the person's own words alone, never by a model.
  if (sending && to !== null) return sendAnswer(question, to, sending, signal);
  if (models === undefined || question.trim() === "" || question.length > LONGEST_TASK)
    return planAnswer(question, planning, signal);
  try {
    return await askAgents(question, planning, models, signal ?? new AbortController().signal);
  } catch (error) {
    if (!isSextantError(error) && !signal?.aborted) throw error;
    if (signal?.aborted || (isSextantError(error) && error.code === "aborted")) {
      const refused = refusalBody("aborted", "The question was cancelled.");
      return { ...NOTHING_TOLD, question, answer: refused.message, refused };
    }
    if (!isSextantError(error)) throw error;
    const answered = await planAnswer(question, planning, signal);
    const note = `No model answered (${error.message.replace(/\.$/, "")}); this is the planner's answer.`;
    const interpretation = answered.interpretation === "" ? note : `${answered.interpretation}. ${note}`;
    return { ...answered, interpretation, fallback: fallbackBody(error) };
  }
}
