import { setTimeout as wait } from "node:timers/promises";
import { isSextantError, SextantError } from "@sextant/contracts";
import { showModelName } from "./model-name.ts";
import type { LanguageModel, ModelEvent, ModelRequest } from "./types.ts";

export interface RetryPolicy {
  /** Requests to one model in all. */
  readonly attempts: number;
  readonly firstWaitMs: number;
  /** A server that asks for more than this is not waited for. */
  readonly longestWaitMs: number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

export const RETRY_POLICY: RetryPolicy = {
  attempts: 3,
  firstWaitMs: 500,
  longestWaitMs: 20_000,
  sleep: async (ms, signal) => {
    await wait(ms, undefined, { signal });
  },
};

/** Told of each failure that is not the last word: which model failed, and what comes next. */
export type OnSetback = (error: SextantError, next: { readonly model: string; readonly waitMs: number }) => void;

/**
 * The first model that answers. A failure that may pass is tried again, after the time that the server asks for; then the next model gets its turn.
 * Once a part of a reply has been given out nothing is repeated: a reader would see it twice.
 *
 * @throws SextantError the last model's failure.
 */
export async function* streamFirst(
  models: readonly LanguageModel[],
  request: ModelRequest,
  signal: AbortSignal,
  onSetback: OnSetback = () => undefined,
  policy: Partial<RetryPolicy> = {},
): AsyncGenerator<ModelEvent> {
  const { attempts, firstWaitMs, longestWaitMs, sleep } = { ...RETRY_POLICY, ...policy };
  for (const [index, model] of models.entries()) {
    for (let attempt = 1; ; attempt += 1) {
      let given = false;
      try {
        for await (const event of answered(model, request, signal)) {
          given = true;
          yield event;
        }
        return;
      } catch (error) {
        if (given || !isSextantError(error) || error.code === "aborted" || signal.aborted) throw error;
        const asked = Number(
          error.details.retryAfterMs ?? firstWaitMs * 2 ** (attempt - 1) * (0.75 + Math.random() / 2),
        );
        const again = error.retryable && attempt < attempts && asked <= longestWaitMs;
        const next = again ? model : models[index + 1];
        if (next === undefined) throw error;
        const waitMs = again ? asked : 0;
        onSetback(error, { model: showModelName(next.name), waitMs });
        if (!again) break;
        await sleep(waitMs, signal).catch(() => {
          throw new SextantError("aborted", "The question was cancelled.");
        });
      }
    }
  }
  throw new SextantError("not_configured", "No model is configured. Set SEXTANT_MODELS.");
}

/** A reply that says nothing and calls nothing is a failure, and so is one that the vendor declines. */
async function* answered(model: LanguageModel, request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelEvent> {
  let said = false;
  let blank = "";
  for await (const event of model.stream(request, signal)) {
    if (event.type === "text" && !said && event.text.trim() === "") {
      blank += event.text;
      continue;
    }
    if (event.type === "stop" && !said) {
      const name = showModelName(model.name);
      throw event.reason === "declined"
        ? new SextantError("model_refused", `${name} declined to answer.`)
        : new SextantError("model_reply", `${name} gave an empty answer.`);
    }
    said = true;
    yield event.type === "text" ? { type: "text", text: blank + event.text } : event;
    blank = "";
  }
}
