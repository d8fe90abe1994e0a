import type { FileFacts } from "../facts.ts";
import { type FileGroups, folderOf } from "./file-groups.ts";

/** All files of all groups as one map, without a copy of it. */
export class AllFiles implements ReadonlyMap<string, FileFacts> {
  readonly #groups: FileGroups;

  constructor(groups: FileGroups) {
    this.#groups = groups;
  }

  get size(): number {
    let size = this.#groups.loose.size;
    for (const group of this.#groups.groups.values()) size += group.size;
    return size;
  }

  get(path: string): FileFacts | undefined {
    return this.#holding(path).get(path);
  }

  has(path: string): boolean {
    return this.#holding(path).has(path);
  }

  *keys(): Generator<string, undefined, unknown> {
    for (const map of this.#maps()) yield* map.keys();
  }

  *values(): Generator<FileFacts, undefined, unknown> {
    for (const map of this.#maps()) yield* map.values();
  }

  *entries(): Generator<[string, FileFacts], undefined, unknown> {
    for (const map of this.#maps()) yield* map.entries();
  }

  [Symbol.iterator](): Generator<[string, FileFacts], undefined, unknown> {
    return this.entries();
  }

  forEach(use: (facts: FileFacts, path: string, map: ReadonlyMap<string, FileFacts>) => void): void {
    for (const [path, facts] of this.entries()) use(facts, path, this);
  }

  *#maps(): Generator<ReadonlyMap<string, FileFacts>> {
    yield* this.#groups.groups.values();
    yield this.#groups.loose;
  }

  #holding(path: string): ReadonlyMap<string, FileFacts> {
    const folder = folderOf(path, this.#groups.groups);
    return (folder === null ? undefined : this.#groups.groups.get(folder)) ?? this.#groups.loose;
  }
}
