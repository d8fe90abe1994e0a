import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { type ManifestFacts, type OdooVersion, PackedModule, type Parsers, seriesOf } from "@sextant/odoo-code";
import { isModule } from "../addons-roots.ts";
import { currentFacts } from "../store/current-facts.ts";
import { FactsStore } from "../store/facts-store.ts";
import { readerOnThread } from "../store/module-reader.ts";

interface Reading {
  readonly parsers: Parsers;
  readonly version: OdooVersion;
  /** Whether modules that say to be of another version are taken as well. */
  readonly anyVersion: boolean;
  /** Folder where facts are kept from run to run. */
  readonly data: string | undefined;
}

/**
 * Reads the modules of the given names that lie in the addons folders, with what they depend on, by their folder; those in `known` are there
 * already. A name that no folder has is left out, or only in another version: the project then knows it as missing.
 */
export async function readDependencies(
  names: Iterable<string>,
  known: ReadonlySet<string>,
  roots: readonly string[],
  reading: Reading,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, PackedModule>> {
  const wanted = new Set(names);
  const store = new FactsStore(reading.data ?? null, reading.version, roots);
  const reader = readerOnThread(reading);
  const read = new Map<string, PackedModule>();
  // A set grows while it is walked.
  for (const name of wanted) {
    if (known.has(name)) continue;
    const folder = folderOf(name, roots);
    if (folder === null) continue;
    const packed = new PackedModule(folder, await currentFacts(folder, store, reader, signal));
    const manifest = packed.facts(`${folder}/__manifest__.py`);
    const series = manifest?.kind === "manifest" && !reading.anyVersion ? seriesOf(manifest) : null;
    if (series !== null && series !== reading.version) continue;
    read.set(folder, packed);
    if (manifest?.kind === "manifest") for (const need of dependsOf(name, manifest)) wanted.add(need);
  }
  await store.save();
  return read;
}

/** What a module depends on directly: `base` where it names nothing. */
export function dependsOf(name: string, { depends }: Pick<ManifestFacts, "depends">): readonly string[] {
  if (name === "base") return [];
  return depends.length > 0 ? depends : ["base"];
}

function folderOf(name: string, roots: readonly string[]): string | null {
  if (!/^\w+$/.test(name)) return null;
  const found = roots.map((root) => join(root, name)).find((folder) => existsSync(folder) && isModule(folder));
  return found === undefined ? null : realpathSync(found);
}
