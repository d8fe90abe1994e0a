import type { OdooClient } from "@sextant/odoo-client";

export interface PoolLimits {
  readonly most: number;
  readonly idleMs: number;
}

interface Held<T> {
  readonly opening: Promise<T>;
  used: number;
}

const LIMITS: PoolLimits = { most: 200, idleMs: 600_000 };

/** Things that are opened for a person and kept while he works: closed when he has not used them for a while, or too many others have. */
export class PersonPool<T> {
  readonly #close: (thing: T) => Promise<unknown>;
  readonly #limits: PoolLimits;
  /** In order of use, the least recent first. */
  readonly #held = new Map<string, Held<T>>();
  readonly #timer: NodeJS.Timeout;

  constructor(close: (thing: T) => Promise<unknown>, limits: Partial<PoolLimits> = {}) {
    this.#close = close;
    this.#limits = { ...LIMITS, ...limits };
    this.#timer = setInterval(() => this.#sweep(Date.now()), this.#limits.idleMs / 4);
    this.#timer.unref();
  }

  /** What is held under a key, or opened now; one that failed to open is not held. */
  get(key: string, open: () => Promise<T>): Promise<T> {
    let held = this.#held.get(key);
    this.#held.delete(key);
    if (!held) {
      const opening = open();
      held = { opening, used: 0 };
      opening.catch(() => {
        if (this.#held.get(key)?.opening === opening) this.#held.delete(key);
      });
    }
    held.used = Date.now();
    this.#held.set(key, held);
    while (this.#held.size > this.#limits.most) {
      const [oldest] = this.#held.keys();
      if (oldest === undefined || oldest === key) break;
      this.drop(oldest);
    }
    return held.opening;
  }

  /** Closes what is held under a key: its session has ended. */
  drop(key: string): void {
    const held = this.#held.get(key);
    this.#held.delete(key);
    held?.opening.then(this.#close).catch(() => undefined);
  }

  get size(): number {
    return this.#held.size;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    const all = [...this.#held.values()];
    this.#held.clear();
    await Promise.allSettled(all.map(async ({ opening }) => this.#close(await opening)));
  }

  #sweep(now: number): void {
    for (const [key, { used }] of this.#held) if (now - used > this.#limits.idleMs) this.drop(key);
  }
}

/** Connections to Odoo, one a session. */
export const personClients = () => new PersonPool<OdooClient>((client) => client.close());
