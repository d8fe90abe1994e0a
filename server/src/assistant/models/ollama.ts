import { SextantError } from "@sextant/contracts";
import type { ChatResponse, Message, Tool } from "ollama";
import { requirePin } from "./ollama-models.ts";
import { readOverWire } from "./read-over-wire.ts";
import { toolCallOf } from "./read-tool-input.ts";
import type { LanguageModel, ModelEvent, ModelName, StopReason, ToolOffer, Turn } from "./types.ts";
import { errorInStream } from "./vendor-error.ts";
import type { WireLimits } from "./wire.ts";

export interface OllamaModelOptions {
  readonly name: ModelName;
  readonly url: string;
  /** Tokens that the model keeps in view. Ollama cuts silently what is more, so this must hold instructions, tools and results. */
  readonly context: number;
  readonly limits?: Partial<WireLimits>;
}

/** A model that an Ollama serves. A pinned one is asked only while it has the digest that was pinned. */
export function ollamaModel({ name, url, context, limits }: OllamaModelOptions): LanguageModel {
  const server = `Ollama (${name.model})`;
  return {
    name,
    async *stream(request, signal) {
      if (name.pin !== undefined) await requirePin(name, url, signal);
      const { Ollama } = await import("ollama");
      yield* readOverWire({
        server,
        base: url,
        signal,
        lines: true,
        ...(limits ? { limits } : {}),
        async *events(fetch) {
          const client = new Ollama({ host: url, fetch });
          const stream = await client.chat({
            model: name.model,
            stream: true,
            messages: [{ role: "system", content: request.system }, ...request.turns.flatMap(messagesOf)],
            options: { num_ctx: context, num_predict: request.maxOutputTokens },
            ...(request.tools.length > 0 ? { tools: request.tools.map(toolOf) } : {}),
          });
          yield* eventsOf(stream, name, server);
        },
        saidBy: (error) => ofOllama(server, error),
      });
    },
  };
}

/** What the SDK makes of a reply without its end, or of a line with an error in it. */
function ofOllama(server: string, error: unknown): SextantError | null {
  const message = error instanceof Error ? error.message : "";
  if (message.startsWith("Did not receive done"))
    return new SextantError("model_reply", `${server} ended its reply before it was complete.`);
  return message === "" ? null : errorInStream(server, { error: message });
}

async function* eventsOf(
  stream: AsyncIterable<ChatResponse>,
  name: ModelName,
  server: string,
): AsyncGenerator<ModelEvent> {
  let calls = 0;
  for await (const { message, done, done_reason, prompt_eval_count, eval_count } of stream) {
    if (message?.content) yield { type: "text", text: message.content };
    for (const { function: call } of message?.tool_calls ?? []) {
      calls += 1;
      const json = typeof call.arguments === "string" ? call.arguments : JSON.stringify(call.arguments ?? {});
      yield { type: "tool-call", call: toolCallOf(`call_${calls}`, call.name, json) };
    }
    if (!done) continue;
    const reason: StopReason = calls > 0 ? "tools" : done_reason === "length" ? "length" : "end";
    const usage = { input: prompt_eval_count ?? 0, cacheRead: 0, cacheWrite: 0, output: eval_count ?? 0 };
    yield { type: "stop", reason, usage, model: name };
    return;
  }
  throw new SextantError("model_reply", `${server} ended its reply before it was complete.`);
}

function toolOf({ name, description, input }: ToolOffer): Tool {
  // The SDK's type knows a small part of JSON Schema; the server takes all of it.
  const parameters = input as NonNullable<Tool["function"]["parameters"]>;
  return { type: "function", function: { name, description, parameters } };
}

function messagesOf(turn: Turn): Message[] {
  switch (turn.role) {
    case "user":
      return [{ role: "user", content: turn.text }];
    case "assistant":
      return [
        {
          role: "assistant",
          content: turn.text,
          ...(turn.calls.length > 0
            ? {
                tool_calls: turn.calls.map(({ name, input }) => ({
                  function: { name, arguments: { ...(input ?? {}) } },
                })),
              }
            : {}),
        },
      ];
    case "tools":
      return turn.results.map(({ name, content }) => ({ role: "tool", tool_name: name, content }));
  }
}
