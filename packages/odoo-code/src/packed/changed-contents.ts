import type { ClassFact, FileFacts, ManifestFacts, PythonFacts, RecordFact } from "../facts.ts";
import {
  type DataFile,
  dataFiles,
  type Extension,
  extensionsIn,
  grouped,
  isOfClient,
  type ModuleContents,
  type RecordEntry,
  recordsOfFile,
  UNLISTED,
} from "../project/module-contents.ts";
import { compareInModule } from "../project/xml-ids.ts";
import { type Importing, importOrder } from "../python/import-order.ts";
import type { OdooVersion } from "../version.ts";
import type { PackedContents } from "./packed-contents.ts";
import type { PackedFiles } from "./packed-files.ts";
import { perPackedFile } from "./per-packed-file.ts";

/**
 * Contents of a packed module some of whose files changed since, while its manifest lists the same: all that the other files say is the packed
 * contents' own, object for object, so that whoever compares finds the few things that changed.
 */
export class ChangedContents implements ModuleContents {
  readonly name: string;
  readonly path: string;
  readonly manifest: ManifestFacts;
  readonly files: PackedFiles;
  readonly base: PackedContents;
  readonly #version: OdooVersion;
  #python: readonly string[] | undefined;
  #data: readonly DataFile[] | undefined;
  #extensions: readonly Extension[] | undefined;
  #records: readonly RecordEntry[] | undefined;
  #changed: readonly RecordEntry[] | undefined;
  #byName: ReadonlyMap<string, readonly RecordEntry[]> | undefined;

  constructor(base: PackedContents, manifest: ManifestFacts, files: PackedFiles, version: OdooVersion) {
    this.name = base.name;
    this.path = base.path;
    this.manifest = manifest;
    this.files = files;
    this.base = base;
    this.#version = version;
  }

  get python(): readonly string[] {
    this.#python ??= this.#importsAsPacked() ? this.base.python : this.#importOrder();
    return this.#python;
  }

  get extensions(): readonly Extension[] {
    this.#extensions ??= this.#allExtensions();
    return this.#extensions;
  }

  get data(): readonly DataFile[] {
    this.#data ??= dataFiles(this.path, this.manifest, this.files);
    return this.#data;
  }

  get records(): readonly RecordEntry[] {
    this.#records ??= this.#merged(this.base.records, this.#changedRecords);
    return this.#records;
  }

  recordsOf(model: string): readonly RecordEntry[] {
    return this.#merged(
      this.base.recordsOf(model),
      this.#changedRecords.filter(({ record }) => record.model === model),
    );
  }

  recordsIn(path: string): readonly RecordEntry[] {
    return this.files.changes.has(path)
      ? this.#changedRecords.filter((entry) => entry.path === path)
      : this.base.recordsIn(path);
  }

  recordsNamed(xmlId: string): readonly RecordEntry[] {
    this.#byName ??= grouped(this.#changedRecords, (entry) => entry.xmlId);
    return this.#merged(this.base.recordsNamed(xmlId), this.#byName.get(xmlId) ?? []);
  }

  *recordNames(): Generator<string, undefined, unknown> {
    const names = new Set(this.base.recordNames());
    for (const { xmlId } of this.#changedRecords) if (xmlId !== null) names.add(xmlId);
    for (const name of names) if (this.recordsNamed(name).length > 0) yield name;
  }

  mayMention(): boolean {
    return true;
  }

  mayHold(): boolean {
    return true;
  }

  get foreignRecords(): readonly RecordEntry[] {
    return this.#merged(
      this.base.foreignRecords,
      this.#changedRecords.filter(({ xmlId }) => xmlId !== null && !xmlId.startsWith(`${this.name}.`)),
    );
  }

  /** Records of the files that changed, in load order. */
  get #changedRecords(): readonly RecordEntry[] {
    this.#changed ??= [...this.files.changes]
      .flatMap(([path, facts]) => (facts === null ? [] : recordsNow(this, path, facts)))
      .sort(compareInModule);
    return this.#changed;
  }

  #merged(packed: readonly RecordEntry[], changed: readonly RecordEntry[]): readonly RecordEntry[] {
    const { changes } = this.files;
    const kept = packed.some(({ path }) => changes.has(path))
      ? packed.filter(({ path }) => !changes.has(path))
      : packed;
    return changed.length === 0 ? kept : [...kept, ...changed].sort(compareInModule);
  }

  /** Whether no file that changed imports anything else than when the module was packed. */
  #importsAsPacked(): boolean {
    const before = importsOf(this.files);
    return [...this.files.changes].every(([path, facts]) => {
      const now = facts?.kind === "python" ? writtenImports(facts) : undefined;
      return before.get(path)?.written === now;
    });
  }

  #importOrder(): readonly string[] {
    const imports = new Map<string, Importing>(importsOf(this.files));
    for (const [path, facts] of this.files.changes)
      if (facts?.kind === "python") imports.set(path, facts);
      else imports.delete(path);
    return importOrder(this.path, this.name, imports);
  }

  #allExtensions(): readonly Extension[] {
    const packed = grouped(this.base.extensions, ({ path }) => path);
    const order = this.python;
    const loaded = new Set(order);
    const { changes } = this.files;
    const others = new Set([...packed.keys(), ...changes.keys()].filter((path) => !loaded.has(path)));
    return [...order, ...[...others].sort()].flatMap((path) => {
      const isLoaded = loaded.has(path);
      const facts = changes.get(path);
      if (facts !== undefined)
        return facts?.kind === "python" ? extensionsNow(this, facts, isLoaded, this.#version) : [];
      // What no import reached before, or none reaches any more, is another extension.
      return (packed.get(path) ?? []).map((known) =>
        known.loaded === isLoaded ? known : { ...placeOf(known), fact: known.fact, loaded: isLoaded },
      );
    });
  }
}

function placeOf({ model, module, path }: Extension) {
  return { model, module, path };
}

interface KnownImports extends Importing {
  /** Without spans, to be compared. */
  readonly written: string;
}

function importsOf({ packed }: PackedFiles): ReadonlyMap<string, KnownImports> {
  return perPackedFile(packed, noteImports);
}

function noteImports(facts: FileFacts): KnownImports | undefined {
  return facts.kind === "python" ? { imports: facts.imports, written: writtenImports(facts) } : undefined;
}

function writtenImports({ imports }: PythonFacts): string {
  return JSON.stringify(imports.map(({ module, names }) => [module, names.map(({ name }) => name)]));
}

/** Entries are compared: one per record as long as the facts and the manifest stand, or the record stands in other facts at the same place. */
const recordsOfFacts = new WeakMap<FileFacts, { readonly of: ManifestFacts; readonly found: readonly RecordEntry[] }>();

function recordsNow({ name, path: root, manifest }: ModuleContents, path: string, facts: FileFacts) {
  const known = recordsOfFacts.get(facts);
  if (known?.of === manifest) return known.found;
  const listed = manifest.data.flatMap(({ path: written, demo }, filePosition) =>
    `${root}/${written.replace(/^\.?\//, "")}` === path ? [{ filePosition, demo }] : [],
  );
  const places = listed.length > 0 || isOfClient(root, path) ? listed : [UNLISTED];
  const found = places.flatMap((place) => recordsOfFile(name, path, facts, place)).map(sameEntry);
  recordsOfFacts.set(facts, { of: manifest, found });
  return found;
}

const entryOfRecord = new WeakMap<RecordFact, RecordEntry>();

function sameEntry(entry: RecordEntry): RecordEntry {
  const known = entryOfRecord.get(entry.record);
  if (
    known !== undefined &&
    known.module === entry.module &&
    known.path === entry.path &&
    known.filePosition === entry.filePosition &&
    known.position === entry.position &&
    known.demo === entry.demo
  )
    return known;
  entryOfRecord.set(entry.record, entry);
  return entry;
}

const extensionOfClass = new WeakMap<ClassFact, Extension>();

function sameExtension(extension: Extension): Extension {
  const { model, module, path, loaded, fact } = extension;
  const known = extensionOfClass.get(fact);
  if (known?.model === model && known.module === module && known.path === path && known.loaded === loaded) return known;
  extensionOfClass.set(fact, extension);
  return extension;
}

const extensionsOfFacts = new WeakMap<PythonFacts, readonly Extension[]>();

function extensionsNow({ name }: ModuleContents, facts: PythonFacts, loaded: boolean, version: OdooVersion) {
  const known = extensionsOfFacts.get(facts);
  if (known?.every((extension) => extension.loaded === loaded && extension.module === name)) return known;
  const found = extensionsIn(name, facts.path, facts.classes, loaded, version).map(sameExtension);
  extensionsOfFacts.set(facts, found);
  return found;
}
