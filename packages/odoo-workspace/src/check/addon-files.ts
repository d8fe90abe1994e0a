import { readdirSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { SextantError } from "@sextant/contracts";
import { MANIFEST_NAMES } from "@sextant/odoo-code";

/** A module on disk, and which of its files were asked for. */
export interface AddonFiles {
  /** Its folder as the user wrote it. */
  readonly root: string;
  /** Technical name: the name of the folder. */
  readonly name: string;
  /** Paths below the folder, `/` as separator, sorted. */
  readonly files: readonly string[];
  /** Null: all of them. */
  readonly asked: ReadonlySet<string> | null;
}

const SKIPPED = new Set(["node_modules", ".git", "__pycache__", ".venv"]);
const DEPTH = 40;

/**
 * The modules at or below the paths, each once by its real folder (OCA repositories link every module a second time under `setup/`).
 * @throws SextantError `bad_usage` for a path that does not exist or lies in no module.
 */
export function addonsAt(paths: readonly string[]): AddonFiles[] {
  const found = new Map<string, { root: string; asked: Set<string> | null }>();
  const add = (root: string, file: string | null) => {
    const key = realpathSync(root);
    const known = found.get(key);
    if (known === undefined) found.set(key, { root, asked: file === null ? null : new Set([file]) });
    else if (file === null) known.asked = null;
    else known.asked?.add(file);
  };
  for (const path of paths) {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) throw new SextantError("bad_usage", `No file or folder ${path}.`);
    const above = moduleAbove(path, stat.isDirectory());
    if (above !== null && (above !== path || !stat.isDirectory())) {
      if (stat.isDirectory()) for (const file of filesBelow(path)) add(above, join(path.slice(above.length + 1), file));
      else add(above, path.slice(above.length + 1));
    } else if (stat.isDirectory()) for (const root of modulesBelow(path, 0)) add(root, null);
    else
      throw new SextantError("bad_usage", `${path} lies in no Odoo module: no folder above it has a __manifest__.py.`);
  }
  return [...found.values()]
    .map(({ root, asked }) => ({ root, name: basename(realpathSync(root)), files: filesBelow(root), asked }))
    .sort((a, b) => (a.root < b.root ? -1 : 1));
}

/** The folder with a manifest at or above a path, or null. */
function moduleAbove(path: string, isFolder: boolean): string | null {
  let folder = isFolder ? path : dirname(path);
  for (let depth = 0; depth < DEPTH; depth += 1) {
    if (isModule(folder)) return folder;
    const parent = dirname(folder);
    if (parent === folder) return null;
    folder = parent;
  }
  return null;
}

function isModule(folder: string): boolean {
  return MANIFEST_NAMES.some((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.isFile() === true);
}

function modulesBelow(folder: string, depth: number): string[] {
  if (isModule(folder)) return [folder];
  if (depth > DEPTH) return [];
  return foldersIn(folder)
    .filter((name) => name !== "setup")
    .flatMap((name) => modulesBelow(join(folder, name), depth + 1));
}

function foldersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !SKIPPED.has(entry.name) && !entry.name.startsWith("."))
    .filter((entry) => entry.isDirectory() || (entry.isSymbolicLink() && isFolder(join(folder, entry.name))))
    .map(({ name }) => name)
    .sort();
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function filesBelow(root: string): string[] {
  const found: string[] = [];
  const walk = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        // A module inside a module (tests have them) is none of its files.
        if (!SKIPPED.has(entry.name) && !isModule(join(root, path))) walk(path);
      } else found.push(path);
    }
  };
  walk("");
  return found.sort();
}
