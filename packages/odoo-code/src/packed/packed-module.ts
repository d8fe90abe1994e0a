import type { ClassFact, FileFacts, ManifestFacts, RecordFact, Reference } from "../facts.ts";
import { otherFacts } from "../facts-of.ts";
import type { ViewSaid } from "../project/view-said.ts";
import { BlockReader } from "./block-reader.ts";
import { isInPassing } from "./in-passing.ts";
import type { PackedRoot } from "./module-packer.ts";
import { PackedUses } from "./packed-uses.ts";
import { readReferences } from "./reference-list.ts";

/** Columns of a module's records, in load order. */
export interface RecordColumns {
  readonly count: number;
  /** Place of the string, counted from 1; 0 for a record without an id. */
  readonly xmlId: Int32Array;
  readonly model: Int32Array;
  readonly part: Int32Array;
  readonly file: Int32Array;
  readonly filePosition: Int32Array;
  readonly position: Int32Array;
  readonly demo: Uint8Array;
}

/** A module's facts as bytes. */
export interface ModuleBlocks {
  /** What `ModulePacker` made. */
  readonly block: Uint8Array;
  /** What `UsesPacker` made of the same files; null where the block has everything, or the rest is still to be read. */
  readonly uses: Uint8Array | null;
}

/** Blocks that are read. */
interface Content {
  readonly reader: BlockReader;
  readonly root: PackedRoot;
  readonly paths: readonly string[];
  readonly places: ReadonlyMap<string, number>;
  readonly uses: PackedUses | null;
}

/** A module's facts in blocks of bytes; each is read when it is asked for, and let go when nobody holds it. */
export class PackedModule {
  readonly folder: string;
  readonly #blocks: () => ModuleBlocks;
  readonly #manifest: ManifestFacts | undefined;
  #content: Content | undefined;
  readonly #facts = new Map<number, WeakRef<FileFacts>>();
  /** Of the root, held once they are asked for. */
  #factsParts: PackedRoot["facts"] | undefined;
  #referenceParts: PackedRoot["references"] | undefined;
  #kinds: PackedRoot["kinds"] | undefined;
  #records: RecordColumns | undefined;
  #views: ReadonlyMap<number, ViewSaid> | undefined;

  /**
   * @param blocks The bytes, or what gives them when they are first needed.
   * @param manifest The module's manifest where it is known: who asks for nothing else needs no bytes.
   * @throws RangeError for bytes that are no blocks of a module.
   */
  constructor(folder: string, blocks: Uint8Array | ModuleBlocks | (() => ModuleBlocks), manifest?: ManifestFacts) {
    this.folder = folder;
    this.#manifest = manifest;
    if (typeof blocks === "function") this.#blocks = blocks;
    else {
      const both = blocks instanceof Uint8Array ? { block: blocks, uses: null } : blocks;
      this.#blocks = () => both;
      this.#content = contentOf(folder, both);
    }
  }

  /** The same module with its second block, where it had none; what was read of the first is not read again. */
  withUses(uses: Uint8Array): PackedModule {
    const { block } = this.#blocks();
    const made = new PackedModule(this.folder, () => ({ block, uses }), this.#manifest);
    made.#content = { ...this.#now, uses: new PackedUses(this.folder, uses) };
    return made;
  }

  get #now(): Content {
    this.#content ??= contentOf(this.folder, this.#blocks());
    return this.#content;
  }

  /** Reads the block, if that is not done yet. */
  read(): void {
    this.#content ??= contentOf(this.folder, this.#blocks());
  }

  /** Paths of the files, sorted. */
  paths(): IterableIterator<string> {
    return this.#now.places.keys();
  }

  get size(): number {
    return this.#now.places.size;
  }

  has(path: string): boolean {
    return this.#now.places.has(path);
  }

  facts(path: string): FileFacts | undefined {
    if (path === this.#manifest?.path) return this.#manifest;
    const place = this.#now.places.get(path);
    if (place === undefined) return undefined;
    const known = this.#facts.get(place)?.deref();
    if (known !== undefined) return known;
    const made = this.#factsAt(path, place);
    if (!isInPassing()) this.#facts.set(place, new WeakRef(made));
    return made;
  }

  /** One and the same text whenever it is asked for: it is looked up often. */
  pathAt(place: number): string {
    return this.#now.paths[place] ?? "";
  }

  placeOfPath(path: string): number | undefined {
    return this.#now.places.get(path);
  }

  get root(): PackedRoot {
    return this.#now.root;
  }

  classAt(part: number): ClassFact {
    return this.#now.reader.part(part) as ClassFact;
  }

  recordAt(part: number): RecordFact {
    return this.#now.reader.part(part) as RecordFact;
  }

  text(place: number): string {
    return this.#now.reader.text(place);
  }

  /** Whether the module says a string anywhere. */
  says(text: string): boolean {
    return this.#readers().some((reader) => reader.textsWith(text).some((place) => reader.text(place) === text));
  }

  /** Whether one of the module's strings contains a text. */
  holds(text: string): boolean {
    return this.#readers().some((reader) => reader.textsWith(text).length > 0);
  }

  #readers(): readonly BlockReader[] {
    const { reader, uses } = this.#now;
    return uses === null ? [reader] : [reader, uses.reader];
  }

  /** What a record says of a view, by its place among the records; null for one that is no view. */
  viewSaidAt(at: number): ViewSaid | null {
    if (this.#views === undefined) {
      const { records, said } = this.#now.root.views;
      this.#views = new Map(said.map((one, index) => [records[index] ?? -1, one]));
    }
    return this.#views.get(at) ?? null;
  }

  get records(): RecordColumns {
    this.#records ??= this.#readRecords();
    return this.#records;
  }

  /** References whose value contains a text, with the file each stands in. */
  *referencesWith(text: string): Generator<readonly [path: string, reference: Reference]> {
    const { reader, places, uses } = this.#now;
    const [own, used] = [new Set(reader.textsWith(text)), new Set(uses?.reader.textsWith(text))];
    if (own.size + used.size === 0) return;
    for (const [path, place] of places) {
      const wanted = uses?.has(path) ? used : own;
      if (wanted.size === 0) continue;
      for (const reference of this.#references(path, place, (value) => wanted.has(value))) yield [path, reference];
    }
  }

  #factsAt(path: string, place: number): FileFacts {
    this.#factsParts ??= this.#now.root.facts;
    const part = this.#factsParts[place] ?? 0;
    const added = this.#now.uses?.addedTo(path) ?? null;
    if (part === 0 && added === null) return otherFacts(path);
    const facts = part === 0 ? (added ?? {}) : this.#now.reader.fresh(part - 1);
    if (part !== 0 && added !== null) Object.defineProperties(facts, Object.getOwnPropertyDescriptors(added));
    let references: WeakRef<readonly Reference[]> | undefined;
    return Object.defineProperties(facts, {
      path: { value: path, enumerable: true },
      references: {
        enumerable: true,
        get: () => {
          let list = references?.deref();
          if (list === undefined) {
            list = [...this.#references(path, place)];
            if (!isInPassing()) references = new WeakRef(list);
          }
          return list;
        },
      },
    }) as FileFacts;
  }

  #references(path: string, place: number, accept?: (value: number) => boolean): Generator<Reference> {
    const { reader, root, uses } = this.#now;
    if (uses?.has(path)) return uses.references(path, accept);
    this.#referenceParts ??= root.references;
    this.#kinds ??= root.kinds;
    return readReferences(reader, this.#referenceParts[place] ?? 0, this.#kinds, accept);
  }

  #readRecords(): RecordColumns {
    const reader = this.#now.reader;
    const cursor = reader.cursor(this.#now.root.records);
    const count = reader.varint(cursor);
    const column = () => new Int32Array(count);
    const [xmlId, model, part, file, filePosition, position] = [
      column(),
      column(),
      column(),
      column(),
      column(),
      column(),
    ];
    const demo = new Uint8Array(count);
    for (let at = 0; at < count; at += 1) {
      xmlId[at] = reader.varint(cursor);
      model[at] = reader.varint(cursor);
      part[at] = reader.varint(cursor);
      file[at] = reader.varint(cursor);
      const loaded = reader.varint(cursor);
      filePosition[at] = (loaded >> 1) - 1;
      demo[at] = loaded & 1;
      position[at] = reader.varint(cursor);
    }
    return { count, xmlId, model, part, file, filePosition, position, demo };
  }
}

function contentOf(folder: string, { block, uses }: ModuleBlocks): Content {
  const reader = new BlockReader(block);
  const root = reader.part(reader.root) as PackedRoot;
  const paths = root.paths.map((path) => `${folder}/${path}`);
  const places = new Map(paths.map((path, place) => [path, place]));
  return { reader, root, paths, places, uses: uses === null ? null : new PackedUses(folder, uses) };
}
