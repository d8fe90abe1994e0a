import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import {
  factsOf,
  isAutoInstalled,
  MANIFEST_NAMES,
  type ManifestFacts,
  type OdooVersion,
  type Parsers,
} from "@sextant/odoo-code";
import { type Glance, glancer } from "../glance.ts";
import { eachFile, moduleFolders } from "../walk-addons.ts";
import { dependsOf } from "./read-dependencies.ts";

interface Around {
  /** Names of the modules that are checked. */
  readonly checked: ReadonlySet<string>;
  /** Names of all modules that were read. */
  readonly read: ReadonlySet<string>;
  /** Addons folders. */
  readonly roots: readonly string[];
  readonly reading: { readonly parsers: Parsers; readonly version: OdooVersion };
}

/**
 * Names of modules that are likely beside the checked ones, and define one of the words by a look at their texts: those that Odoo installs by itself,
 * and those that depend on a checked one. What seems to be missing may come from there.
 */
export function modulesBeside(words: ReadonlySet<string>, { checked, read, roots, reading }: Around): string[] {
  if (words.size === 0) return [];
  const folders = new Map(moduleFolders(roots).map((folder) => [basename(folder), folder]));
  const manifests = new Map<string, ManifestFacts>();
  for (const [name, folder] of folders) {
    const manifest = read.has(name) ? null : readManifest(folder, reading);
    if (manifest?.installable) manifests.set(name, manifest);
  }
  const beside = installed(manifests, read);
  for (const name of dependents(manifests, checked)) beside.add(name);
  const glance = glancer();
  return [...beside].filter((name) => defines(folders.get(name) ?? "", words, glance));
}

/** Modules that Odoo installs by itself once those that were read are there. */
function installed(manifests: ReadonlyMap<string, ManifestFacts>, read: ReadonlySet<string>): Set<string> {
  const there = new Set(read);
  const install = (name: string): void => {
    if (there.has(name)) return;
    there.add(name);
    const manifest = manifests.get(name);
    for (const need of manifest === undefined ? [] : dependsOf(name, manifest)) install(need);
  };
  for (let size = -1; size !== there.size; ) {
    size = there.size;
    for (const [name, manifest] of manifests) {
      if (isAutoInstalled(manifest, dependsOf(name, manifest), there)) install(name);
    }
  }
  return new Set([...there].filter((name) => manifests.has(name)));
}

/** Modules that depend on one of the checked, directly or not. */
function dependents(manifests: ReadonlyMap<string, ManifestFacts>, checked: ReadonlySet<string>): Set<string> {
  const found = new Set<string>();
  for (let size = -1; size !== found.size; ) {
    size = found.size;
    for (const [name, { depends }] of manifests)
      if (depends.some((need) => checked.has(need) || found.has(need))) found.add(name);
  }
  return found;
}

function readManifest(folder: string, { parsers, version }: Around["reading"]): ManifestFacts | null {
  for (const file of MANIFEST_NAMES)
    try {
      const path = join(folder, file);
      const facts = factsOf(parsers, path, readFileSync(path), version);
      return facts.kind === "manifest" ? facts : null;
    } catch {
      // The other name, or a file that is gone meanwhile.
    }
  return null;
}

/** Fields and other attributes, methods, and names of models, as they are written in classes. */
const DEFINED = /^[ \t]+(?:_name[ \t]*=[ \t]*["']([\w.]+)["']|(\w+)[ \t]*=(?!=)|(?:async )?def (\w+)\()/gm;
/** To look for more words than these one by one takes longer than to read what is defined. */
const FEW = 24;

/** Whether a Python file of the module looks as if it defined a field, a method or a model by one of the words. */
function defines(folder: string, words: ReadonlySet<string>, glance: Glance): boolean {
  const few = words.size <= FEW ? [...words] : null;
  return !eachFile(folder, (path) => {
    const bytes = path.endsWith(".py") ? glance(path) : null;
    if (bytes === null || few?.some((word) => bytes.includes(word)) === false) return true;
    // Names are ASCII, so any encoding that keeps it will do.
    for (const [, model, attribute, method] of bytes.toString("latin1").matchAll(DEFINED))
      if (words.has(model ?? attribute ?? method ?? "")) return false;
    return true;
  });
}
