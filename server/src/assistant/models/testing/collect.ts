import { isSextantError, type SextantError } from "@sextant/contracts";
import type { LanguageModel, ModelEvent, ModelRequest, ModelToolCall, StopReason, Usage } from "../types.ts";

export const REQUEST: ModelRequest = {
  system: "You answer.",
  turns: [{ role: "user", text: "How much cash do we have?" }],
  tools: [
    { name: "report", description: "A report", input: { type: "object", properties: { report: { type: "string" } } } },
  ],
  maxOutputTokens: 500,
};

export interface Collected {
  readonly text: string;
  readonly calls: readonly ModelToolCall[];
  readonly stop: { readonly reason: StopReason; readonly usage: Usage } | null;
  readonly error: SextantError | null;
}

/** Reads a reply to its end or its failure. Anything thrown that is not a `SextantError` is a defect and passes through. */
export async function collect(
  stream: AsyncIterable<ModelEvent> | LanguageModel,
  signal: AbortSignal = new AbortController().signal,
  onText: () => void = () => undefined,
): Promise<Collected> {
  let text = "";
  const calls: ModelToolCall[] = [];
  let stop: Collected["stop"] = null;
  let error: SextantError | null = null;
  try {
    for await (const event of "stream" in stream ? stream.stream(REQUEST, signal) : stream) {
      if (event.type === "text") {
        text += event.text;
        onText();
      } else if (event.type === "tool-call") calls.push(event.call);
      else stop = { reason: event.reason, usage: event.usage };
    }
  } catch (thrown) {
    if (!isSextantError(thrown)) throw thrown;
    error = thrown;
  }
  return { text, calls, stop, error };
}
