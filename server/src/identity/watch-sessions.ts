import type { TenantId } from "../platform/database/database.ts";

export interface WatchOptions {
  /** Whether the session may go on: false ends it. Asked while somebody waits for replies in it; a failure to ask changes nothing. */
  readonly goesOn: (tenant: TenantId, id: string) => Promise<boolean>;
  readonly everyMs: number;
}

interface Watched {
  readonly abort: AbortController;
  users: number;
  timer: NodeJS.Timeout | undefined;
}

/**
 * Watches the sessions that have open responses, and tells when one has ended: streams end within seconds of a revocation, in Odoo or here. A session
 * without an open response costs nothing.
 */
export class SessionWatch {
  readonly #options: WatchOptions;
  readonly #watched = new Map<string, Watched>();

  constructor(options: WatchOptions) {
    this.#options = options;
  }

  /** The signal of a session's end, watched until `release` is called. */
  hold(tenant: TenantId, id: string): { readonly ended: AbortSignal; release(): void } {
    const key = `${tenant}\n${id}`;
    let watched = this.#watched.get(key);
    if (!watched) {
      watched = { abort: new AbortController(), users: 0, timer: undefined };
      this.#watched.set(key, watched);
      this.#next(key, watched, tenant, id);
    }
    const one = watched;
    one.users++;
    let held = true;
    return {
      ended: one.abort.signal,
      release: () => {
        if (!held) return;
        held = false;
        one.users--;
        if (one.users > 0) return;
        clearTimeout(one.timer);
        if (this.#watched.get(key) === one) this.#watched.delete(key);
      },
    };
  }

  /** Ends what waits in a session at once. */
  end(tenant: TenantId, id: string): void {
    const key = `${tenant}\n${id}`;
    const watched = this.#watched.get(key);
    this.#watched.delete(key);
    clearTimeout(watched?.timer);
    watched?.abort.abort();
  }

  close(): void {
    for (const { timer } of this.#watched.values()) clearTimeout(timer);
    this.#watched.clear();
  }

  #next(key: string, watched: Watched, tenant: TenantId, id: string): void {
    watched.timer = setTimeout(async () => {
      const goesOn = await this.#options.goesOn(tenant, id).catch(() => true);
      if (this.#watched.get(key) !== watched) return;
      if (goesOn) this.#next(key, watched, tenant, id);
      else this.end(tenant, id);
    }, this.#options.everyMs);
    watched.timer.unref();
  }
}
