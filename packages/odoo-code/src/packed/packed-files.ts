import type { FileFacts, Reference } from "../facts.ts";
import type { PackedModule } from "./packed-module.ts";

/** Files of a module: those of its block, with some of them replaced, added or gone since. */
export class PackedFiles implements ReadonlyMap<string, FileFacts> {
  readonly packed: PackedModule;
  /** Null for a file that is gone. */
  readonly changes: ReadonlyMap<string, FileFacts | null>;

  constructor(packed: PackedModule, changes: ReadonlyMap<string, FileFacts | null> = new Map()) {
    this.packed = packed;
    this.changes = changes;
  }

  /** The same files after some more changed. */
  with(changes: ReadonlyMap<string, FileFacts | null>): PackedFiles {
    return new PackedFiles(this.packed, new Map([...this.changes, ...changes]));
  }

  get size(): number {
    let size = this.packed.size;
    for (const [path, facts] of this.changes) size += (facts === null ? 0 : 1) - (this.packed.has(path) ? 1 : 0);
    return size;
  }

  has(path: string): boolean {
    const changed = this.changes.get(path);
    return changed === undefined ? this.packed.has(path) : changed !== null;
  }

  get(path: string): FileFacts | undefined {
    const changed = this.changes.get(path);
    return changed === undefined ? this.packed.facts(path) : (changed ?? undefined);
  }

  /** Sorted. */
  *keys(): Generator<string, undefined, unknown> {
    const added = [...this.changes.keys()].filter((path) => !this.packed.has(path)).sort();
    let next = 0;
    for (const path of this.packed.paths()) {
      for (let other = added[next]; other !== undefined && other < path; other = added[++next])
        if (this.has(other)) yield other;
      if (this.has(path)) yield path;
    }
    for (const path of added.slice(next)) if (this.has(path)) yield path;
  }

  *values(): Generator<FileFacts, undefined, unknown> {
    for (const [, facts] of this.entries()) yield facts;
  }

  *entries(): Generator<[string, FileFacts], undefined, unknown> {
    for (const path of this.keys()) {
      const facts = this.get(path);
      if (facts !== undefined) yield [path, facts];
    }
  }

  [Symbol.iterator](): Generator<[string, FileFacts], undefined, unknown> {
    return this.entries();
  }

  forEach(use: (facts: FileFacts, path: string, map: ReadonlyMap<string, FileFacts>) => void): void {
    for (const [path, facts] of this.entries()) use(facts, path, this);
  }

  /** References whose value contains a text, with the file each stands in; files sorted. */
  referencesWith(text: string): readonly (readonly [path: string, reference: Reference])[] {
    const found = [...this.packed.referencesWith(text)];
    if (this.changes.size === 0) return found;
    const now = found.filter(([path]) => !this.changes.has(path));
    for (const [path, facts] of this.changes)
      for (const reference of facts?.references ?? []) if (reference.value.includes(text)) now.push([path, reference]);
    return now.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  }
}
