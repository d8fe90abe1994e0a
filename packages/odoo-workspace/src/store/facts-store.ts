import { createHash } from "node:crypto";
import { readdirSync, readFileSync, readFile as readFileThen } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { crc32 } from "node:zlib";
import {
  EXTRACTOR_VERSION,
  MANIFEST_NAMES,
  type ManifestFacts,
  type ModuleBlocks,
  type OdooVersion,
  PackedModule,
} from "@sextant/odoo-code";
import { blocksFile, blocksOf } from "./blocks-file.ts";
import { columnsOf, type FileColumns, filesOf, type IndexedModule, indexBytes, modulesOfIndex } from "./facts-index.ts";
import type { ModuleFacts, StoredFile } from "./module-facts.ts";

/** Takes this thread a fraction of the time that a promise of a file's handle takes. */
const readFile = promisify(readFileThen);

/**
 * Facts of modules, kept from run to run: an index per addons folder, and beside it a block per module, so that only those that are asked for are
 * read and only those that changed are written. What cannot be read is as if it were not there; what cannot be written is read afresh next time.
 */
export class FactsStore {
  readonly #folder: string | null;
  readonly #readNow: ((folder: string) => ModuleFacts) | null;
  /** Names of the blocks that were there at the start. */
  readonly #blocks: ReadonlySet<string>;
  readonly #kept = new Map<string, IndexedModule>();
  /** Those that are not written yet. */
  readonly #fresh = new Map<string, ModuleFacts>();
  readonly #changed = new Set<string>();

  /**
   * @param data Folder to keep facts in; null to keep them only as long as this lives.
   * @param readNow Reads a module's files at once. With it a block is read when somebody asks for what is in it, and of one that is damaged or gone
   *   by then the files are; without it every block is read and checked before its facts are given out.
   */
  constructor(
    data: string | null,
    version: OdooVersion,
    roots: readonly string[],
    readNow: ((folder: string) => ModuleFacts) | null = null,
  ) {
    this.#folder = data === null ? null : join(data, "facts", `${version}-${EXTRACTOR_VERSION}`);
    this.#readNow = readNow;
    this.#blocks = new Set(readNow === null ? [] : namesIn(this.#folder));
    for (const root of roots) for (const known of this.#readIndex(root)) this.#kept.set(known.folder, known);
  }

  /** What a module's files were like when its facts were read. */
  files(folder: string): readonly StoredFile[] | undefined {
    const fresh = this.#fresh.get(folder);
    if (fresh !== undefined) return fresh.files;
    const kept = this.#kept.get(folder);
    return kept === undefined ? undefined : filesOf(folder, kept.files);
  }

  /** Those files as columns, where that is how they are held. */
  columns(folder: string): FileColumns | undefined {
    return this.#fresh.has(folder) ? undefined : this.#kept.get(folder)?.files;
  }

  manifest(folder: string): ManifestFacts | undefined {
    const kept = this.#fresh.has(folder) ? undefined : this.#kept.get(folder);
    return kept?.manifest ?? undefined;
  }

  /** Null for a module that is not kept. */
  async get(folder: string): Promise<ModuleFacts | null> {
    const fresh = this.#fresh.get(folder);
    if (fresh !== undefined) return fresh;
    const kept = this.#kept.get(folder);
    if (kept === undefined) return null;
    if (this.#readNow !== null && this.#blocks.has(basename(this.#blockOf(folder)))) return this.#later(kept);
    const blocks = await this.#readBlocks(kept);
    if (blocks === null) return null;
    return {
      folder,
      ...blocks,
      get files() {
        return filesOf(folder, kept.files);
      },
    };
  }

  /** Facts whose block is read when it is asked for, once. */
  #later(kept: IndexedModule): ModuleFacts {
    const { folder, manifest } = kept;
    let blocks: ModuleBlocks | undefined;
    const read = (): ModuleBlocks => {
      const there = this.#blocksNow(kept);
      if (there !== null) return there;
      const facts = this.#readNow?.(folder);
      if (facts === undefined) throw new RangeError(`The facts of ${folder} are gone.`);
      this.set(facts);
      return facts;
    };
    const now = () => {
      blocks ??= read();
      return blocks;
    };
    return {
      folder,
      ...(manifest !== null && { manifest }),
      get block() {
        return now().block;
      },
      get uses() {
        return now().uses;
      },
      get files() {
        return filesOf(folder, kept.files);
      },
    };
  }

  /** Null for a block that is gone, damaged, or written by another run since. */
  #blocksNow({ folder, checksum }: IndexedModule): ModuleBlocks | null {
    try {
      const file = readFileSync(this.#blockOf(folder));
      return crc32(file) === checksum ? blocksOf(file) : null;
    } catch {
      return null;
    }
  }

  set(facts: ModuleFacts): void {
    this.#fresh.set(facts.folder, facts);
    this.#changed.add(dirname(facts.folder));
  }

  delete(folder: string): void {
    const known = this.#fresh.delete(folder);
    if (this.#kept.delete(folder) || known) this.#changed.add(dirname(folder));
  }

  /** Writes what changed. */
  async save(): Promise<void> {
    if (this.#folder === null) return;
    const changed = [...this.#changed];
    this.#changed.clear();
    try {
      if (changed.length > 0) await mkdir(this.#folder, { recursive: true });
      for (const root of changed) await this.#write(root);
      if (changed.length > 0) await this.#forgetOlder();
    } catch {
      // A full disk or a folder of somebody else: the next run reads the files again.
    }
  }

  #indexOf(root: string): string {
    return join(this.#folder ?? "", `${createHash("sha1").update(root).digest("hex")}.facts`);
  }

  #blockOf(folder: string): string {
    return `${this.#indexOf(dirname(folder)).slice(0, -".facts".length)}-${basename(folder)}.block`;
  }

  #readIndex(root: string): IndexedModule[] {
    if (this.#folder === null) return [];
    try {
      return modulesOfIndex(root, readFileSync(this.#indexOf(root))) ?? [];
    } catch {
      return [];
    }
  }

  /** Null for a block that is gone, damaged, or written by another run since. */
  async #readBlocks({ folder, checksum }: IndexedModule): Promise<ModuleBlocks | null> {
    try {
      const file = await readFile(this.#blockOf(folder));
      return crc32(file) === checksum ? blocksOf(file) : null;
    } catch {
      return null;
    }
  }

  async #write(root: string): Promise<void> {
    for (const facts of [...this.#fresh.values()]) {
      const { folder, files } = facts;
      if (dirname(folder) !== root) continue;
      const bytes = blocksFile(facts);
      await writeAside(this.#blockOf(folder), bytes);
      // What came meanwhile is newer, and is written next.
      if (this.#fresh.get(folder) === facts) this.#fresh.delete(folder);
      this.#kept.set(folder, {
        folder,
        files: columnsOf(folder, files),
        manifest: manifestOf(facts),
        checksum: crc32(bytes),
      });
    }
    const modules = [...this.#kept.values()].filter(({ folder }) => dirname(folder) === root);
    await writeAside(this.#indexOf(root), indexBytes(root, modules));
    await this.#forgetBlocks(root, modules);
  }

  /** Blocks of modules that are gone. */
  async #forgetBlocks(root: string, modules: readonly IndexedModule[]): Promise<void> {
    const own = basename(this.#indexOf(root)).slice(0, -".facts".length);
    const known = new Set(modules.map(({ folder }) => basename(this.#blockOf(folder))));
    for (const name of readdirSync(this.#folder ?? ""))
      if (name.startsWith(`${own}-`) && name.endsWith(".block") && !known.has(name))
        await rm(join(this.#folder ?? "", name), { force: true });
  }

  /** Facts that other readers found of the same series. */
  async #forgetOlder(): Promise<void> {
    const own = this.#folder ?? "";
    const series = own.slice(own.lastIndexOf("/") + 1).split("-")[0];
    for (const name of readdirSync(dirname(own)))
      if (name.startsWith(`${series}-`) && join(dirname(own), name) !== own)
        await rm(join(dirname(own), name), { recursive: true, force: true });
  }
}

function namesIn(folder: string | null): readonly string[] {
  try {
    return folder === null ? [] : readdirSync(folder);
  } catch {
    return [];
  }
}

async function writeAside(file: string, bytes: Uint8Array): Promise<void> {
  const aside = `${file}.${process.pid}.tmp`;
  await writeFile(aside, bytes);
  await rename(aside, file);
}

function manifestOf({ folder, block }: ModuleFacts): ManifestFacts | null {
  const packed = new PackedModule(folder, block);
  for (const name of MANIFEST_NAMES) {
    const facts = packed.facts(`${folder}/${name}`);
    if (facts?.kind === "manifest") return facts;
  }
  return null;
}
