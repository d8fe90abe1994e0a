import { createHash } from "node:crypto";
import {
  definingFacts,
  definitionsToPack,
  type FileFacts,
  factsOf,
  factsToPack,
  fileKind,
  isUsing,
  type ModuleBlocks,
  ModulePacker,
  type OdooVersion,
  otherFacts,
  PackedModule,
  type Parsers,
  UsesPacker,
  usesToPack,
} from "@sextant/odoo-code";
import { readInto } from "../read-into.ts";
import type { AddonFile } from "../walk-addons.ts";
import type { ModuleFacts, StoredFile } from "./module-facts.ts";

/** What reading facts needs. */
export interface Reading {
  readonly parsers: Parsers;
  readonly version: OdooVersion;
}

/** Facts of a file, and the name of the content that says them. */
export interface ReadFile {
  readonly facts: FileFacts;
  readonly hash: string;
}

/**
 * Reads a module's files. What was read before is parsed again only where its content is another.
 *
 * @param breathe Called after every file; whoever shares its thread gives others their turn there.
 */
export async function readModule(
  folder: string,
  files: readonly AddonFile[],
  before: ModuleFacts | null,
  reading: Reading,
  breathe: () => Promise<void> | undefined = () => undefined,
): Promise<ModuleFacts> {
  const kept = before === null ? null : keptModule(before);
  if (before === null || kept === null) return readAfresh(folder, files, reading, breathe);
  const hashes = new Map(before.files.map(({ path, hash }) => [path, hash]));
  const changed = new Map<string, FileFacts>();
  const stored: StoredFile[] = [];
  for (const file of files) {
    const { path } = file;
    const read = readFile(file, reading, hashes.get(path), factsToPack);
    if (read !== null) changed.set(path, read.facts);
    stored.push(storedFile(file, read?.hash ?? hashes.get(path) ?? ""));
    await breathe();
  }
  if (changed.size === 0 && before.files.length === files.length)
    return { folder, files: stored, block: before.block, uses: before.uses };
  const packer = new BlocksPacker(folder, reading.version);
  for (const { path } of files) {
    packer.add(changed.get(path) ?? kept.facts(path) ?? otherFacts(path));
    await breathe();
  }
  return { folder, files: stored, ...packer.finish() };
}

async function readAfresh(
  folder: string,
  files: readonly AddonFile[],
  reading: Reading,
  breathe: () => Promise<void> | undefined,
): Promise<ModuleFacts> {
  const packer = new BlocksPacker(folder, reading.version);
  const stored: StoredFile[] = [];
  for (const file of files) {
    stored.push(packed(file, packer, reading));
    await breathe();
  }
  return { folder, files: stored, ...packer.finish() };
}

/** Reads what a module's files define, and not yet what they use: that is for {@link readUses}. */
export async function readDefinitions(
  folder: string,
  files: readonly AddonFile[],
  reading: Reading,
  breathe: () => Promise<void> | undefined = () => undefined,
): Promise<ModuleFacts> {
  const packer = new ModulePacker(folder, reading.version);
  const stored: StoredFile[] = [];
  for (const file of files) {
    const read = fileKind(file.path) === "javascript" ? null : readFile(file, reading, undefined, definitionsToPack);
    packer.add(read?.facts ?? otherFacts(file.path));
    stored.push(storedFile(file, read?.hash ?? ""));
    await breathe();
  }
  return { folder, files: stored, block: packer.finish(), uses: null };
}

/** What a module's files use, beside the definitions that were read of them; where they no longer hold everything is read, with another `block`. */
export interface ReadUses {
  readonly files: readonly StoredFile[];
  readonly block: Uint8Array | null;
  readonly uses: Uint8Array | null;
}

/** @param files As `readDefinitions` gave them. */
export async function readUses(
  folder: string,
  files: readonly StoredFile[],
  reading: Reading,
  breathe: () => Promise<void> | undefined = () => undefined,
): Promise<ReadUses> {
  const packer = new UsesPacker(folder);
  const stored: StoredFile[] = [];
  let sound = true;
  for (const file of files) {
    const { path, hash } = file;
    if (!isUsing(path)) {
      stored.push(file);
      continue;
    }
    const own = { ...file, module: folder };
    const read = readFile(own, reading, undefined, (...source) => {
      const used = usesToPack(...source);
      sound &&= used.sound;
      return used.facts;
    });
    if (!sound || (hash !== "" && read?.hash !== hash))
      return readAfresh(
        folder,
        files.map((one) => ({ ...one, module: folder })),
        reading,
        breathe,
      );
    packer.add(read?.facts ?? otherFacts(path));
    stored.push({ ...file, hash: read?.hash ?? "" });
    await breathe();
  }
  return { files: stored, block: null, uses: packer.finish() };
}

/** Packs all that a module's files say, file by file, as its two blocks. */
class BlocksPacker {
  readonly #definitions: ModulePacker;
  readonly #uses: UsesPacker;

  constructor(folder: string, version: OdooVersion) {
    this.#definitions = new ModulePacker(folder, version);
    this.#uses = new UsesPacker(folder);
  }

  add(facts: FileFacts): void {
    this.#definitions.add(definingFacts(facts));
    this.#uses.add(facts);
  }

  finish(): ModuleBlocks {
    return { block: this.#definitions.finish(), uses: this.#uses.finish() };
  }
}

/** The same at once, for whoever cannot wait. */
export function readModuleNow(folder: string, files: readonly AddonFile[], reading: Reading): ModuleFacts {
  const packer = new BlocksPacker(folder, reading.version);
  const stored = files.map((file) => packed(file, packer, reading));
  return { folder, files: stored, ...packer.finish() };
}

function packed(file: AddonFile, packer: BlocksPacker, reading: Reading): StoredFile {
  const read = readFile(file, reading, undefined, factsToPack);
  packer.add(read?.facts ?? otherFacts(file.path));
  return storedFile(file, read?.hash ?? "");
}

function storedFile({ path, size, modified, inode }: AddonFile, hash: string): StoredFile {
  return { path, size, modified, inode, hash };
}

/** Null for a block that cannot be read: everything is read afresh then. */
function keptModule(facts: ModuleFacts): PackedModule | null {
  try {
    return new PackedModule(facts.folder, facts);
  } catch {
    return null;
  }
}

/** Facts of a file as it is on disk now, unless its content is what `known` names. */
export function readFile(
  file: AddonFile,
  { parsers, version }: Reading,
  known?: string,
  read: typeof factsOf = factsOf,
): ReadFile | null {
  const bytes = bytesOf(file);
  const own = bytes === null ? "" : hashOf(bytes);
  if (own === known) return null;
  const { path } = file;
  return { facts: bytes === null ? otherFacts(path) : read(parsers, path, bytes, version), hash: own };
}

/** Where files are read into: what is read from the bytes holds on to none of them. */
let space: Buffer | null = null;
/** Holds all but a few files; those are read as a whole. */
const SPACE = 1024 * 1024;

/** Null for a file without meaning, and for one that is gone or locked since its folder was listed. Good until the next file is read. */
function bytesOf({ path, size }: AddonFile): Uint8Array | null {
  if (size < 0 || fileKind(path) === "other") return null;
  space ??= Buffer.allocUnsafeSlow(SPACE);
  return readInto(space, path);
}

function hashOf(bytes: Uint8Array): string {
  return createHash("sha1").update(bytes).digest("base64").slice(0, 20);
}
