import { setImmediate } from "node:timers/promises";

/** Modules that are not read yet, those among them that somebody waits for, and those that are being read. */
export interface Unread {
  readonly queue: Set<string>;
  readonly wanted: ReadonlySet<string>;
  readonly busy: ReadonlyMap<string, Promise<void>>;
}

/**
 * Takes the module to read next out of the queue: one that somebody waits for. The others' turn comes when all of those are read, as they would share the threads with them;
 * undefined when nothing is left.
 */
export async function nextToRead({ queue, wanted, busy }: Unread): Promise<string | undefined> {
  for (;;) {
    for (const module of wanted) if (queue.delete(module)) return module;
    const awaited = [...wanted].flatMap((module) => busy.get(module) ?? []);
    if (awaited.length === 0) {
      const [next = [...wanted][0]] = queue;
      if (next !== undefined) queue.delete(next);
      return next;
    }
    await Promise.allSettled(awaited);
    await setImmediate();
  }
}
