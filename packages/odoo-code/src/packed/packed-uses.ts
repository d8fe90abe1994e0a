import type { Reference } from "../facts.ts";
import { BlockReader } from "./block-reader.ts";
import { readReferences } from "./reference-list.ts";
import type { UsesRoot } from "./uses-packer.ts";

/** A module's second block, made by `UsesPacker`. */
export class PackedUses {
  readonly reader: BlockReader;
  readonly #root: UsesRoot;
  readonly #places: ReadonlyMap<string, number>;
  #kinds: UsesRoot["kinds"] | undefined;

  constructor(folder: string, block: Uint8Array) {
    this.reader = new BlockReader(block);
    this.#root = this.reader.part(this.reader.root) as UsesRoot;
    this.#places = new Map(this.#root.paths.map((path, place) => [`${folder}/${path}`, place]));
  }

  /** Whether what a file refers to stands here. */
  has(path: string): boolean {
    return this.#places.has(path);
  }

  /** What is to be added to a file's facts, an object of its own; null for nothing. */
  addedTo(path: string): object | null {
    const part = this.#root.facts[this.#places.get(path) ?? -1] ?? 0;
    return part === 0 ? null : this.reader.fresh(part - 1);
  }

  references(path: string, accept?: (value: number) => boolean): Generator<Reference> {
    this.#kinds ??= this.#root.kinds;
    return readReferences(this.reader, this.#root.references[this.#places.get(path) ?? -1] ?? 0, this.#kinds, accept);
  }
}
