import { type ErrorBody, errorBodyOf, isSextantError } from "@sextant/contracts";
import type { Database, Session } from "../../platform/database/database.ts";
import { asOwner } from "./as-owner.ts";
import { insertConversation, insertEvent, type KeptEvent } from "./kept-conversations.ts";
import type { Owner } from "./types.ts";

/** What is to be written: a conversation, once, or an event of one. */
export type Entry = { readonly owner: Owner; readonly conversation: string } & (
  | { readonly kind: "conversation"; readonly title: string; readonly at: Date }
  | { readonly kind: "event"; readonly kept: KeptEvent }
);

export interface KeeperOptions {
  readonly database: Database;
  /** Told why nothing is kept at the moment, and null once it is again. */
  readonly onChange: (error: ErrorBody | null) => void;
  /** How long what is said may wait before the first write starts the database: an answer comes first. */
  readonly patienceMs?: number;
  readonly retryMs?: number;
}

/** Entries that wait while the database does not answer; of more the oldest are given up. */
const MOST_WAITING = 10_000;
const BATCH = 100;
const PATIENCE_MS = 2_500;
const RETRY_MS = 5_000;
const SOON_MS = 30;

/**
 * Writes behind the conversations, in order. Nobody who asks waits for it. While the database does not answer, entries wait and are tried
 * again; writing an entry twice changes nothing.
 */
export class Keeper {
  readonly #options: Required<KeeperOptions>;
  #waiting: Entry[] = [];
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> | undefined;
  #error: ErrorBody | null = null;
  #used = false;
  /** One at a time after a batch failed, so that one bad entry does not take others with it. */
  #single = false;

  constructor(options: KeeperOptions) {
    this.#options = { patienceMs: PATIENCE_MS, retryMs: RETRY_MS, ...options };
  }

  /** Why nothing is kept at the moment. */
  get error(): ErrorBody | null {
    return this.#error;
  }

  /** @param urgent False while somebody waits for an answer: a database that is not open yet would take the processor from it. */
  add(entry: Entry, urgent: boolean): void {
    this.#waiting.push(entry);
    if (this.#waiting.length > MOST_WAITING) this.#waiting.shift();
    if (this.#error !== null || this.#writing) return;
    this.#schedule(this.#used || urgent ? SOON_MS : this.#options.patienceMs, urgent);
  }

  /** Writes what waits now. Resolves when it is written, or when the database does not take it: `error` tells. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing ??= this.#write().finally(() => {
      this.#writing = undefined;
      if (this.#waiting.length > 0) this.#schedule(this.#error ? this.#options.retryMs : SOON_MS, false);
    });
    await this.#writing;
  }

  /** Ends the retries; what waits is tried a last time. */
  async close(): Promise<void> {
    if (this.#waiting.length > 0) await this.flush();
    clearTimeout(this.#timer);
    this.#waiting = [];
  }

  #schedule(ms: number, sooner: boolean): void {
    if (this.#timer && !sooner) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), ms);
    this.#timer.unref();
  }

  async #write(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#next();
      const [first] = batch;
      if (!first) return;
      try {
        await asOwner(this.#options.database, first.owner, async (session) => {
          for (const entry of batch) await write(session, entry);
        });
      } catch (error) {
        this.#say(errorBodyOf(error));
        if (isSextantError(error)) return;
        // Not the database but what was to be written: it is left out, and said.
        if (this.#single) this.#take(1);
        this.#single = !this.#single || batch.length > 1;
        continue;
      }
      this.#used = true;
      this.#take(batch.length);
      this.#single = false;
      this.#say(null);
    }
  }

  /** Entries of one person that follow each other. */
  #next(): Entry[] {
    const [first] = this.#waiting;
    const limit = this.#single ? 1 : BATCH;
    const end = this.#waiting
      .slice(0, limit)
      .findIndex(({ owner }) => owner.user !== first?.owner.user || owner.tenant !== first.owner.tenant);
    return this.#waiting.slice(0, end < 0 ? limit : end);
  }

  #take(count: number): void {
    this.#waiting.splice(0, count);
  }

  #say(error: ErrorBody | null): void {
    const before = this.#error;
    this.#error = error;
    if (before?.message !== error?.message) this.#options.onChange(error);
  }
}

function write(session: Session, entry: Entry): Promise<void> {
  const { owner, conversation } = entry;
  return entry.kind === "conversation"
    ? insertConversation(session, owner, { id: conversation, title: entry.title, at: entry.at })
    : insertEvent(session, conversation, entry.kept);
}
