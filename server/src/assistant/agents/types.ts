import type { ErrorCode } from "@sextant/contracts";
import type { GroundedSentence } from "../grounding/types.ts";
import type { ModelNeed, Spent } from "../models/model-pool.ts";

/**
 * Words of this folder.
 *
 * - *agent*: a task for a model as data: what it is for, which tools it has, how much it may use.
 * - *run*: one agent at work on one task, from its first request to its answer. Bounded, and written down step by step.
 */
export interface Agent {
  readonly name: string;
  readonly title: string;
  readonly version: number;
  readonly purpose: string;
  readonly need: ModelNeed;
  readonly tools: readonly string[];
  readonly budget: RunBudget;
  readonly examples: readonly string[];
  /** What the model is told, rules included. */
  readonly instructions: string;
}

export interface RunBudget {
  /** Requests to a model. */
  readonly calls: number;
  readonly tokens: number;
  readonly seconds: number;
}

/** One step of a run. `at`: milliseconds since its start. */
export type Step = { readonly agent: string; readonly at: number } & (
  | { readonly type: "asked"; readonly model: string; readonly tokens: number; readonly cost: string | null }
  | { readonly type: "setback"; readonly code: ErrorCode; readonly message: string; readonly next: string }
  | { readonly type: "called"; readonly tool: string; readonly input: unknown; readonly ms: number }
  | { readonly type: "failed"; readonly tool: string; readonly code: ErrorCode; readonly message: string }
  | { readonly type: "refused"; readonly tool: string; readonly why: string }
  | { readonly type: "ended"; readonly how: RunEnd }
);

/** How a run ended: with an answer, with one cut at the limit of its length, or at another limit without any. */
export type RunEnd = "answered" | "length" | "calls" | "tokens" | "seconds";

/** A question and its answer, earlier in the conversation. */
export interface Exchange {
  readonly question: string;
  readonly answer: string;
}

export interface RunOutcome {
  readonly agent: Agent;
  readonly end: RunEnd;
  readonly sentences: readonly GroundedSentence[];
  readonly steps: readonly Step[];
  readonly spent: readonly Spent[];
}
