import { SextantError } from "@sextant/contracts";

/**
 * Bounds the calls in flight. The bound halves when Odoo says it is overloaded and grows back by one after every 20 good calls.
 */
export interface Gate {
  run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** Odoo asked for less. */
  slowDown(): void;
  readonly limit: number;
}

export function openGate(most: number): Gate {
  let limit = Math.max(1, Math.floor(most));
  const ceiling = limit;
  let running = 0;
  let good = 0;
  const waiting: (() => void)[] = [];

  const next = () => {
    while (running < limit) {
      const start = waiting.shift();
      if (!start) return;
      running += 1;
      start();
    }
  };
  const enter = (signal: AbortSignal | undefined): Promise<void> =>
    new Promise((resolve, reject) => {
      const cancelled = () => {
        const at = waiting.indexOf(start);
        if (at >= 0) waiting.splice(at, 1);
        reject(new SextantError("aborted", "The call was cancelled before it was sent.", { details: { sent: false } }));
      };
      const start = () => {
        signal?.removeEventListener("abort", cancelled);
        resolve();
      };
      if (signal?.aborted) {
        cancelled();
        return;
      }
      signal?.addEventListener("abort", cancelled, { once: true });
      waiting.push(start);
      next();
    });

  return {
    get limit() {
      return limit;
    },
    slowDown() {
      limit = Math.max(1, limit >> 1);
      good = 0;
    },
    async run(work, signal) {
      await enter(signal);
      try {
        const result = await work();
        good += 1;
        if (limit < ceiling && good >= 20) {
          limit += 1;
          good = 0;
        }
        return result;
      } finally {
        running -= 1;
        next();
      }
    },
  };
}
