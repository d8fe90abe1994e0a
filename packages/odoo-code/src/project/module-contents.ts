import type { ClassFact, FileFacts, ManifestFacts, PythonFacts, RecordFact } from "../facts.ts";
import { importOrder } from "../python/import-order.ts";
import { modelOfClass } from "../python/model-name.ts";
import type { OdooVersion } from "../version.ts";
import type { Ties } from "./ties.ts";
import type { ViewSaid } from "./view-said.ts";

/** A class that defines a model or extends one, where it stands. */
export interface Extension {
  readonly model: string;
  readonly module: string;
  readonly path: string;
  readonly fact: ClassFact;
  /** False when no import of the module reaches the file: Odoo never sees the class. */
  readonly loaded: boolean;
  /** What the class says about other models, where that is known without reading it. */
  readonly ties?: Ties;
}

/** A record of a data file, where it stands and when it is loaded. */
export interface RecordEntry {
  /** `module.name`; null when it has no id. */
  readonly xmlId: string | null;
  /** Module whose file it is, which is not always the one before the dot. */
  readonly module: string;
  readonly path: string;
  readonly record: RecordFact;
  /** What the record says of a view, where that is known without reading it; null for one that is no view. */
  readonly viewSaid?: ViewSaid | null;
  /** Place of the file in the manifest's `data` and `demo`; -1 when the manifest does not list it. */
  readonly filePosition: number;
  /** Place of the record in its file. */
  readonly position: number;
  readonly demo: boolean;
}

/** A file that the manifest lists. */
export interface DataFile {
  readonly path: string;
  readonly demo: boolean;
  /** Null when there is no such file. */
  readonly facts: FileFacts | null;
}

/** What the files of one module say together. A function of those files alone, so that it stands until one of them changes. */
export interface ModuleContents {
  readonly name: string;
  /** The module's folder. */
  readonly path: string;
  readonly manifest: ManifestFacts;
  readonly files: ReadonlyMap<string, FileFacts>;
  /** Python files in load order. */
  readonly python: readonly string[];
  /** Classes that are models: those that Odoo loads in load order, then the others (tests, files that nothing imports). */
  readonly extensions: readonly Extension[];
  readonly data: readonly DataFile[];
  /** Records in load order, then those of files that the manifest does not list. */
  readonly records: readonly RecordEntry[];
  /** Records of one model, in the same order. */
  recordsOf(model: string): readonly RecordEntry[];
  /** Records of one file, in the same order. */
  recordsIn(path: string): readonly RecordEntry[];
  /** Records that define or write to this full id, in the same order. */
  recordsNamed(xmlId: string): readonly RecordEntry[];
  /** Full ids of the records, each once. */
  recordNames(): Iterable<string>;
  /** False when none of the module's facts says exactly this; true also where that would take long to find out. */
  mayMention(text: string): boolean;
  /** The same of a text that is part of what a fact says. */
  mayHold(text: string): boolean;
  /** Records whose XML id belongs to another module, in the same order. */
  readonly foreignRecords: readonly RecordEntry[];
}

/** Reads a module's files as one, each part when it is first asked for. Total. */
export function moduleContents(
  name: string,
  path: string,
  manifest: ManifestFacts,
  files: ReadonlyMap<string, FileFacts>,
  version: OdooVersion,
): ModuleContents {
  const pythonFiles = once(() => {
    const found = new Map<string, PythonFacts>();
    for (const [file, facts] of files) if (facts.kind === "python") found.set(file, facts);
    return found;
  });
  const python = once(() => importOrder(path, name, pythonFiles()));
  const data = once(() => dataFiles(path, manifest, files));
  const extensions = once(() => extensionsOf(name, python(), pythonFiles(), version));
  const records = once(() => recordsOf(name, path, data(), files));
  const byModel = once(() => grouped(records(), ({ record }) => record.model));
  const byFile = once(() => grouped(records(), (entry) => entry.path));
  const byName = once(() => grouped(records(), ({ xmlId }) => xmlId));
  const foreign = once(() => records().filter(({ xmlId }) => xmlId !== null && !xmlId.startsWith(`${name}.`)));
  return {
    name,
    path,
    manifest,
    files,
    get python() {
      return python();
    },
    get extensions() {
      return extensions();
    },
    get data() {
      return data();
    },
    get records() {
      return records();
    },
    recordsOf: (model) => byModel().get(model) ?? [],
    recordsIn: (file) => byFile().get(file) ?? [],
    recordsNamed: (xmlId) => byName().get(xmlId) ?? [],
    recordNames: () => byName().keys(),
    mayMention: () => true,
    mayHold: () => true,
    get foreignRecords() {
      return foreign();
    },
  };
}

/** Data files that a manifest lists, in load order. */
export function dataFiles(
  path: string,
  manifest: ManifestFacts,
  files: ReadonlyMap<string, FileFacts>,
): readonly DataFile[] {
  return manifest.data.map(({ path: listed, demo }) => {
    const file = `${path}/${listed.replace(/^\.?\//, "")}`;
    return {
      path: file,
      demo,
      // Most who ask want to know where a file stands in the list: what it says is read for the others.
      get facts() {
        return files.get(file) ?? null;
      },
    };
  });
}

/** Entries by a name that each has; those without one are left out. Order stays. */
export function grouped<Entry>(
  entries: Iterable<Entry>,
  nameOf: (entry: Entry) => string | null,
): ReadonlyMap<string, readonly Entry[]> {
  const found = new Map<string, Entry[]>();
  for (const entry of entries) {
    const name = nameOf(entry);
    if (name === null) continue;
    const known = found.get(name);
    if (known) known.push(entry);
    else found.set(name, [entry]);
  }
  return found;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function extensionsOf(
  module: string,
  order: readonly string[],
  files: ReadonlyMap<string, PythonFacts>,
  version: OdooVersion,
): Extension[] {
  const loaded = new Set(order);
  const unloaded = [...files.keys()].filter((path) => !loaded.has(path));
  return [...order, ...unloaded].flatMap((path) =>
    extensionsIn(module, path, files.get(path)?.classes ?? [], loaded.has(path), version),
  );
}

/** Classes of a file that are models. */
export function extensionsIn(
  module: string,
  path: string,
  classes: readonly ClassFact[],
  loaded: boolean,
  version: OdooVersion,
): Extension[] {
  return classes.flatMap((fact) => {
    const model = modelOfClass(fact, version);
    return model === null || fact.attributes._register?.value === false ? [] : [{ model, module, path, fact, loaded }];
  });
}

function recordsOf(
  module: string,
  root: string,
  data: readonly DataFile[],
  files: ReadonlyMap<string, FileFacts>,
): RecordEntry[] {
  const listed = data.flatMap(({ facts, path, demo }, index) =>
    recordsOfFile(module, path, facts, { filePosition: index, demo }),
  );
  const seen = new Set(data.map(({ path }) => path));
  const others = [...files].flatMap(([path, facts]) =>
    seen.has(path) || isOfClient(root, path) ? [] : recordsOfFile(module, path, facts, UNLISTED),
  );
  return [...listed, ...others];
}

/** How a file that the manifest does not list is loaded. */
export const UNLISTED = { filePosition: -1, demo: false } as const;

/** Whether a file is the web client's: what it says are no records. */
export function isOfClient(root: string, path: string): boolean {
  return path.startsWith(`${root}/static/`);
}

/** Records of a data file. */
export function recordsOfFile(
  module: string,
  path: string,
  facts: FileFacts | null,
  { filePosition, demo }: Pick<RecordEntry, "filePosition" | "demo">,
): RecordEntry[] {
  if (facts?.kind !== "xml" && facts?.kind !== "csv") return [];
  return facts.records.map((record, position) => {
    const xmlId = fullXmlId(module, record.xmlId);
    return { xmlId, module, path, record, filePosition, position, demo };
  });
}

/** An id as the whole system knows it; without a module it belongs to the module of the file. */
export function fullXmlId(module: string, written: string | null): string | null {
  if (written === null || written === "") return null;
  return written.includes(".") ? written : `${module}.${written}`;
}
