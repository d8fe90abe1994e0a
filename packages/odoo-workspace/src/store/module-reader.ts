import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { OdooVersion } from "@sextant/odoo-code";
import { pythonParser } from "../python-parser.ts";
import type { AddonFile } from "../walk-addons.ts";
import { breather } from "./breathe.ts";
import type { ModuleFacts, StoredFile } from "./module-facts.ts";
import { type Reading, type ReadUses, readDefinitions, readModule, readUses } from "./read-module.ts";

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
  /** Reads only what the files of a module define: its facts have no second block yet. */
  readDefinitions(folder: string, files: readonly AddonFile[], signal: AbortSignal): Promise<ModuleFacts>;
  /** Reads the rest. */
  readUses(defined: ModuleFacts, signal: AbortSignal): Promise<ModuleFacts>;
  close(): Promise<void>;
}

/** What a worker is asked, and what it answers. */
export type ReadRequest = { readonly id: number; readonly folder: string } & (
  | { readonly wanted: "all"; readonly files: readonly AddonFile[]; readonly before: ModuleFacts | null }
  | { readonly wanted: "definitions"; readonly files: readonly AddonFile[] }
  | { readonly wanted: "uses"; readonly files: readonly StoredFile[] }
);
export type ReadAnswer =
  | { readonly id: number; readonly read: ModuleFacts | ReadUses }
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
    readDefinitions: (folder, files, signal) => readDefinitions(folder, files, reading, breather(signal)),
    async readUses(defined, signal) {
      return withUses(defined, await readUses(defined.folder, defined.files, reading, breather(signal)));
    },
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
  /** What a thread answers; where it fails, what this one reads. */
  const asked = async <Read>(
    signal: AbortSignal,
    there: (lane: Lane) => Promise<Read>,
    here: (reader: ModuleReader) => Promise<Read>,
  ): Promise<Read> => {
    signal.throwIfAborted();
    const first = lane();
    try {
      return await there(first);
    } catch {
      signal.throwIfAborted();
      workers.delete(first);
      await first.close();
      return await here(readerOnThread({ parsers: { python: await pythonParser() }, version }));
    }
  };
  return {
    lanes,
    read: (folder, files, before, signal) =>
      asked(
        signal,
        (thread) => thread.ask<ModuleFacts>({ wanted: "all", folder, files, before: before && ownBytes(before) }),
        (reader) => reader.read(folder, files, before, signal),
      ),
    readDefinitions: (folder, files, signal) =>
      asked(
        signal,
        (thread) => thread.ask<ModuleFacts>({ wanted: "definitions", folder, files }),
        (reader) => reader.readDefinitions(folder, files, signal),
      ),
    readUses: (defined, signal) =>
      asked(
        signal,
        async (thread) => {
          const { folder, files } = defined;
          return withUses(defined, await thread.ask<ReadUses>({ wanted: "uses", folder, files }));
        },
        (reader) => reader.readUses(defined, signal),
      ),
    async close() {
      await Promise.all([...workers].map((worker) => worker.close()));
      workers.clear();
    },
  };
}

/** A module of which the definitions were read, with the rest. */
function withUses({ folder, block }: ModuleFacts, read: ReadUses): ModuleFacts {
  return { folder, files: read.files, block: read.block ?? block, uses: read.uses };
}

/** Blocks are windows on a larger buffer, all of which would be sent. */
function ownBytes({ folder, files, block, uses }: ModuleFacts): ModuleFacts {
  return { folder, files, block: block.slice(), uses: uses?.slice() ?? null };
}

type Omitted<Union> = Union extends unknown ? Omit<Union, "id"> : never;

/** One worker thread. */
class Lane {
  readonly #worker: Worker;
  /** Who asked knows what is answered. */
  readonly #asked = new Map<number, { done: (read: never) => void; fail: (error: Error) => void }>();
  #last = 0;

  constructor(script: string, version: OdooVersion) {
    this.#worker = new Worker(resolve(script), { workerData: { version }, resourceLimits: WORKER_LIMITS });
    this.#worker.unref();
    this.#worker.on("message", (answer: ReadAnswer) => {
      const asked = this.#asked.get(answer.id);
      this.#asked.delete(answer.id);
      if ("read" in answer) asked?.done(answer.read as never);
      else asked?.fail(new Error(answer.error));
    });
    this.#worker.on("error", (error) => this.#failAll(error));
    this.#worker.on("exit", () => this.#failAll(new Error("The thread that reads modules has ended.")));
  }

  get idle(): boolean {
    return this.#asked.size === 0;
  }

  ask<Read extends ModuleFacts | ReadUses>(asked: Omitted<ReadRequest>): Promise<Read> {
    const id = ++this.#last;
    this.#worker.ref();
    return new Promise<Read>((done, fail) => {
      this.#asked.set(id, { done, fail });
      this.#worker.postMessage({ ...asked, id });
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
