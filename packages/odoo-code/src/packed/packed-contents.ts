import type { ClassFact, ManifestFacts, RecordFact } from "../facts.ts";
import {
  type DataFile,
  dataFiles,
  type Extension,
  type ModuleContents,
  type RecordEntry,
} from "../project/module-contents.ts";
import type { Ties } from "../project/ties.ts";
import type { ViewSaid } from "../project/view-said.ts";
import type { PackedExtensionRow } from "./module-packer.ts";
import type { PackedFiles } from "./packed-files.ts";
import type { PackedModule, RecordColumns } from "./packed-module.ts";

/** Contents of a module none of whose files changed since it was packed: worked out then, read when asked for. */
export class PackedContents implements ModuleContents {
  readonly name: string;
  readonly path: string;
  readonly manifest: ManifestFacts;
  readonly files: PackedFiles;
  readonly #packed: PackedModule;
  readonly #entries = new Map<number, RecordEntry>();
  #data: readonly DataFile[] | undefined;
  #extensions: readonly Extension[] | undefined;
  #modelPlaces: ReadonlyMap<string, number> | undefined;
  #rowsOf: ReadonlyMap<string, number | number[]> | undefined;

  constructor(name: string, manifest: ManifestFacts, files: PackedFiles) {
    this.name = name;
    this.path = files.packed.folder;
    this.manifest = manifest;
    this.files = files;
    this.#packed = files.packed;
  }

  get python(): readonly string[] {
    return this.#packed.root.python.map((file) => this.#packed.pathAt(file));
  }

  get extensions(): readonly Extension[] {
    this.#extensions ??= this.#packed.root.extensions.map((row) => new PackedExtension(this.name, this.#packed, row));
    return this.#extensions;
  }

  get data(): readonly DataFile[] {
    this.#data ??= dataFiles(this.path, this.manifest, this.files);
    return this.#data;
  }

  get records(): readonly RecordEntry[] {
    return Array.from({ length: this.#packed.records.count }, (_, at) => this.#entry(at));
  }

  recordsOf(model: string): readonly RecordEntry[] {
    this.#modelPlaces ??= new Map([...new Set(this.#packed.records.model)].map((at) => [this.#packed.text(at), at]));
    const place = this.#modelPlaces.get(model);
    const found: RecordEntry[] = [];
    if (place === undefined) return found;
    const { count, model: models } = this.#packed.records;
    for (let at = 0; at < count; at += 1) if (models[at] === place) found.push(this.#entry(at));
    return found;
  }

  recordsIn(path: string): readonly RecordEntry[] {
    const place = this.#packed.placeOfPath(path);
    const found: RecordEntry[] = [];
    if (place === undefined) return found;
    const { count, file } = this.#packed.records;
    for (let at = 0; at < count; at += 1) if (file[at] === place) found.push(this.#entry(at));
    return found;
  }

  recordsNamed(xmlId: string): readonly RecordEntry[] {
    const rows = this.#rows().get(xmlId);
    return rows === undefined ? [] : typeof rows === "number" ? [this.#entry(rows)] : rows.map((at) => this.#entry(at));
  }

  recordNames(): Iterable<string> {
    return this.#rows().keys();
  }

  mayMention(text: string): boolean {
    return this.#packed.says(text);
  }

  mayHold(text: string): boolean {
    return this.#packed.holds(text);
  }

  get foreignRecords(): readonly RecordEntry[] {
    return this.#packed.root.foreign.map((at) => this.#entry(at));
  }

  /** Where the records of an id stand; a number alone for the many ids that have one record. */
  #rows(): ReadonlyMap<string, number | number[]> {
    this.#rowsOf ??= this.#readRows();
    return this.#rowsOf;
  }

  #readRows(): ReadonlyMap<string, number | number[]> {
    const found = new Map<string, number | number[]>();
    const { count, xmlId } = this.#packed.records;
    for (let at = 0; at < count; at += 1) {
      const place = xmlId[at] ?? 0;
      if (place === 0) continue;
      const name = this.#packed.text(place - 1);
      const known = found.get(name);
      if (known === undefined) found.set(name, at);
      else if (typeof known === "number") found.set(name, [known, at]);
      else known.push(at);
    }
    return found;
  }

  /** One entry per record as long as the contents stand, for entries are compared. */
  #entry(at: number): RecordEntry {
    const known = this.#entries.get(at);
    if (known !== undefined) return known;
    const made = new PackedEntry(this.name, this.#packed, this.#packed.records, at);
    this.#entries.set(at, made);
    return made;
  }
}

class PackedExtension implements Extension {
  readonly model: string;
  readonly module: string;
  readonly path: string;
  readonly loaded: boolean;
  readonly ties: Ties;
  readonly #packed: PackedModule;
  readonly #fact: number;

  constructor(module: string, packed: PackedModule, { model, file, fact, loaded, ties }: PackedExtensionRow) {
    this.model = model;
    this.module = module;
    this.path = packed.pathAt(file);
    this.loaded = loaded;
    this.ties = ties;
    this.#packed = packed;
    this.#fact = fact;
  }

  get fact(): ClassFact {
    return this.#packed.classAt(this.#fact);
  }
}

class PackedEntry implements RecordEntry {
  readonly module: string;
  readonly #packed: PackedModule;
  readonly #columns: RecordColumns;
  readonly #at: number;

  constructor(module: string, packed: PackedModule, columns: RecordColumns, at: number) {
    this.module = module;
    this.#packed = packed;
    this.#columns = columns;
    this.#at = at;
  }

  get xmlId(): string | null {
    const place = this.#columns.xmlId[this.#at] ?? 0;
    return place === 0 ? null : this.#packed.text(place - 1);
  }

  get path(): string {
    return this.#packed.pathAt(this.#columns.file[this.#at] ?? 0);
  }

  get record(): RecordFact {
    return this.#packed.recordAt(this.#columns.part[this.#at] ?? 0);
  }

  get viewSaid(): ViewSaid | null {
    return this.#packed.viewSaidAt(this.#at);
  }

  get filePosition(): number {
    return this.#columns.filePosition[this.#at] ?? -1;
  }

  get position(): number {
    return this.#columns.position[this.#at] ?? 0;
  }

  get demo(): boolean {
    return this.#columns.demo[this.#at] === 1;
  }
}
