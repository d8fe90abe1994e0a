import { randomUUID } from "node:crypto";
import { type AskResult, type ConversationEvent, isSextantError, SextantError } from "@sextant/contracts";
import type { Exchange } from "../agents/types.ts";
import { refusalBody } from "../answers/refusal.ts";
import type { AskEvent } from "../plan-answer.ts";
import type { Plan } from "../planner/types.ts";
import { EventLog, type NumberedEvent } from "./event-log.ts";

export interface AskOptions {
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

export interface ConversationLimits {
  readonly conversations: number;
  readonly events: number;
}

export type Listener = (event: NumberedEvent) => void;

interface Conversation {
  readonly log: EventLog;
  readonly listeners: Set<Listener>;
  running: AbortController | null;
  previous: Plan | undefined;
  history: readonly Exchange[];
}

/** Longest text that a conversation remembers; the planner reads less, and says so. */
const LONGEST_KEPT = 20_000;
/** Exchanges that follow-ups can go back to. */
const EXCHANGES = 10;
const LIMITS: ConversationLimits = { conversations: 200, events: 500 };

/**
 * Conversations in memory. Each is a log of events that a reader replays from any id and then follows; one question runs at a time.
 * When there are too many, the one unused for longest goes, and its running question is cancelled.
 *
 * Every question ends with `answer` or `error`, then `done`.
 */
export class Conversations {
  readonly #ask: AskFunction;
  readonly #limits: ConversationLimits;
  readonly #now: () => Date;
  /** In order of use, the least recent first. */
  readonly #conversations = new Map<string, Conversation>();
  #closed = false;

  constructor(ask: AskFunction, limits: Partial<ConversationLimits> = {}, now: () => Date = () => new Date()) {
    this.#ask = ask;
    this.#limits = { ...LIMITS, ...limits };
    this.#now = now;
  }

  /** Opens a conversation and returns its id, which cannot be guessed. */
  open(): string {
    if (this.#closed) throw new SextantError("aborted", "The server is stopping.");
    while (this.#conversations.size >= this.#limits.conversations) {
      const [oldest] = this.#conversations.keys();
      if (oldest === undefined) break;
      this.#drop(oldest);
    }
    const id = randomUUID();
    const log = new EventLog(this.#limits.events);
    this.#conversations.set(id, { log, listeners: new Set(), running: null, previous: undefined, history: [] });
    return id;
  }

  has(id: string): boolean {
    return this.#conversations.has(id);
  }

  /**
   * Starts a question; its events follow in the log. Resolves when the question is over, which callers need not wait for.
   *
   * @throws SextantError `not_found`; `bad_usage` for a text far too long to keep; `conflict` while another question runs in this conversation.
   */
  ask(
    id: string,
    question: string,
    options: { readonly company?: number | string } = {},
  ): { readonly finished: Promise<void> } {
    const conversation = this.#used(id);
    if (question.length > LONGEST_KEPT) {
      throw new SextantError(
        "bad_usage",
        `The question has ${question.length} characters; at most ${LONGEST_KEPT} are taken.`,
      );
    }
    if (conversation.running) {
      throw new SextantError(
        "conflict",
        "A question is still being answered in this conversation. Wait for it, or cancel it.",
      );
    }
    const running = new AbortController();
    conversation.running = running;
    this.#append(conversation, { type: "question", text: question, at: this.#now().toISOString() });
    return { finished: this.#run(conversation, question, running, options) };
  }

  /** Cancels the running question. False when none runs. */
  cancel(id: string): boolean {
    const { running } = this.#used(id);
    running?.abort();
    return running !== null;
  }

  /**
   * Replays the events after `lastId` to the listener, then passes new ones on as they come.
   *
   * @returns a function that ends it.
   * @throws SextantError `not_found`.
   */
  follow(id: string, lastId: number, listener: Listener): () => void {
    const conversation = this.#used(id);
    for (const event of conversation.log.after(lastId)) listener(event);
    conversation.listeners.add(listener);
    return () => conversation.listeners.delete(listener);
  }

  /** The events after `lastId` as they stand now. */
  events(id: string, lastId = 0): readonly NumberedEvent[] {
    return this.#used(id).log.after(lastId);
  }

  /** Cancels everything that runs and forgets all conversations. */
  close(): void {
    this.#closed = true;
    for (const id of [...this.#conversations.keys()]) this.#drop(id);
  }

  #used(id: string): Conversation {
    const conversation = this.#conversations.get(id);
    if (!conversation) {
      throw new SextantError(
        "not_found",
        "This conversation is not known any more; the server keeps them in memory. Start a new one.",
      );
    }
    this.#conversations.delete(id);
    this.#conversations.set(id, conversation);
    return conversation;
  }

  #drop(id: string): void {
    const conversation = this.#conversations.get(id);
    this.#conversations.delete(id);
    conversation?.running?.abort();
    conversation?.listeners.clear();
  }

  async #run(
    conversation: Conversation,
    question: string,
    running: AbortController,
    { company }: { readonly company?: number | string },
  ): Promise<void> {
    const { signal } = running;
    const { previous, history } = conversation;
    try {
      const result = await this.#ask(question, {
        signal,
        onEvent: (event) => this.#onEvent(conversation, event, running),
        history,
        ...(previous ? { previous } : {}),
        ...(company === undefined ? {} : { company }),
      });
      this.#append(conversation, { type: "answer", result });
      conversation.history = [...history, { question, answer: result.answer }].slice(-EXCHANGES);
    } catch (error) {
      this.#append(conversation, { type: "error", error: bodyOf(error, signal) });
    }
    conversation.running = null;
    this.#append(conversation, { type: "done" });
  }

  #onEvent(conversation: Conversation, event: AskEvent, running: AbortController): void {
    // What comes after the end of a question belongs to no question any more.
    if (conversation.running !== running) return;
    if (event.type === "progress" || event.type === "text") {
      this.#append(conversation, event);
      return;
    }
    const { report, parameters, interpretation } = event.plan;
    conversation.previous = event.plan;
    this.#append(conversation, { type: "plan", report, parameters, interpretation });
  }

  #append(conversation: Conversation, event: ConversationEvent): void {
    const numbered = conversation.log.append(event);
    for (const listener of [...conversation.listeners]) {
      try {
        listener(numbered);
      } catch {
        // A reader that cannot take an event is gone; the others and the log must not suffer.
        conversation.listeners.delete(listener);
      }
    }
  }
}

function bodyOf(error: unknown, signal: AbortSignal) {
  if (signal.aborted) return refusalBody("aborted", "The question was cancelled.");
  if (isSextantError(error)) return refusalBody(error.code, error.message, { ...error.details });
  return refusalBody("internal", "Sextant failed unexpectedly; the log has the details.");
}
