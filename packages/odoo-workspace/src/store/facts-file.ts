import { crc32 } from "node:zlib";
import { BlockReader, BlockWriter } from "@sextant/odoo-code";
import type { ModuleFacts } from "./module-facts.ts";

/** Head of a file of facts: checksum of all that follows, and length of the table. */
const HEAD = 8;

/** What the table says of a module. */
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

/** Modules of one addons folder as parts of one file, in order. */
export function factsFile(root: string, modules: readonly Omit<ModuleFacts, "uses">[]): readonly Uint8Array[] {
  const table = tableOf(root, modules);
  const head = Buffer.alloc(HEAD);
  head.writeUInt32LE(table.length, 4);
  const parts = [head.subarray(4), table, ...modules.map(({ block }) => block)];
  head.writeUInt32LE(
    parts.reduce((sum, part) => crc32(part, sum), 0),
    0,
  );
  return [head.subarray(0, 4), ...parts];
}

/** The modules of a file, as if they lay in `root`; null for bytes that are no whole file of facts. */
export function modulesOfFile(root: string, bytes: Buffer): ModuleFacts[] | null {
  try {
    if (bytes.readUInt32LE(0) !== crc32(bytes.subarray(4))) return null;
    const start = HEAD + bytes.readUInt32LE(4);
    const table = new BlockReader(bytes.subarray(HEAD, start));
    const { modules } = table.part(table.root) as { readonly modules: readonly Row[] };
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
      uses: null,
    }));
  } catch {
    return null;
  }
}

function tableOf(root: string, modules: readonly Omit<ModuleFacts, "uses">[]): Uint8Array {
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
