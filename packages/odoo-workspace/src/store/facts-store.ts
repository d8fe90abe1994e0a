import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { crc32 } from "node:zlib";
import { BlockReader, BlockWriter, EXTRACTOR_VERSION, type OdooVersion } from "@sextant/odoo-code";
import type { ModuleFacts } from "./module-facts.ts";

/** Head of a file: checksum of all that follows, and length of the table. */
const HEAD = 8;

/** What the table at the head of a file says of a module. */
interface Row {
  readonly folder: string;
  readonly start: number;
  readonly length: number;
  readonly paths: readonly string[];
  readonly sizes: readonly number[];
  readonly modified: readonly number[];
  readonly inodes: readonly number[];
  readonly hashes: readonly string[];
}

/**
 * Facts of modules, kept from run to run: one file per addons folder. What cannot be read is as if it were not there; what cannot be written is
 * read afresh next time.
 */
export class FactsStore {
  readonly #folder: string | null;
  readonly #modules = new Map<string, ModuleFacts>();
  readonly #changed = new Set<string>();

  /** @param data Folder to keep facts in; null to keep them only as long as this lives. */
  constructor(data: string | null, version: OdooVersion, roots: readonly string[]) {
    this.#folder = data === null ? null : join(data, "facts", `${version}-${EXTRACTOR_VERSION}`);
    for (const root of roots) for (const facts of this.#read(root)) this.#modules.set(facts.folder, facts);
  }

  get(folder: string): ModuleFacts | undefined {
    return this.#modules.get(folder);
  }

  set(facts: ModuleFacts): void {
    this.#modules.set(facts.folder, facts);
    this.#changed.add(dirname(facts.folder));
  }

  delete(folder: string): void {
    if (this.#modules.delete(folder)) this.#changed.add(dirname(folder));
  }

  /** Writes the folders in which something changed. */
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

  #fileOf(root: string): string {
    return join(this.#folder ?? "", `${createHash("sha1").update(root).digest("hex")}.facts`);
  }

  #read(root: string): ModuleFacts[] {
    if (this.#folder === null) return [];
    try {
      const bytes = readFileSync(this.#fileOf(root));
      if (bytes.readUInt32LE(0) !== crc32(bytes.subarray(4))) return [];
      const table = new BlockReader(bytes.subarray(HEAD, HEAD + bytes.readUInt32LE(4)));
      const { modules } = table.part(table.root) as { readonly modules: readonly Row[] };
      const start = HEAD + bytes.readUInt32LE(4);
      return modules.map(({ folder, start: at, length, paths, sizes, modified, inodes, hashes }) => ({
        folder: `${root}/${folder}`,
        files: paths.map((path, index) => ({
          path: `${root}/${folder}/${path}`,
          size: (sizes[index] ?? 0) - 1,
          modified: modified[index] ?? 0,
          inode: inodes[index] ?? 0,
          hash: hashes[index] ?? "",
        })),
        block: bytes.subarray(start + at, start + at + length),
      }));
    } catch {
      return [];
    }
  }

  async #write(root: string): Promise<void> {
    const modules = [...this.#modules.values()].filter(({ folder }) => dirname(folder) === root);
    const table = tableOf(root, modules);
    const head = Buffer.alloc(HEAD);
    head.writeUInt32LE(table.length, 4);
    const parts = [head.subarray(4), table, ...modules.map(({ block }) => block)];
    head.writeUInt32LE(
      parts.reduce((sum, part) => crc32(part, sum), 0),
      0,
    );
    const file = this.#fileOf(root);
    const aside = `${file}.${process.pid}.tmp`;
    const handle = await open(aside, "w");
    try {
      for (const part of [head.subarray(0, 4), ...parts]) await handle.writeFile(part);
    } finally {
      await handle.close();
    }
    await rename(aside, file);
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

function tableOf(root: string, modules: readonly ModuleFacts[]): Uint8Array {
  let start = 0;
  const rows = modules.map(({ folder, files, block }): Row => {
    start += block.length;
    return {
      folder: folder.slice(root.length + 1),
      start: start - block.length,
      length: block.length,
      paths: files.map(({ path }) => path.slice(folder.length + 1)),
      sizes: files.map(({ size }) => size + 1),
      modified: files.map(({ modified }) => modified),
      inodes: files.map(({ inode }) => inode),
      hashes: files.map(({ hash }) => hash),
    };
  });
  const writer = new BlockWriter();
  return writer.finish(writer.part({ modules: rows }));
}
