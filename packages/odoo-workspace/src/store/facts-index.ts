import { crc32 } from "node:zlib";
import { BlockReader, BlockWriter, type ManifestFacts } from "@sextant/odoo-code";
import type { StoredFile } from "./module-facts.ts";

/** Checksum of all that follows, and number of the layout. */
const HEAD = 8;
const LAYOUT = 1;

/** What is known of a kept module without its facts. */
export interface IndexedModule {
  readonly folder: string;
  readonly files: FileColumns;
  /** Null for a folder without one that can be read. */
  readonly manifest: ManifestFacts | null;
  /** Checksum of the block. */
  readonly checksum: number;
}

/** A row as it is written. */
interface Row {
  readonly files: FileColumns;
  readonly manifest: ManifestFacts | null;
  readonly checksum: number;
}

/** The files of a module, in the order of a walk through it. Columns take less than objects. */
export interface FileColumns {
  /** From the module's folder on. */
  readonly paths: readonly string[];
  /** Greater by one than they are: 0 for a file that is not read. */
  readonly sizes: readonly number[];
  readonly modified: readonly number[];
  readonly inodes: readonly number[];
  readonly hashes: readonly string[];
}

/** What whoever opens a workspace does not ask for: it wants to know what depends on what. */
const LATER = { apart: true };
const PLAN = {
  below: {
    files: LATER,
    manifest: {
      apart: true,
      below: {
        references: LATER,
        keys: LATER,
        keySpans: LATER,
        data: LATER,
        lineStarts: LATER,
        suppressions: LATER,
        problems: LATER,
      },
    },
  },
};

/** What is kept of the modules of one addons folder, as bytes. */
export function indexBytes(root: string, modules: readonly IndexedModule[]): Uint8Array {
  const writer = new BlockWriter();
  const rows = modules.map(({ folder, files, manifest, checksum }) => {
    const row: Row = { files, manifest, checksum };
    return { folder: folder.slice(root.length + 1), row: writer.part(row, PLAN) };
  });
  const block = writer.finish(writer.part({ rows }));
  const bytes = Buffer.alloc(HEAD + block.length);
  bytes.writeUInt32LE(LAYOUT, 4);
  bytes.set(block, HEAD);
  bytes.writeUInt32LE(crc32(bytes.subarray(4)), 0);
  return bytes;
}

/** The modules of an index, each read when it is asked for; null for bytes that are no whole index. */
export function modulesOfIndex(root: string, bytes: Buffer): IndexedModule[] | null {
  try {
    if (bytes.readUInt32LE(0) !== crc32(bytes.subarray(4)) || bytes.readUInt32LE(4) !== LAYOUT) return null;
    const reader = new BlockReader(bytes.subarray(HEAD));
    const { rows } = reader.part(reader.root) as {
      readonly rows: readonly { readonly folder: string; readonly row: number }[];
    };
    return rows.map(({ folder, row }) => new IndexRow(`${root}/${folder}`, reader, row));
  } catch {
    return null;
  }
}

/** The files of a module as an index keeps them. */
export function columnsOf(folder: string, files: readonly StoredFile[]): FileColumns {
  return {
    paths: files.map(({ path }) => path.slice(folder.length + 1)),
    sizes: files.map(({ size }) => size + 1),
    modified: files.map(({ modified }) => modified),
    inodes: files.map(({ inode }) => inode),
    hashes: files.map(({ hash }) => hash),
  };
}

/** The files that columns are of. */
export function filesOf(folder: string, { paths, sizes, modified, inodes, hashes }: FileColumns): StoredFile[] {
  return paths.map((path, at) => ({
    path: `${folder}/${path}`,
    size: (sizes[at] ?? 0) - 1,
    modified: modified[at] ?? 0,
    inode: inodes[at] ?? 0,
    hash: hashes[at] ?? "",
  }));
}

class IndexRow implements IndexedModule {
  readonly folder: string;
  readonly #reader: BlockReader;
  readonly #row: number;

  constructor(folder: string, reader: BlockReader, row: number) {
    this.folder = folder;
    this.#reader = reader;
    this.#row = row;
  }

  get files(): FileColumns {
    return this.#read().files;
  }

  get manifest(): ManifestFacts | null {
    return this.#read().manifest;
  }

  get checksum(): number {
    return this.#read().checksum;
  }

  #read(): Row {
    return this.#reader.part(this.#row) as Row;
  }
}
