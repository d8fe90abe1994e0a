import { type AskResult, type ConversationEvent, errorBodyOf } from "@sextant/contracts";
import { type QuestionRun, RunMeter } from "./run-meter.ts";

type Step = Extract<ConversationEvent, { type: "step" }>;

/**
 * Asks a question that stands in no conversation, and has kept what it took, however it ends. A run that cannot be kept is no failure of the question.
 *
 * @param ask Tells the steps of agents to the function that it is given.
 */
export async function countQuestion(
  ask: (onStep: (step: Step) => void) => Promise<AskResult>,
  keep: (run: QuestionRun) => Promise<void>,
  now: () => Date = () => new Date(),
): Promise<AskResult> {
  const meter = new RunMeter(now);
  const end = (last: Parameters<RunMeter["end"]>[0]) => keep(meter.end(last)).catch(() => undefined);
  try {
    const result = await ask((step) => meter.step(step));
    await end({ result });
    return result;
  } catch (error) {
    await end({ error: errorBodyOf(error) });
    throw error;
  }
}
