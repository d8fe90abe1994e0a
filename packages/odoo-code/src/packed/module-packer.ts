import type { FileFacts, RecordFact } from "../facts.ts";
import { moduleContents, type RecordEntry } from "../project/module-contents.ts";
import { type Ties, tiesOfClass } from "../project/ties.ts";
import { type ViewSaid, viewSaidBy } from "../project/view-said.ts";
import type { OdooVersion } from "../version.ts";
import { BlockWriter } from "./block-writer.ts";
import { FACTS_PLAN, ROOT_PLAN, TABLE_PLAN } from "./plan.ts";
import { type ReferenceKind, ReferenceKinds } from "./reference-kinds.ts";
import { packReferences } from "./reference-list.ts";

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
  /** Places of records that are views, and what each says of one. */
  readonly views: { readonly records: readonly number[]; readonly said: readonly ViewSaid[] };
}

export interface PackedExtensionRow {
  readonly model: string;
  readonly file: number;
  /** Part of the class. */
  readonly fact: number;
  readonly loaded: boolean;
  readonly ties: Ties;
}

/** What may be left out of a block. */
export interface PackOptions {
  /** Without them the block says what a module defines, not where it uses things. */
  readonly references?: boolean;
}

/** A file whose facts are packed. */
interface PackedFile {
  /** As in {@link PackedRoot}. */
  readonly facts: number;
  readonly references: number;
  /** Says which models and records the file has, and nothing more of them. */
  readonly outline: FileFacts;
}

/**
 * Packs a module file by file, for who reads one after the other: only an outline of each file is kept, so that most of its facts are garbage while
 * that costs nothing yet.
 */
export class ModulePacker {
  readonly #folder: string;
  readonly #name: string;
  readonly #version: OdooVersion;
  readonly #references: boolean;
  readonly #writer = new BlockWriter();
  readonly #kinds = new ReferenceKinds();
  readonly #files = new Map<string, PackedFile>();
  /** Parts of classes and records, by their outlines. */
  readonly #parts = new Map<object, number>();
  /** What classes say about other models, and records of views, by their outlines. */
  readonly #ties = new Map<object, Ties>();
  readonly #views = new Map<object, ViewSaid>();

  constructor(folder: string, version: OdooVersion, { references = true }: PackOptions = {}) {
    this.#folder = folder;
    this.#name = folder.slice(folder.lastIndexOf("/") + 1);
    this.#version = version;
    this.#references = references;
  }

  /** Packs what one more file says. */
  add(file: FileFacts): void {
    const { path, references, ...rest } = file;
    const silent = file.kind === "other" && file.problems.length === 0;
    this.#files.set(path, {
      facts: silent ? 0 : this.#writer.part(rest, file.kind === "csv" ? TABLE_PLAN : FACTS_PLAN) + 1,
      references: this.#references ? packReferences(references, this.#writer, this.#kinds) : 0,
      outline: this.#outlineOf(file),
    });
    this.#writer.forgetParts();
  }

  /** The block. */
  finish(): Uint8Array<ArrayBuffer> {
    const folder = this.#folder;
    const sorted = [...this.#files].sort(([a], [b]) => (a < b ? -1 : 1));
    const places = new Map(sorted.map(([path], place) => [path, place]));
    const place = (path: string) => places.get(path) ?? 0;
    const outlines = new Map(sorted.map(([path, { outline }]) => [path, outline]));
    const manifest = [...this.#files.values()].find(
      ({ outline: { kind, path } }) => kind === "manifest" && parent(path) === folder,
    )?.outline;
    const contents =
      manifest?.kind === "manifest" ? moduleContents(this.#name, folder, manifest, outlines, this.#version) : null;
    const records = contents?.records ?? [];
    const views = records.flatMap(({ record }, at) => {
      const said = this.#views.get(record);
      return said === undefined ? [] : [{ at, said }];
    });
    const isForeign = (xmlId: string | null) => xmlId !== null && !xmlId.startsWith(`${this.#name}.`);
    const root: PackedRoot = {
      paths: sorted.map(([path]) => path.slice(folder.length + 1)),
      facts: sorted.map(([, { facts }]) => facts),
      references: sorted.map(([, { references }]) => references),
      kinds: this.#kinds.list,
      python: contents?.python.map(place) ?? [],
      extensions:
        contents?.extensions.map(({ model, path, fact, loaded }) => ({
          model,
          file: place(path),
          fact: this.#partOf(fact),
          loaded,
          ties: this.#ties.get(fact) ?? tiesOfClass(fact),
        })) ?? [],
      records: this.#packRecords(records, place),
      foreign: records.flatMap(({ xmlId }, at) => (isForeign(xmlId) ? [at] : [])),
      views: {
        records: views.map(({ at }) => at),
        said: views.map(({ said }) => said),
      },
    };
    return this.#writer.finish(this.#writer.part(root, ROOT_PLAN));
  }

  #outlineOf(file: FileFacts): FileFacts {
    const bare = { problems: [], references: [], suppressions: [], lineStarts: [] };
    const noted = <Fact extends object>(fact: Fact, outline: Fact): Fact => {
      this.#parts.set(outline, this.#writer.part(fact));
      return outline;
    };
    const records = (list: readonly RecordFact[]) =>
      list.map((record) => {
        const outline = noted(record, { ...record, fields: [], arch: null });
        const said = viewSaidBy(record, this.#name);
        if (said !== null) this.#views.set(outline, said);
        return outline;
      });
    switch (file.kind) {
      case "python": {
        const classes = file.classes.map((fact) => {
          const outline = noted(fact, { ...fact, fields: [], methods: [] });
          this.#ties.set(outline, tiesOfClass(fact));
          return outline;
        });
        return { ...file, ...bare, classes, functions: [], constants: {} };
      }
      case "xml":
        return { ...file, ...bare, records: records(file.records), actions: [], templates: [] };
      case "csv":
        return { ...file, ...bare, records: records(file.records) };
      case "manifest":
        return file;
      default:
        return { kind: "other", path: file.path, ...bare };
    }
  }

  #partOf(outline: object): number {
    return this.#parts.get(outline) ?? 0;
  }

  #packRecords(records: readonly RecordEntry[], place: (path: string) => number): number {
    return this.#writer.raw((to) => {
      to.varint(records.length);
      for (const { xmlId, record, path, filePosition, position, demo } of records) {
        to.varint(xmlId === null ? 0 : this.#writer.text(xmlId) + 1);
        to.varint(this.#writer.text(record.model));
        to.varint(this.#partOf(record));
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
