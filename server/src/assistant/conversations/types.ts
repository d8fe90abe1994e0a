import type { AskResult, ConversationEvent } from "@sextant/contracts";
import type { Caller } from "../../platform/access/caller.ts";
import type { TenantId } from "../../platform/database/database.ts";
import type { Exchange } from "../agents/types.ts";
import type { AskEvent } from "../plan-answer.ts";
import type { Plan } from "../planner/types.ts";

/**
 * Words of this folder.
 *
 * - *owner*: the person who asks in a conversation. Nobody else sees its answers.
 * - *kept*: written to the database. What is said is kept behind the conversation, never in its way.
 * - *interrupted*: a question that was being answered when the server stopped.
 */
export interface Owner {
  readonly tenant: TenantId;
  /** Names the person within the tenant, for good. */
  readonly user: string;
  /** What colleagues call the person. */
  readonly name: string;
}

/** An event and its id, which grows within a conversation and serves as Last-Event-ID. Null: nothing to resume after. */
export interface NumberedEvent {
  readonly id: number;
  readonly event: ConversationEvent;
}

/** Who follows a conversation. */
export interface Listener {
  event(event: ConversationEvent, id: number | null): void;
  /** Nothing more comes from here; whoever wants more connects again. */
  end(): void;
}

export interface AskOptions {
  /** With whose rights. */
  readonly caller: Caller;
  readonly signal: AbortSignal;
  readonly onEvent: (event: AskEvent) => void;
  /** The plan of the latest question that had one. */
  readonly previous?: Plan;
  /** What was asked and answered before, the oldest first. */
  readonly history: readonly Exchange[];
  /** The company that the reader has chosen, when the question names none. */
  readonly company?: number | string;
}

/** Answers one question; see `ask`. */
export type AskFunction = (question: string, options: AskOptions) => Promise<AskResult>;

/** A question and how it ended. */
export interface Exchanged {
  readonly question: string;
  readonly event: Extract<ConversationEvent, { type: "answer" | "error" }>;
}
