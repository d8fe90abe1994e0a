import { randomUUID } from "node:crypto";
import {
  type ConversationChange,
  type ConversationEvent,
  type ConversationList,
  type ConversationSummary,
  type ErrorBody,
  isSextantError,
  SextantError,
} from "@sextant/contracts";
import type { Database } from "../../platform/database/database.ts";
import type { Exchange } from "../agents/types.ts";
import { refusalBody } from "../answers/refusal.ts";
import type { AskEvent } from "../plan-answer.ts";
import type { Plan } from "../planner/types.ts";
import { asOwner } from "./as-owner.ts";
import { EventLog } from "./event-log.ts";
import { Keeper } from "./keeper.ts";
import { changeConversation, eventsOf, findConversation, listConversations, setRemoved } from "./kept-conversations.ts";
import { listed } from "./listed.ts";
import { LiveConversation } from "./live-conversation.ts";
import { revive } from "./revive.ts";
import { type SharedQuestion, sharedQuestions } from "./shared-questions.ts";
import type { AskFunction, AskOptions, Exchanged, Listener, NumberedEvent, Owner } from "./types.ts";

export interface ConversationLimits {
  /** Conversations in memory that nobody follows and nothing runs in. */
  readonly idle: number;
  /** All in memory. */
  readonly all: number;
  /** Events of one conversation that can be replayed. */
  readonly events: number;
}

export interface ConversationsOptions {
  readonly ask: AskFunction;
  /** Where conversations are kept; null: in memory only. */
  readonly database: Database | null;
  /** False while nothing was ever kept: then a look at the list does not make a database. */
  readonly mayHaveSome?: () => boolean;
  readonly limits?: Partial<ConversationLimits>;
  readonly now?: () => Date;
  /** See {@link Keeper}. */
  readonly patienceMs?: number;
}

export type QuestionOptions = Pick<AskOptions, "caller" | "company">;

/** Longest text that a conversation remembers; the planner reads less, and says so. */
const LONGEST_KEPT = 20_000;
const LISTED = 200;
const LIMITS: ConversationLimits = { idle: 200, all: 5000, events: 500 };

/**
 * Conversations. Each is a log of events that a reader replays from any id and then follows; one question runs at a time, and ends with
 * `answer` or `error`, then `done`. What is said is kept behind it in the database, from where a later run of the server goes on.
 *
 * Every function takes who calls it: a conversation of somebody else is `not_found`.
 */
export class Conversations {
  readonly #options: ConversationsOptions;
  readonly #limits: ConversationLimits;
  readonly #now: () => Date;
  readonly #keeper: Keeper | null;
  /** In order of use, the least recent first. */
  readonly #held = new Map<string, LiveConversation>();
  readonly #reviving = new Map<string, Promise<LiveConversation>>();
  #closed = false;

  constructor(options: ConversationsOptions) {
    const { limits = {}, now = () => new Date(), database, patienceMs } = options;
    this.#options = options;
    this.#limits = { ...LIMITS, ...limits };
    this.#now = now;
    this.#keeper = database
      ? new Keeper({
          database,
          onChange: (error) => this.#tellAll({ type: "keeping", error }),
          ...(patienceMs === undefined ? {} : { patienceMs }),
        })
      : null;
  }

  /** Opens a conversation and returns its id, which cannot be guessed. It is kept from its first question on. */
  open(owner: Owner): string {
    if (this.#closed) throw stopping();
    const id = randomUUID();
    const at = this.#now().toISOString();
    const summary: ConversationSummary = {
      id,
      title: "",
      pinned: false,
      shared: false,
      owner: owner.name,
      mine: true,
      createdAt: at,
      updatedAt: at,
    };
    this.#hold(this.#live(owner, summary, new EventLog(this.#limits.events)));
    return id;
  }

  /** True while it is in memory. */
  has(id: string): boolean {
    return this.#held.has(id);
  }

  /**
   * Starts a question; its events follow in the log. `finished` resolves when the question is over, which callers need not wait for.
   *
   * @throws SextantError `not_found`; `bad_usage` for a text far too long to keep; `conflict` while another question runs in this conversation.
   */
  async ask(
    owner: Owner,
    id: string,
    question: string,
    options: QuestionOptions,
  ): Promise<{ readonly finished: Promise<void> }> {
    const live = await this.#used(owner, id);
    if (question.length > LONGEST_KEPT) {
      throw new SextantError(
        "bad_usage",
        `The question has ${question.length} characters; at most ${LONGEST_KEPT} are taken.`,
      );
    }
    if (live.running) {
      throw new SextantError(
        "conflict",
        "A question is still being answered in this conversation. Wait for it, or cancel it.",
      );
    }
    const running = new AbortController();
    live.running = running;
    live.begin(question);
    return { finished: this.#run(live, question, running, options) };
  }

  /** Cancels the running question. False when none runs. */
  async cancel(owner: Owner, id: string): Promise<boolean> {
    const { running } = await this.#used(owner, id);
    running?.abort();
    return running !== null;
  }

  /**
   * Replays the events after `lastId` to the listener, then passes new ones on as they come.
   *
   * @returns a function that ends it.
   * @throws SextantError `not_found`.
   */
  async follow(owner: Owner, id: string, lastId: number, listener: Listener): Promise<() => void> {
    const live = await this.#used(owner, id);
    if (this.#closed) throw stopping();
    if (this.#keeper?.error) listener.event({ type: "keeping", error: this.#keeper.error }, null);
    for (const { id: number, event } of live.log.after(lastId)) listener.event(event, number);
    live.listeners.add(listener);
    return () => live.listeners.delete(listener);
  }

  /** The events after `lastId` as they stand now. */
  async events(owner: Owner, id: string, lastId = 0): Promise<readonly NumberedEvent[]> {
    return (await this.#used(owner, id)).log.after(lastId);
  }

  /** What is known of a conversation besides its events: one's own, or one that a colleague shares. */
  async summary(owner: Owner, id: string): Promise<ConversationSummary> {
    try {
      return (await this.#used(owner, id)).summary;
    } catch (error) {
      const { database } = this.#options;
      if (!database || !isSextantError(error) || error.code !== "not_found" || !this.#mayHaveSome()) throw error;
      const found = await asOwner(database, owner, (session) => findConversation(session, owner, id));
      if (!found?.shared || found.mine) throw error;
      return found;
    }
  }

  /** The questions of a conversation that a colleague shares; its answers stay with the colleague. */
  async shared(owner: Owner, id: string): Promise<readonly SharedQuestion[]> {
    const { database } = this.#options;
    if (!database) throw unknown();
    return sharedQuestions(await asOwner(database, owner, (session) => eventsOf(session, id, this.#limits.events)));
  }

  #mayHaveSome(): boolean {
    return this.#options.mayHaveSome?.() ?? true;
  }

  /** The person's conversations, those that hold all words of `search`. Where the database does not answer, those in memory, and why. */
  async list(owner: Owner, search = ""): Promise<ConversationList> {
    const live = [...this.#held.values()].filter((one) => isOf(one.owner, owner));
    let notKept: ErrorBody | null = this.#keeper?.error ?? null;
    let kept: readonly ConversationSummary[] = [];
    const { database } = this.#options;
    if (database && this.#mayHaveSome()) {
      try {
        kept = await asOwner(database, owner, (session) =>
          listConversations(session, owner, { search, limit: LISTED }),
        );
      } catch (error) {
        if (!isSextantError(error)) throw error;
        notKept = refusalBody(error.code, error.message);
      }
    }
    return { conversations: listed(kept, live, search), notKept };
  }

  /**
   * Renames, pins or shares one's own conversation.
   *
   * @throws SextantError `not_found`, `database_unavailable`.
   */
  async change(owner: Owner, id: string, change: ConversationChange): Promise<ConversationSummary> {
    const live = await this.#used(owner, id);
    const { database } = this.#options;
    if (!database) {
      const { title, pinned, shared } = change;
      live.summary = {
        ...live.summary,
        ...(title === undefined ? {} : { title }),
        ...(pinned === undefined ? {} : { pinned }),
        ...(shared === undefined ? {} : { shared }),
      };
      return live.summary;
    }
    await this.#keeper?.flush();
    const changed = await asOwner(database, owner, (session) => changeConversation(session, owner, id, change));
    if (!changed) throw unknown();
    live.summary = changed;
    return changed;
  }

  /** Removes one's own conversation; what runs in it is cancelled. For a day `restore` takes it back. */
  async remove(owner: Owner, id: string): Promise<void> {
    const live = await this.#used(owner, id);
    live.running?.abort();
    await this.#setRemoved(owner, id, true);
    this.#forget(id);
  }

  /** @throws SextantError `not_found` when there is nothing to take back. */
  async restore(owner: Owner, id: string): Promise<ConversationSummary> {
    await this.#setRemoved(owner, id, false);
    return this.summary(owner, id);
  }

  /** Interrupts everything that runs, ends all streams, so that their readers connect again, and writes what is not kept yet. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    for (const live of this.#held.values()) {
      if (live.running) live.interrupt();
    }
    for (const id of [...this.#held.keys()]) this.#forget(id);
    await this.#keeper?.close();
  }

  /** Lets go of all that is in memory of an owner: somebody else is called as he was. */
  letGo(owner: Pick<Owner, "tenant" | "user">): void {
    for (const [id, live] of this.#held) if (isOf(live.owner, owner)) this.#forget(id);
  }

  async #setRemoved(owner: Owner, id: string, removed: boolean): Promise<void> {
    const { database } = this.#options;
    if (!database) return;
    await this.#keeper?.flush();
    const done = await asOwner(database, owner, (session) => setRemoved(session, id, removed, this.#now()));
    if (!done && (removed ? this.#held.get(id)?.summary.title !== "" : true)) throw unknown();
  }

  /** The conversation in memory, from the database where it must be. */
  async #used(owner: Owner, id: string): Promise<LiveConversation> {
    const live = this.#held.get(id) ?? (await this.#revive(owner, id));
    if (!isOf(live.owner, owner)) throw unknown();
    if (this.#held.delete(id)) this.#held.set(id, live);
    return live;
  }

  #revive(owner: Owner, id: string): Promise<LiveConversation> {
    const { database } = this.#options;
    if (!database || !this.#mayHaveSome() || this.#closed) throw this.#closed ? stopping() : unknown();
    const key = `${owner.tenant} ${owner.user} ${id}`;
    const reviving = this.#reviving.get(key) ?? this.#read(database, owner, id);
    this.#reviving.set(key, reviving);
    return reviving.finally(() => this.#reviving.delete(key));
  }

  async #read(database: Database, owner: Owner, id: string): Promise<LiveConversation> {
    // It may have been forgotten here a moment ago, with something still to be written.
    await this.#keeper?.flush();
    const [summary, rows] = await asOwner(database, owner, async (session) => {
      const found = await findConversation(session, owner, id);
      return [found, found?.mine ? await eventsOf(session, id, this.#limits.events) : []] as const;
    });
    if (!summary?.mine) throw unknown();
    // What would be asked in it from now on could not be kept any more.
    if (this.#closed) throw stopping();
    const { events, nextId, previous, history, interrupted } = revive(rows);
    const log = new EventLog(this.#limits.events, events, nextId);
    const live = this.#live(owner, summary, log, previous, history);
    this.#hold(live);
    if (interrupted) live.interrupt();
    return live;
  }

  /** Takes a conversation into memory, and lets go of those unused for longest. */
  #hold(live: LiveConversation): void {
    this.#held.set(live.summary.id, live);
    const isIdle = ([, one]: [string, LiveConversation]) =>
      one !== live && one.listeners.size === 0 && one.running === null;
    const idle = [...this.#held].filter(isIdle);
    for (const [id] of idle.slice(0, Math.max(0, idle.length - this.#limits.idle))) this.#forget(id);
    for (const id of [...this.#held.keys()].slice(0, Math.max(0, this.#held.size - this.#limits.all))) this.#forget(id);
  }

  #forget(id: string): void {
    const live = this.#held.get(id);
    this.#held.delete(id);
    live?.leave();
  }

  #live(
    owner: Owner,
    summary: ConversationSummary,
    log: EventLog,
    previous?: Plan,
    history: readonly Exchange[] = [],
  ): LiveConversation {
    return new LiveConversation({ owner, summary, log, previous, history, keeper: this.#keeper, now: this.#now });
  }

  async #run(
    live: LiveConversation,
    question: string,
    running: AbortController,
    { caller, company }: QuestionOptions,
  ): Promise<void> {
    const { signal } = running;
    const { previous, history } = live;
    let last: Exchanged["event"];
    try {
      const result = await this.#options.ask(question, {
        caller,
        signal,
        onEvent: (event) => this.#onEvent(live, event, running),
        history,
        ...(previous ? { previous } : {}),
        ...(company === undefined ? {} : { company }),
      });
      last = { type: "answer", result };
    } catch (error) {
      last = { type: "error", error: errorOf(error, signal) };
    }
    if (live.running === running) live.finish({ question, event: last });
  }

  #onEvent(live: LiveConversation, event: AskEvent, running: AbortController): void {
    // What comes after the end of a question belongs to no question any more.
    if (live.running !== running) return;
    if (event.type !== "plan") {
      live.append(event);
      return;
    }
    const { report, parameters, interpretation } = event.plan;
    live.previous = event.plan;
    live.append({ type: "plan", report, parameters, interpretation }, event.plan);
  }

  #tellAll(event: ConversationEvent): void {
    for (const live of this.#held.values()) live.tell(event, null);
  }
}

const isOf = (one: Owner, other: Pick<Owner, "tenant" | "user">) =>
  one.tenant === other.tenant && one.user === other.user;

const unknown = () =>
  new SextantError("not_found", "There is no such conversation, or it is somebody else's. Start a new one.");

const stopping = () => new SextantError("interrupted", "The server is stopping.");

function errorOf(error: unknown, signal: AbortSignal): ErrorBody {
  if (signal.aborted) return refusalBody("aborted", "The question was cancelled.");
  if (isSextantError(error)) return refusalBody(error.code, error.message, { ...error.details });
  return refusalBody("internal", "Sextant failed unexpectedly; the log has the details.");
}
