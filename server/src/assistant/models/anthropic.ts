import type Anthropic from "@anthropic-ai/sdk";
import { SextantError } from "@sextant/contracts";
import { readOverWire } from "./read-over-wire.ts";
import { toolCallOf } from "./read-tool-input.ts";
import type {
  KeptReply,
  LanguageModel,
  ModelEvent,
  ModelName,
  ModelRequest,
  StopReason,
  Turn,
  Usage,
} from "./types.ts";
import { errorInStream } from "./vendor-error.ts";
import type { WireLimits } from "./wire.ts";

export interface HostedModelOptions {
  readonly name: ModelName;
  readonly key: string;
  readonly url: string;
  readonly limits?: Partial<WireLimits>;
}

/** Marks the end of what is the same in the next request. */
const CACHED = { cache_control: { type: "ephemeral" } } as const;

const STOPS: Readonly<Record<string, StopReason>> = {
  end_turn: "end",
  stop_sequence: "end",
  tool_use: "tools",
  max_tokens: "length",
  model_context_window_exceeded: "length",
  refusal: "declined",
};

/** A model of Anthropic, or of a server that speaks its Messages API. Tools, instructions and the conversation so far are cached there. */
export function anthropicModel({ name, key, url, limits }: HostedModelOptions): LanguageModel {
  const server = `Anthropic (${name.model})`;
  return {
    name,
    async *stream(request, signal) {
      // Read when it is needed: half a second of processor time that a command without a model does not pay.
      const { Anthropic: Client, APIError } = await import("@anthropic-ai/sdk");
      yield* readOverWire({
        server,
        base: url,
        signal,
        ...(limits ? { limits } : {}),
        async *events(fetch) {
          // All that the SDK would look up in the environment or on disk is given, so that nothing but the configuration counts.
          const client = new Client({
            apiKey: key,
            baseURL: url,
            fetch,
            maxRetries: 0,
            logLevel: "off",
            openTelemetry: false,
          });
          const stream = await client.messages.create(bodyOf(name.model, request));
          yield* eventsOf(stream, name, server);
        },
        saidBy: (error) =>
          error instanceof APIError && error.error !== undefined ? errorInStream(server, error.error) : null,
      });
    },
  };
}

async function* eventsOf(
  stream: AsyncIterable<Anthropic.RawMessageStreamEvent>,
  name: ModelName,
  server: string,
): AsyncGenerator<ModelEvent> {
  const blocks: OpenBlock[] = [];
  let usage: Usage = { input: 0, cacheRead: 0, cacheWrite: 0, output: 0 };
  let reason: StopReason | null = null;
  for await (const event of stream) {
    switch (event.type) {
      case "message_start":
        usage = usageOf(usage, event.message.usage);
        break;
      case "content_block_start":
        blocks[event.index] = { block: { ...event.content_block }, json: "", done: false };
        break;
      case "content_block_delta": {
        const { delta, index } = event;
        if (delta.type === "text_delta" && delta.text !== "") yield { type: "text", text: delta.text };
        extend(blocks[index], delta);
        break;
      }
      case "content_block_stop": {
        const open = blocks[event.index];
        if (!open) break;
        open.done = true;
        if (open.block.type === "tool_use")
          yield { type: "tool-call", call: toolCallOf(open.block.id, open.block.name, open.json) };
        break;
      }
      case "message_delta":
        usage = usageOf(usage, event.usage);
        if (event.delta.stop_reason) reason = STOPS[event.delta.stop_reason] ?? "end";
        break;
      case "message_stop":
        if (reason === null || blocks.some((open) => open !== undefined && !open.done)) break;
        yield { type: "stop", reason, usage, model: name, kept: keptOf(name, blocks) };
        return;
    }
  }
  throw new SextantError("model_reply", `${server} ended its reply before it was complete.`);
}

/** A block of a reply while it grows. */
interface OpenBlock {
  readonly block: Anthropic.ContentBlock;
  json: string;
  done: boolean;
}

function extend(open: OpenBlock | undefined, delta: Anthropic.RawContentBlockDelta): void {
  if (!open) return;
  const { block } = open;
  if (delta.type === "input_json_delta") open.json += delta.partial_json;
  else if (delta.type === "text_delta" && block.type === "text") block.text += delta.text;
  else if (delta.type === "thinking_delta" && block.type === "thinking") block.thinking += delta.thinking;
  else if (delta.type === "signature_delta" && block.type === "thinking") block.signature += delta.signature;
}

/** Thoughts, text and calls in their order. Blocks of text without any are not taken back. */
function keptOf({ vendor, model }: ModelName, blocks: readonly (OpenBlock | undefined)[]): KeptReply {
  const content = blocks.flatMap((open): unknown[] => {
    if (!open) return [];
    const { block, json } = open;
    if (block.type === "tool_use") return [{ ...block, input: toolCallOf(block.id, block.name, json).input ?? {} }];
    if (block.type === "text") return block.text.trim() === "" ? [] : [{ type: "text", text: block.text }];
    return [block];
  });
  return { vendor, model, content };
}

type Counts = Partial<
  Record<
    "input_tokens" | "cache_read_input_tokens" | "cache_creation_input_tokens" | "output_tokens",
    number | null | undefined
  >
>;

/** Counts are cumulative; the later one wins where there is one. */
const usageOf = (before: Usage, now: Counts | undefined): Usage => ({
  input: now?.input_tokens ?? before.input,
  cacheRead: now?.cache_read_input_tokens ?? before.cacheRead,
  cacheWrite: now?.cache_creation_input_tokens ?? before.cacheWrite,
  output: now?.output_tokens ?? before.output,
});

function bodyOf(model: string, request: ModelRequest): Anthropic.MessageCreateParamsStreaming {
  const tools = request.tools.map(({ name, description, input }, at) => ({
    name,
    description,
    input_schema: { ...input, type: "object" as const },
    ...(at === request.tools.length - 1 ? CACHED : {}),
  }));
  const last = request.turns.length - 1;
  return {
    model,
    max_tokens: request.maxOutputTokens,
    stream: true,
    system: [{ type: "text", text: request.system, ...CACHED }],
    messages: request.turns.map((turn, at) => messageOf(turn, at === last, model)),
    ...(tools.length > 0 ? { tools } : {}),
  };
}

function messageOf(turn: Turn, isLast: boolean, model: string): Anthropic.MessageParam {
  switch (turn.role) {
    case "user":
      return { role: "user", content: [{ type: "text", text: turn.text, ...(isLast ? CACHED : {}) }] };
    case "assistant":
      if (turn.kept?.vendor === "anthropic" && turn.kept.model === model)
        return { role: "assistant", content: turn.kept.content as Anthropic.ContentBlockParam[] };
      return {
        role: "assistant",
        content: [
          ...(turn.text.trim() === "" ? [] : [{ type: "text" as const, text: turn.text.trimEnd() }]),
          ...turn.calls.map(({ id, name, input }) => ({ type: "tool_use" as const, id, name, input: input ?? {} })),
        ],
      };
    case "tools":
      return {
        role: "user",
        content: turn.results.map(({ call, content, failed }, at) => ({
          type: "tool_result" as const,
          tool_use_id: call,
          content,
          is_error: failed,
          ...(isLast && at === turn.results.length - 1 ? CACHED : {}),
        })),
      };
  }
}
