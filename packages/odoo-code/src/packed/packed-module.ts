import type { ClassFact, FileFacts, ManifestFacts, RecordFact, Reference } from "../facts.ts";
import { otherFacts } from "../facts-of.ts";
import type { ViewSaid } from "../project/view-said.ts";
import { BlockReader } from "./block-reader.ts";
import { isInPassing } from "./in-passing.ts";
import type { PackedRoot } from "./module-packer.ts";

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

/** A block that is read. */
interface Content {
  readonly reader: BlockReader;
  readonly root: PackedRoot;
  readonly paths: readonly string[];
  readonly places: ReadonlyMap<string, number>;
}

/** A module's facts in a block of bytes; each is read when it is asked for, and let go when nobody holds it. */
export class PackedModule {
  readonly folder: string;
  readonly #block: () => Uint8Array;
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
   * @param block The bytes, or what gives those of a block when they are first needed.
   * @param manifest The module's manifest where it is known: who asks for nothing else needs no bytes.
   * @throws RangeError for bytes that are no block of a module.
   */
  constructor(folder: string, block: Uint8Array | (() => Uint8Array), manifest?: ManifestFacts) {
    this.folder = folder;
    this.#manifest = manifest;
    this.#block = typeof block === "function" ? block : () => block;
    if (typeof block !== "function") this.#content = contentOf(folder, block);
  }

  get #now(): Content {
    this.#content ??= contentOf(this.folder, this.#block());
    return this.#content;
  }

  /** Reads the block, if that is not done yet. */
  read(): void {
    this.#content ??= contentOf(this.folder, this.#block());
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

  /** Place of a string, where the module says it anywhere. */
  placeOf(text: string): number | undefined {
    return this.#now.reader.textsWith(text).find((place) => this.#now.reader.text(place) === text);
  }

  /** Whether one of the module's strings contains a text. */
  holds(text: string): boolean {
    return this.#now.reader.textsWith(text).length > 0;
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
    const wanted = new Set(this.#now.reader.textsWith(text));
    if (wanted.size === 0) return;
    for (const [path, place] of this.#now.places)
      for (const reference of this.#references(place, (value) => wanted.has(value))) yield [path, reference];
  }

  #factsAt(path: string, place: number): FileFacts {
    this.#factsParts ??= this.#now.root.facts;
    const part = this.#factsParts[place] ?? 0;
    if (part === 0) return otherFacts(path);
    const facts = this.#now.reader.fresh(part - 1);
    let references: WeakRef<readonly Reference[]> | undefined;
    return Object.defineProperties(facts, {
      path: { value: path, enumerable: true },
      references: {
        enumerable: true,
        get: () => {
          let list = references?.deref();
          if (list === undefined) {
            list = [...this.#references(place)];
            if (!isInPassing()) references = new WeakRef(list);
          }
          return list;
        },
      },
    }) as FileFacts;
  }

  *#references(place: number, accept?: (value: number) => boolean): Generator<Reference> {
    this.#referenceParts ??= this.#now.root.references;
    const part = this.#referenceParts[place] ?? 0;
    if (part === 0) return;
    this.#kinds ??= this.#now.root.kinds;
    const kinds = this.#kinds;
    const reader = this.#now.reader;
    const cursor = reader.cursor(part - 1);
    let start = 0;
    for (let left = reader.varint(cursor); left > 0; left -= 1) {
      const kind = reader.varint(cursor);
      const text = reader.varint(cursor);
      start += reader.signed(cursor);
      const longer = reader.signed(cursor);
      if (accept !== undefined && !accept(text)) continue;
      const value = reader.text(text);
      const shared = kinds[kind];
      if (shared !== undefined) yield { ...shared, value, span: [start, start + value.length + longer] };
    }
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

function contentOf(folder: string, block: Uint8Array): Content {
  const reader = new BlockReader(block);
  const root = reader.part(reader.root) as PackedRoot;
  const paths = root.paths.map((path) => `${folder}/${path}`);
  return { reader, root, paths, places: new Map(paths.map((path, place) => [path, place])) };
}
