import type { z } from "zod";

/**
 * Words of this folder.
 *
 * - *vendor*: whose protocol a server speaks; a compatible server of somebody else counts as the vendor it imitates.
 * - *turn*: one message of a conversation with a model: the person's, the model's with its calls of tools, or the results of those calls.
 * - *draft*: what a model wrote. It is never shown as it is: `grounding` binds its figures to cells first.
 * - *usage*: tokens of one request as the vendor counts them. `input` leaves out what came from or went into a cache.
 */
export type Vendor = "anthropic" | "openai" | "ollama";

/** A call of a tool as the model wrote it. */
export interface ModelToolCall {
  readonly id: string;
  readonly name: string;
  readonly input: unknown;
  /** Why the input cannot be read; then `input` is null and the tool must not run. */
  readonly malformed?: string;
}

export type Turn =
  | { readonly role: "user"; readonly text: string }
  | {
      readonly role: "assistant";
      readonly text: string;
      readonly calls: readonly ModelToolCall[];
      /** The reply as its vendor wants it back. */
      readonly kept?: KeptReply;
    }
  | { readonly role: "tools"; readonly results: readonly ToolResult[] };

/**
 * A reply in its vendor's own form, with what only the vendor reads: signed thoughts, without which a model that thinks does not go on after a call of a
 * tool. Another model gets text and calls alone.
 */
export interface KeptReply {
  readonly vendor: Vendor;
  readonly model: string;
  readonly content: unknown;
}

export interface ToolResult {
  readonly call: string;
  readonly name: string;
  readonly content: string;
  readonly failed: boolean;
}

/** A tool as a model sees it. */
export interface ToolOffer {
  readonly name: string;
  readonly description: string;
  readonly input: z.core.JSONSchema.JSONSchema;
}

export interface ModelRequest {
  /** Who the model is and what it must do. The same from request to request, so that vendors can cache it. */
  readonly system: string;
  readonly turns: readonly Turn[];
  readonly tools: readonly ToolOffer[];
  readonly maxOutputTokens: number;
}

export interface Usage {
  readonly input: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly output: number;
}

/**
 * Why the model stopped: `end` of its answer, `tools` to be called, `length` when the answer is cut by the limit of tokens, `declined` when the
 * vendor or model does not want to answer.
 */
export type StopReason = "end" | "tools" | "length" | "declined";

/** What a model's reply consists of, in order. A reply is whole when its `stop` has come; without it, an error was thrown. */
export type ModelEvent =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "tool-call"; readonly call: ModelToolCall }
  | {
      readonly type: "stop";
      readonly reason: StopReason;
      readonly usage: Usage;
      readonly model: ModelName;
      readonly kept?: KeptReply;
    };

/** A model as it is configured: `anthropic/claude-sonnet-5-5`, `ollama/qwen3:8b@<digest>`. */
export interface ModelName {
  readonly vendor: Vendor;
  readonly model: string;
  /** Digest that an Ollama model must have; it never changes unseen then. */
  readonly pin?: string;
}

/** A model that can be asked. */
export interface LanguageModel {
  readonly name: ModelName;
  /**
   * Streams one reply.
   *
   * @throws SextantError a `model_…` code, or `aborted` when the signal fired; also in the middle of the stream.
   */
  stream(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelEvent>;
}

export const NO_USAGE: Usage = { input: 0, cacheRead: 0, cacheWrite: 0, output: 0 };

/** Tokens that one after the other were used. */
export function addUsage(a: Usage, b: Usage): Usage {
  return {
    input: a.input + b.input,
    cacheRead: a.cacheRead + b.cacheRead,
    cacheWrite: a.cacheWrite + b.cacheWrite,
    output: a.output + b.output,
  };
}

export const tokensOf = ({ input, cacheRead, cacheWrite, output }: Usage): number =>
  input + cacheRead + cacheWrite + output;
