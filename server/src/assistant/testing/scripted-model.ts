import type { LanguageModel, ModelEvent, ModelRequest, StopReason } from "../models/types.ts";

/** What a scripted model replies in one turn: a text, or calls of tools. */
export type ScriptedReply =
  | string
  | {
      readonly text?: string;
      readonly calls: readonly (readonly [name: string, input: unknown])[];
      readonly reason?: StopReason;
    }
  | Error;

/** A model that replies as scripted; the last reply serves all requests that follow. What it was asked is kept. */
export interface ScriptedModel extends LanguageModel {
  readonly requests: ModelRequest[];
}

export function scriptedModel(
  reply: (request: ModelRequest, turn: number) => ScriptedReply | Promise<ScriptedReply>,
  model = "scripted",
): ScriptedModel {
  const requests: ModelRequest[] = [];
  const name = { vendor: "ollama", model } as const;
  return {
    name,
    requests,
    async *stream(request, signal): AsyncGenerator<ModelEvent> {
      requests.push(structuredClone(request));
      signal.throwIfAborted();
      const said = await reply(request, requests.length);
      if (said instanceof Error) throw said;
      const {
        text = "",
        calls,
        reason,
      } = typeof said === "string" ? { text: said, calls: [], reason: undefined } : said;
      // In small parts, as models stream.
      for (const part of text.match(/.{1,7}/gsu) ?? []) yield { type: "text", text: part };
      for (const [at, [tool, input]] of calls.entries())
        yield { type: "tool-call", call: { id: `call_${requests.length}_${at}`, name: tool, input } };
      const usage = { input: 100, cacheRead: 0, cacheWrite: 0, output: 20 };
      yield { type: "stop", reason: reason ?? (calls.length > 0 ? "tools" : "end"), usage, model: name };
    },
  };
}
