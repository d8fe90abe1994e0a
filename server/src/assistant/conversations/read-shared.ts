import { type AskResult, type ConversationEvent, errorBodyOf } from "@sextant/contracts";
import { refusalBody } from "../answers/refusal.ts";
import type { SharedQuestion } from "./shared-questions.ts";

/** Computes an answer anew with the rights of whoever reads it. */
export type Recompute = (shared: SharedQuestion, signal: AbortSignal) => Promise<AskResult>;

/** Events per question: itself, its answer or why there is none, its end. */
const EVENTS = 3;

/**
 * A shared conversation as its reader gets it: the questions, each with an answer computed now. Stored answers are not looked at. Ids follow from
 * the place of the question, so that a reader who connects again goes on where he was.
 */
export async function* readShared(
  questions: readonly SharedQuestion[],
  after: number,
  recompute: Recompute,
  signal: AbortSignal,
): AsyncGenerator<{ readonly id: number; readonly event: ConversationEvent }> {
  for (const [place, shared] of questions.entries()) {
    const first = place * EVENTS + 1;
    if (signal.aborted) return;
    if (first > after) yield { id: first, event: { type: "question", text: shared.question, at: shared.at } };
    if (first + 1 > after) yield { id: first + 1, event: await answered(shared, recompute, signal) };
    if (first + 2 > after) yield { id: first + 2, event: { type: "done" } };
  }
}

async function answered(shared: SharedQuestion, recompute: Recompute, signal: AbortSignal): Promise<ConversationEvent> {
  if (shared.asked === null) {
    const message = "This was not answered from a report, so it cannot be computed again for you.";
    return { type: "error", error: { ...refusalBody("not_found", message), action: "Ask it yourself." } };
  }
  try {
    return { type: "answer", result: await recompute(shared, signal) };
  } catch (error) {
    return { type: "error", error: errorBodyOf(error) };
  }
}
