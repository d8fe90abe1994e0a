import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import type { FileFacts, ManifestFacts } from "@sextant/odoo-code";
import { isModule } from "../addons-roots.ts";
import { type Reading, readModule } from "../live/read-modules.ts";

export interface Dependencies {
  /** Facts of all files of the modules that were read. */
  readonly facts: readonly FileFacts[];
  /** Names of the modules that were read. */
  readonly read: ReadonlySet<string>;
}

/**
 * Reads the modules of the given names that lie in the addons folders, with what they depend on; those in `known` are there already.
 * A name that no folder has is left out: the project then knows it as missing.
 */
export async function readDependencies(
  names: Iterable<string>,
  known: ReadonlySet<string>,
  roots: readonly string[],
  reading: Reading,
  signal: AbortSignal,
): Promise<Dependencies> {
  const wanted = new Set(names);
  const read = new Set<string>();
  const facts: FileFacts[] = [];
  // A set grows while it is walked.
  for (const name of wanted) {
    if (known.has(name)) continue;
    const folder = folderOf(name, roots);
    if (folder === null) continue;
    const files = await readModule(folder, reading, signal);
    read.add(name);
    for (const file of files) {
      facts.push(file.facts);
      if (file.facts.kind === "manifest" && file.facts.path.lastIndexOf("/") === folder.length)
        for (const need of dependsOf(name, file.facts)) wanted.add(need);
    }
  }
  return { facts, read };
}

/** What a module depends on directly: `base` where it names nothing. */
export function dependsOf(name: string, { depends }: ManifestFacts): readonly string[] {
  if (name === "base") return [];
  return depends.length > 0 ? depends : ["base"];
}

function folderOf(name: string, roots: readonly string[]): string | null {
  if (!/^\w+$/.test(name)) return null;
  const found = roots.map((root) => join(root, name)).find((folder) => existsSync(folder) && isModule(folder));
  return found === undefined ? null : realpathSync(found);
}
