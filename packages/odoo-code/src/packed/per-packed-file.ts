import type { FileFacts } from "../facts.ts";
import { inPassing } from "./in-passing.ts";
import { PackedFiles } from "./packed-files.ts";
import type { PackedModule } from "./packed-module.ts";

/** What is noted of a file; undefined for nothing. */
type Note<Noted> = (facts: FileFacts) => Noted | undefined;

const notes = new WeakMap<Note<unknown>, WeakMap<PackedModule, ReadonlyMap<string, unknown>>>();

/** A note of each file of a packed module that has one, by path; taken once, while the module's facts themselves are let go. */
export function perPackedFile<Noted>(packed: PackedModule, note: Note<Noted>): ReadonlyMap<string, Noted> {
  const known = (notes.get(note) ?? new WeakMap()) as WeakMap<PackedModule, ReadonlyMap<string, Noted>>;
  notes.set(note, known);
  const before = known.get(packed);
  if (before !== undefined) return before;
  const found = new Map<string, Noted>();
  for (const path of packed.paths()) {
    const noted = inPassing(() => {
      const facts = packed.facts(path);
      return facts === undefined ? undefined : note(facts);
    });
    if (noted !== undefined) found.set(path, noted);
  }
  known.set(packed, found);
  return found;
}

/** A note of each file that has one. Those of packed files are kept, so that only what changed since is looked at again. */
export function* notesOf<Noted>(files: ReadonlyMap<string, FileFacts>, note: Note<Noted>): Generator<Noted> {
  if (files instanceof PackedFiles)
    for (const [path, noted] of perPackedFile(files.packed, note)) if (!files.changes.has(path)) yield noted;
  for (const facts of files instanceof PackedFiles ? files.changes.values() : files.values()) {
    const noted = facts === null ? undefined : note(facts);
    if (noted !== undefined) yield noted;
  }
}
