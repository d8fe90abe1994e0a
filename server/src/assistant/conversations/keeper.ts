import { type ErrorBody, errorBodyOf, isSextantError } from "@sextant/contracts";
import type { Database } from "../../platform/database/database.ts";
import { asOwner } from "./as-owner.ts";
import { weightOf } from "./held-event.ts";
import { type Entry, writeEntries } from "./write-entries.ts";

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
/** Bytes of answers, compressed, that wait; a database that is gone for hours must not fill the memory. */
const MOST_BYTES = 32_000_000;
/** What is written in one transaction: so many entries, or fewer when their answers have so many bytes. */
const BATCH = 100;
const BATCH_BYTES = 200_000;
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
  #bytes = 0;
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
    this.#bytes += bytesOf(entry);
    while (this.#waiting.length > MOST_WAITING || this.#bytes > MOST_BYTES) this.#drop(this.#waiting.slice(0, 1));
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
    this.#drop(this.#waiting);
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
        await asOwner(this.#options.database, first.owner, (session) => writeEntries(session, batch));
      } catch (error) {
        this.#say(errorBodyOf(error));
        if (isSextantError(error)) return;
        // Not the database but what was to be written: it is left out, and said.
        if (this.#single) this.#drop(batch);
        this.#single = !this.#single || batch.length > 1;
        continue;
      }
      this.#used = true;
      this.#drop(batch);
      this.#single = false;
      this.#say(null);
    }
  }

  /** Entries of one person that follow each other. */
  #next(): Entry[] {
    const batch: Entry[] = [];
    let bytes = 0;
    for (const entry of this.#waiting) {
      const { owner } = batch[0] ?? entry;
      bytes += bytesOf(entry);
      const fits = batch.length === 0 || (!this.#single && batch.length < BATCH && bytes <= BATCH_BYTES);
      if (!fits || owner.user !== entry.owner.user || owner.tenant !== entry.owner.tenant) break;
      batch.push(entry);
    }
    return batch;
  }

  /** Written or given up; meanwhile others may have been given up too. */
  #drop(entries: readonly Entry[]): void {
    const gone = new Set(entries);
    this.#waiting = this.#waiting.filter((entry) => !gone.has(entry));
    this.#bytes = this.#waiting.reduce((sum, entry) => sum + bytesOf(entry), 0);
  }

  #say(error: ErrorBody | null): void {
    const before = this.#error;
    this.#error = error;
    if (before?.message !== error?.message) this.#options.onChange(error);
  }
}

const bytesOf = (entry: Entry): number => (entry.kind === "event" ? weightOf(entry.held) : 0);
