import { anthropicModel } from "../anthropic.ts";
import { ollamaModel } from "../ollama.ts";
import { openaiModel } from "../openai.ts";
import type { LanguageModel } from "../types.ts";
import type { WireLimits } from "../wire.ts";
import { NDJSON, SSE } from "./vendor-server.ts";

/** What a reply says, to be written in any vendor's protocol. */
export interface Script {
  readonly text?: readonly string[];
  readonly calls?: readonly { readonly name: string; readonly json: readonly string[] }[];
  readonly stop?: "end" | "length" | "declined";
  /** What a model that thinks sends before anything else; Anthropic only. */
  readonly thought?: string;
}

/** How one vendor speaks: its streams and errors as its servers write them, and the adapter that reads them. */
export interface Protocol {
  readonly vendor: string;
  readonly type: string;
  readonly stream: (script: Script) => string;
  readonly model: (url: string, limits?: Partial<WireLimits>) => LanguageModel;
  readonly error: (kind: string, message: string) => unknown;
  /** An error in the middle of a stream. */
  readonly broken: string;
  readonly emptyStart: string;
  readonly part: string;
}

const sse = (event: string | null, data: unknown) =>
  `${event === null ? "" : `event: ${event}\n`}data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`;
const typed = (data: { readonly type: string }) => sse(data.type, data);

const ANTHROPIC_STOPS = { end: "end_turn", length: "max_tokens", declined: "refusal" } as const;
const anthropicStart = typed({
  type: "message_start",
  message: {
    id: "msg_1",
    type: "message",
    role: "assistant",
    content: [],
    model: "m",
    stop_reason: null,
    usage: { input_tokens: 11, cache_read_input_tokens: 100, cache_creation_input_tokens: 5, output_tokens: 1 },
  },
} as { type: string });

export const ANTHROPIC: Protocol = {
  vendor: "anthropic",
  type: SSE,
  model: (url, limits) =>
    anthropicModel({ name: { vendor: "anthropic", model: "m" }, key: "k-1", url, ...(limits ? { limits } : {}) }),
  error: (kind, message) => ({ type: "error", error: { type: kind, message }, request_id: "req_1" }),
  emptyStart: anthropicStart,
  part: typed({ type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "more " } } as {
    type: string;
  }),
  broken: sse("error", { type: "error", error: { type: "overloaded_error", message: "Overloaded" } }),
  stream({ text = [], calls = [], stop = "end", thought }) {
    const first = thought === undefined ? 0 : 1;
    const blocks = [
      ...(thought === undefined
        ? []
        : [
            { type: "content_block_start", index: 0, content_block: { type: "thinking", thinking: "", signature: "" } },
            { type: "content_block_delta", index: 0, delta: { type: "thinking_delta", thinking: thought } },
            { type: "content_block_delta", index: 0, delta: { type: "signature_delta", signature: "c2ln" } },
            { type: "content_block_stop", index: 0 },
          ]),
      ...(text.length > 0
        ? [
            { type: "content_block_start", index: first, content_block: { type: "text", text: "" } },
            { type: "ping" },
            ...text.map((part) => ({
              type: "content_block_delta",
              index: first,
              delta: { type: "text_delta", text: part },
            })),
            { type: "content_block_stop", index: first },
          ]
        : []),
      ...calls.flatMap(({ name, json }, at) => {
        const index = first + 1 + at;
        const id = `toolu_${at + 1}`;
        return [
          { type: "content_block_start", index, content_block: { type: "tool_use", id, name, input: {} } },
          ...["", ...json].map((partial_json) => ({
            type: "content_block_delta",
            index,
            delta: { type: "input_json_delta", partial_json },
          })),
          { type: "content_block_stop", index },
        ];
      }),
      {
        type: "message_delta",
        delta: { stop_reason: calls.length > 0 ? "tool_use" : ANTHROPIC_STOPS[stop], stop_sequence: null },
        usage: { output_tokens: 7 },
      },
      { type: "message_stop" },
    ];
    return anthropicStart + blocks.map(typed).join("");
  },
};

const OPENAI_STOPS = { end: "stop", length: "length", declined: "content_filter" } as const;
const chunk = (delta: object, finish_reason: string | null = null) =>
  sse(null, {
    id: "chatcmpl-1",
    object: "chat.completion.chunk",
    created: 1,
    model: "m",
    choices: [{ index: 0, delta, finish_reason }],
  });

export const OPENAI: Protocol = {
  vendor: "openai",
  type: SSE,
  model: (url, limits) =>
    openaiModel({
      name: { vendor: "openai", model: "m" },
      key: "k-1",
      url: `${url}/v1`,
      ...(limits ? { limits } : {}),
    }),
  error: (code, message) => ({ error: { message, type: "error", param: null, code } }),
  emptyStart: chunk({ role: "assistant", content: "" }),
  part: chunk({ content: "more " }),
  broken: sse(null, { error: { message: "The server had an error", type: "server_error", param: null, code: null } }),
  stream({ text = [], calls = [], stop = "end" }) {
    const called = calls.flatMap(({ name, json }, index) => [
      chunk({
        tool_calls: [{ index, id: `call_${"abcdefgh"[index]}`, type: "function", function: { name, arguments: "" } }],
      }),
      ...json.map((part) => chunk({ tool_calls: [{ index, function: { arguments: part } }] })),
    ]);
    const usage = {
      prompt_tokens: 111,
      completion_tokens: 7,
      total_tokens: 118,
      prompt_tokens_details: { cached_tokens: 100 },
    };
    return [
      chunk({ role: "assistant", content: "" }),
      ...text.map((content) => chunk({ content })),
      ...called,
      chunk({}, calls.length > 0 ? "tool_calls" : OPENAI_STOPS[stop]),
      sse(null, { id: "chatcmpl-1", object: "chat.completion.chunk", created: 1, model: "m", choices: [], usage }),
      sse(null, "[DONE]"),
    ].join("");
  },
};

const line = (data: object) => `${JSON.stringify({ model: "m", created_at: "2026-11-27T10:00:00Z", ...data })}\n`;

export const OLLAMA: Protocol = {
  vendor: "ollama",
  type: NDJSON,
  model: (url, limits) =>
    ollamaModel({ name: { vendor: "ollama", model: "m" }, url, context: 4096, ...(limits ? { limits } : {}) }),
  error: (_kind, message) => ({ error: message }),
  emptyStart: line({ message: { role: "assistant", content: "" }, done: false }),
  part: line({ message: { role: "assistant", content: "more " }, done: false }),
  broken: `${JSON.stringify({ error: "llama runner process no longer running" })}\n`,
  stream({ text = [], calls = [], stop = "end" }) {
    return [
      ...text.map((content) => line({ message: { role: "assistant", content }, done: false })),
      ...calls.map(({ name, json }) =>
        line({
          message: {
            role: "assistant",
            content: "",
            tool_calls: [{ function: { name, arguments: argumentsOf(json.join("")) } }],
          },
          done: false,
        }),
      ),
      line({
        message: { role: "assistant", content: "" },
        done: true,
        done_reason: stop === "length" ? "length" : "stop",
        prompt_eval_count: 11,
        eval_count: 7,
      }),
    ].join("");
  },
};

/** Ollama reads the model's JSON itself; what it cannot read it passes on as text. */
function argumentsOf(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}

export const PROTOCOLS: readonly Protocol[] = [ANTHROPIC, OPENAI, OLLAMA];
