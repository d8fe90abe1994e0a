import { linkProject, type OdooVersion, type PackedModule, type Project, relinkProject } from "@sextant/odoo-code";
import { packFor } from "./pack/fact-pack.ts";
import { pythonParser } from "./python-parser.ts";
import { breather } from "./store/breathe.ts";
import { currentFacts } from "./store/current-facts.ts";
import { FactsStore } from "./store/facts-store.ts";
import { packedOf } from "./store/module-facts.ts";
import { readerInWorkers, readerOnThread, workerScript } from "./store/module-reader.ts";
import { moduleFolders } from "./walk-addons.ts";

export interface LoadOptions {
  readonly roots: readonly string[];
  readonly version: OdooVersion;
  /** Folder where facts are kept from run to run; without it everything is read afresh. */
  readonly data?: string;
  /** A fact pack that stands for Odoo's own modules where the roots have none; by default that of the series in `data`. */
  readonly pack?: string;
  /** The bundled `facts-worker.ts`; by default that beside the program. */
  readonly workerScript?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (phase: string, done?: number, of?: number) => void;
}

/** Fewer modules than this are read sooner than a thread starts. */
const WORTH_A_THREAD = 12;

/** Reads all modules of the given addons folders and links them. A module whose files are as they were is not read again. */
export async function loadProject(options: LoadOptions): Promise<Project> {
  const { roots, version, data, onProgress } = options;
  const signal = options.signal ?? new AbortController().signal;
  signal.throwIfAborted();
  const store = new FactsStore(data ?? null, version, roots);
  const folders = moduleFolders(roots);
  const script = options.workerScript ?? workerScript();
  const many = folders.filter((folder) => store.files(folder) === undefined).length >= WORTH_A_THREAD;
  const reader =
    script !== undefined && many
      ? readerInWorkers(script, version)
      : readerOnThread({ parsers: { python: await pythonParser() }, version });
  const pack = packFor(folders, version, options);
  const packed = new Map<string, PackedModule>(pack?.modules);
  let read = 0;
  const queue = folders.values();
  const lane = async () => {
    const breathe = breather(signal);
    for (const folder of queue) {
      packed.set(folder, packedOf(await currentFacts(folder, store, reader, signal)));
      onProgress?.("Reading modules", ++read, folders.length);
      await breathe();
    }
  };
  try {
    await Promise.all(Array.from({ length: reader.lanes }, lane));
  } finally {
    await reader.close();
  }
  onProgress?.("Linking modules");
  const project = relinkProject(
    linkProject(new Map(), pack === null ? roots : [...roots, pack.root], version),
    new Map(),
    packed,
  );
  await store.save();
  return project;
}
