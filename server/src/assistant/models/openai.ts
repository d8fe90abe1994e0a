import { SextantError } from "@sextant/contracts";
import type OpenAI from "openai";
import type { HostedModelOptions } from "./anthropic.ts";
import { readOverWire } from "./read-over-wire.ts";
import { toolCallOf } from "./read-tool-input.ts";
import type { LanguageModel, ModelEvent, ModelName, ModelRequest, StopReason, Turn, Usage } from "./types.ts";
import { NO_USAGE } from "./types.ts";
import { errorInStream } from "./vendor-error.ts";

const STOPS: Readonly<Record<string, StopReason>> = {
  stop: "end",
  tool_calls: "tools",
  function_call: "tools",
  length: "length",
  content_filter: "declined",
};

/** A model of OpenAI, or of a server that speaks its Chat Completions API (vLLM, LM Studio, gateways). */
export function openaiModel({ name, key, url, limits }: HostedModelOptions): LanguageModel {
  const own = new URL(url).hostname === "api.openai.com";
  const server = own ? `OpenAI (${name.model})` : `${new URL(url).host} (${name.model})`;
  return {
    name,
    async *stream(request, signal) {
      const { OpenAI: Client, APIError } = await import("openai");
      yield* readOverWire({
        server,
        base: url,
        signal,
        ...(limits ? { limits } : {}),
        async *events(fetch) {
          const client = new Client({
            apiKey: key,
            baseURL: url,
            organization: null,
            project: null,
            fetch,
            maxRetries: 0,
            logLevel: "off",
          });
          const stream = await client.chat.completions.create(bodyOf(name.model, request, own));
          yield* eventsOf(stream, name, server);
        },
        saidBy: (error) =>
          error instanceof APIError && error.error !== undefined ? errorInStream(server, { error: error.error }) : null,
      });
    },
  };
}

async function* eventsOf(
  stream: AsyncIterable<OpenAI.ChatCompletionChunk>,
  name: ModelName,
  server: string,
): AsyncGenerator<ModelEvent> {
  const calls = new Map<number, { id: string; name: string; json: string }>();
  let usage: Usage = NO_USAGE;
  let reason: StopReason | null = null;
  for await (const chunk of stream) {
    // Counts come behind the last choice, in a chunk that has none.
    if (chunk.usage) usage = usageOf(chunk.usage);
    const choice = chunk.choices?.[0];
    if (!choice) continue;
    const { delta, finish_reason } = choice;
    if (delta?.content) yield { type: "text", text: delta.content };
    // A refusal is words of the vendor's, not an answer.
    if (delta?.refusal) reason = "declined";
    for (const part of delta?.tool_calls ?? []) {
      const call = calls.get(part.index) ?? { id: "", name: "", json: "" };
      calls.set(part.index, {
        id: call.id || part.id || `call_${part.index}`,
        name: call.name + (part.function?.name ?? ""),
        json: call.json + (part.function?.arguments ?? ""),
      });
    }
    if (finish_reason && reason === null) reason = STOPS[finish_reason] ?? "end";
  }
  if (reason === null) throw new SextantError("model_reply", `${server} ended its reply before it was complete.`);
  for (const call of calls.values()) yield { type: "tool-call", call: toolCallOf(call.id, call.name, call.json) };
  // Some compatible servers say "stop" although they call tools.
  yield { type: "stop", reason: calls.size > 0 && reason === "end" ? "tools" : reason, usage, model: name };
}

function usageOf({ prompt_tokens, completion_tokens, prompt_tokens_details }: OpenAI.CompletionUsage): Usage {
  const cacheRead = prompt_tokens_details?.cached_tokens ?? 0;
  return { input: Math.max(0, prompt_tokens - cacheRead), cacheRead, cacheWrite: 0, output: completion_tokens };
}

function bodyOf(model: string, request: ModelRequest, own: boolean): OpenAI.ChatCompletionCreateParamsStreaming {
  const tools = request.tools.map(({ name, description, input }) => ({
    type: "function" as const,
    function: { name, description, parameters: { ...input } },
  }));
  return {
    model,
    stream: true,
    stream_options: { include_usage: true },
    // Servers of others know the older name only.
    ...(own ? { max_completion_tokens: request.maxOutputTokens } : { max_tokens: request.maxOutputTokens }),
    messages: [{ role: "system", content: request.system }, ...request.turns.flatMap(messagesOf)],
    ...(tools.length > 0 ? { tools } : {}),
  };
}

function messagesOf(turn: Turn): OpenAI.ChatCompletionMessageParam[] {
  switch (turn.role) {
    case "user":
      return [{ role: "user", content: turn.text }];
    case "assistant": {
      const calls = turn.calls.map(({ id, name, input }) => ({
        id,
        type: "function" as const,
        function: { name, arguments: JSON.stringify(input ?? {}) },
      }));
      return [
        {
          role: "assistant",
          content: turn.text === "" ? null : turn.text,
          ...(calls.length > 0 ? { tool_calls: calls } : {}),
        },
      ];
    }
    case "tools":
      return turn.results.map(({ call, content }) => ({ role: "tool", tool_call_id: call, content }));
  }
}
