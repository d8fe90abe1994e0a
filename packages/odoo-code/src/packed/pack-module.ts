import type { FileFacts, Reference } from "../facts.ts";
import { moduleContents } from "../project/module-contents.ts";
import type { OdooVersion } from "../version.ts";
import { BlockWriter } from "./block-writer.ts";
import { FACTS_PLAN } from "./plan.ts";
import { type ReferenceKind, ReferenceKinds } from "./reference-kinds.ts";

/** What stands at the root of a module's block. Files are named by their place in `paths`, parts and strings by theirs in the block. */
export interface PackedRoot {
  /** Below the module's folder, sorted. */
  readonly paths: readonly string[];
  /** Part of each file's facts, counted from 1; 0 for a file that says nothing. */
  readonly facts: readonly number[];
  /** Part of each file's references, counted from 1; 0 for none. */
  readonly references: readonly number[];
  /** References without value and span; every reference is one of these with its own. */
  readonly kinds: readonly ReferenceKind[];
  /** Files that Odoo imports, in load order. */
  readonly python: readonly number[];
  readonly extensions: readonly PackedExtensionRow[];
  /** Part of the records' columns. */
  readonly records: number;
  /** Places of records whose XML id belongs to another module. */
  readonly foreign: readonly number[];
}

export interface PackedExtensionRow {
  readonly model: string;
  readonly file: number;
  /** Part of the class. */
  readonly fact: number;
  readonly loaded: boolean;
}

/** What may be left out of a block. */
export interface PackOptions {
  /** Without them the block says what a module defines, not where it uses things. */
  readonly references?: boolean;
}

/**
 * All facts of a module as one block of bytes, with what the linked view needs first at hand. Paths are kept below the module's folder, so that a
 * block fits wherever the module lies.
 */
export function packModule(
  folder: string,
  files: ReadonlyMap<string, FileFacts>,
  version: OdooVersion,
  { references = true }: PackOptions = {},
): Uint8Array<ArrayBuffer> {
  const writer = new BlockWriter();
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  const places = new Map(sorted.map(([path], place) => [path, place]));
  const place = (path: string) => places.get(path) ?? 0;
  const kinds = new ReferenceKinds();
  const facts = sorted.map(([, file]) => {
    if (file.kind === "other" && file.problems.length === 0) return 0;
    const { path: _path, references: _references, ...rest } = file;
    return writer.part(rest, FACTS_PLAN) + 1;
  });
  const noted = sorted.map(([, file]) => (references ? packReferences(file.references) : 0));
  const manifest = [...files.values()].find((file) => file.kind === "manifest" && parent(file.path) === folder);
  const name = folder.slice(folder.lastIndexOf("/") + 1);
  const contents =
    manifest?.kind === "manifest" ? moduleContents(name, folder, manifest, new Map(sorted), version) : null;
  const root: PackedRoot = {
    paths: sorted.map(([path]) => path.slice(folder.length + 1)),
    facts,
    references: noted,
    kinds: kinds.list,
    python: contents?.python.map(place) ?? [],
    extensions:
      contents?.extensions.map(({ model, path, fact, loaded }) => ({
        model,
        file: place(path),
        fact: writer.part(fact),
        loaded,
      })) ?? [],
    records: packRecords(),
    foreign: contents?.records.flatMap(({ xmlId }, at) => (isForeign(xmlId) ? [at] : [])) ?? [],
  };
  return writer.finish(writer.part(root));

  function isForeign(xmlId: string | null): boolean {
    return xmlId !== null && !xmlId.startsWith(`${name}.`);
  }

  function packReferences(list: readonly Reference[]): number {
    if (list.length === 0) return 0;
    return (
      1 +
      writer.raw((to) => {
        to.varint(list.length);
        let before = 0;
        for (const reference of list) {
          const { value, span } = reference;
          to.varint(kinds.placeOf(reference));
          to.varint(writer.text(value));
          to.signed(span[0] - before);
          to.signed(span[1] - span[0] - value.length);
          before = span[0];
        }
      })
    );
  }

  function packRecords(): number {
    return writer.raw((to) => {
      to.varint(contents?.records.length ?? 0);
      for (const { xmlId, record, path, filePosition, position, demo } of contents?.records ?? []) {
        to.varint(xmlId === null ? 0 : writer.text(xmlId) + 1);
        to.varint(writer.text(record.model));
        to.varint(writer.part(record));
        to.varint(place(path));
        to.varint((filePosition + 1) * 2 + (demo ? 1 : 0));
        to.varint(position);
      }
    });
  }
}

function parent(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}
