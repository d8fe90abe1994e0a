import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { OdooVersion } from "@sextant/odoo-code";
import { pythonParser } from "../python-parser.ts";
import type { AddonFile } from "../walk-addons.ts";
import { breather } from "./breathe.ts";
import type { ModuleFacts } from "./module-facts.ts";
import { type Reading, readModule } from "./read-module.ts";

/** Reads modules, several at once where it can. */
export interface ModuleReader {
  /** How many modules are worth asking for at once. */
  readonly lanes: number;
  read(
    folder: string,
    files: readonly AddonFile[],
    before: ModuleFacts | null,
    signal: AbortSignal,
  ): Promise<ModuleFacts>;
  close(): Promise<void>;
}

/** What a worker is asked, and what it answers. */
export interface ReadRequest {
  readonly id: number;
  readonly folder: string;
  readonly files: readonly AddonFile[];
  readonly before: ModuleFacts | null;
}
export type ReadAnswer =
  | { readonly id: number; readonly facts: ModuleFacts }
  | { readonly id: number; readonly error: string };

const MOST_WORKERS = 2;
/**
 * A module of Odoo needs a fraction of it; without a limit a thread keeps its garbage for long. Young generations of half of the usual size take no
 * more processor time here.
 */
const WORKER_LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 24 };

/** While one module is looked at, kept facts of the others are read from disk. */
const ASKED_AT_ONCE = 4;

/** Reads on the thread that asks, in turns. */
export function readerOnThread(reading: Reading): ModuleReader {
  return {
    lanes: ASKED_AT_ONCE,
    read: (folder, files, before, signal) => readModule(folder, files, before, reading, breather(signal)),
    close: async () => {},
  };
}

/** The worker's script beside the program that runs; undefined where there is none, as when TypeScript runs from its source. */
export function workerScript(): string | undefined {
  const script = join(dirname(fileURLToPath(import.meta.url)), "facts-worker.js");
  return existsSync(script) ? script : undefined;
}

/** Reads in threads of its own, which start with the first module. A module on which a thread fails is read by the one that asks. */
export function readerInWorkers(script: string, version: OdooVersion): ModuleReader {
  const lanes = Math.min(MOST_WORKERS, availableParallelism());
  const workers = new Set<Lane>();
  const lane = (): Lane => {
    const idle = [...workers].find((worker) => worker.idle);
    const chosen =
      idle ?? (workers.size < lanes ? new Lane(script, version) : [...workers][0]) ?? new Lane(script, version);
    workers.add(chosen);
    return chosen;
  };
  return {
    lanes,
    async read(folder, files, before, signal) {
      signal.throwIfAborted();
      const first = lane();
      try {
        return await first.read(folder, files, before);
      } catch {
        signal.throwIfAborted();
        workers.delete(first);
        await first.close();
        const reading = { parsers: { python: await pythonParser() }, version };
        return await readModule(folder, files, before, reading, breather(signal));
      }
    },
    async close() {
      await Promise.all([...workers].map((worker) => worker.close()));
      workers.clear();
    },
  };
}

/** One worker thread. */
class Lane {
  readonly #worker: Worker;
  readonly #asked = new Map<number, { done: (facts: ModuleFacts) => void; fail: (error: Error) => void }>();
  #last = 0;

  constructor(script: string, version: OdooVersion) {
    this.#worker = new Worker(resolve(script), { workerData: { version }, resourceLimits: WORKER_LIMITS });
    this.#worker.unref();
    this.#worker.on("message", (answer: ReadAnswer) => {
      const asked = this.#asked.get(answer.id);
      this.#asked.delete(answer.id);
      if ("facts" in answer) asked?.done(answer.facts);
      else asked?.fail(new Error(answer.error));
    });
    this.#worker.on("error", (error) => this.#failAll(error));
    this.#worker.on("exit", () => this.#failAll(new Error("The thread that reads modules has ended.")));
  }

  get idle(): boolean {
    return this.#asked.size === 0;
  }

  read(folder: string, files: readonly AddonFile[], before: ModuleFacts | null): Promise<ModuleFacts> {
    const id = ++this.#last;
    // A block is a window on a larger buffer, all of which would be sent.
    const own = before === null ? null : { ...before, block: before.block.slice() };
    const request: ReadRequest = { id, folder, files, before: own };
    this.#worker.ref();
    return new Promise<ModuleFacts>((done, fail) => {
      this.#asked.set(id, { done, fail });
      this.#worker.postMessage(request);
    }).finally(() => {
      if (this.#asked.size === 0) this.#worker.unref();
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #failAll(error: Error): void {
    for (const { fail } of this.#asked.values()) fail(error);
    this.#asked.clear();
  }
}
