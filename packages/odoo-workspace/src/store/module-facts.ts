import { type ManifestFacts, type ModuleBlocks, PackedModule } from "@sextant/odoo-code";
import type { AddonFile } from "../walk-addons.ts";

/** A file as it was when its facts were read. */
export interface StoredFile {
  readonly path: string;
  readonly size: number;
  readonly modified: number;
  readonly inode: number;
  /** Name of its content; empty for a file that is not read. */
  readonly hash: string;
}

/** Facts of a module, and the state of its files that they are of. As bytes; of kept facts they may be read when they are asked for. */
export interface ModuleFacts extends ModuleBlocks {
  readonly folder: string;
  readonly files: readonly StoredFile[];
  /** Where it is known without reading the block. */
  readonly manifest?: ManifestFacts;
}

/** Whether the files are, as far as the file system tells, those that the facts are of. */
export function isOfFiles(
  { files }: Pick<ModuleFacts, "files">,
  now: readonly Pick<AddonFile, "path" | "size" | "modified" | "inode">[],
): boolean {
  if (files.length !== now.length) return false;
  return now.every(({ path, size, modified, inode }, at) => {
    const file = files[at];
    return file?.path === path && file.size === size && file.modified === modified && file.inode === inode;
  });
}

/** The module as a project holds it. Where its manifest is known, the rest is read when somebody asks for it. */
export function packedOf(facts: ModuleFacts): PackedModule {
  const { folder, manifest } = facts;
  return manifest === undefined ? new PackedModule(folder, facts) : new PackedModule(folder, () => facts, manifest);
}

/** The same once what it uses is read, too: what was read of its definitions stays, unless they had to be read again. */
export function packedWithUses(
  before: { readonly defined: ModuleFacts; readonly packed: PackedModule },
  facts: ModuleFacts,
): PackedModule {
  const same = facts.block === before.defined.block && facts.uses !== null;
  return same ? before.packed.withUses(facts.uses) : packedOf(facts);
}
