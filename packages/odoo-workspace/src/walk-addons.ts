import { type Dirent, readdirSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { isModule } from "./addons-roots.ts";
import { statOf } from "./live/stat-of.ts";

/** A file of a module. */
export interface AddonFile {
  readonly path: string;
  /** Folder of the module. */
  readonly module: string;
  /** -1 for a file whose content says nothing: that it exists is enough. */
  readonly size: number;
  /** Milliseconds. */
  readonly modified: number;
  /** Number of the file in its file system; another one for a file that was put in its place. */
  readonly inode: number;
}

const SKIPPED = new Set(["i18n", "i18n_extra", "node_modules", "__pycache__"]);
const READ = /\.(?:py|xml|csv|js)$/;

/**
 * Files of all modules of the given addons folders. A module that several links lead to is taken once, where it really is; links to folders
 * inside a module are not followed. Translations, libraries of the browser and folders that cannot be read are left out.
 */
export function walkAddons(roots: readonly string[]): AddonFile[] {
  return moduleFolders(roots).flatMap(filesOfModule);
}

/** Folders of the modules in the given addons folders, by their real path, each once. */
export function moduleFolders(roots: readonly string[]): string[] {
  const found = new Set<string>();
  for (const root of roots)
    for (const entry of entriesOf(root)) {
      if (entry.name.startsWith(".") || entry.name === "setup") continue;
      const path = join(root, entry.name);
      // Roots are real paths: only a link leads elsewhere.
      const folder = entry.isSymbolicLink() ? followed(path) : { path, folder: entry.isDirectory() };
      if (folder?.folder && isModule(folder.path)) found.add(folder.path);
    }
  return [...found];
}

/** Files of one module, each where it really is. */
export function filesOfModule(module: string): AddonFile[] {
  const found: AddonFile[] = [];
  eachFile(module, (path, size, modified, inode) => {
    found.push({ path, module, size, modified, inode });
    return true;
  });
  return found;
}

/**
 * Walks through the files of a module, always in the same order.
 *
 * @param told What an {@link AddonFile} says; false where the rest need not be walked through.
 * @returns Whether the walk came to its end.
 */
export function eachFile(
  module: string,
  told: (path: string, size: number, modified: number, inode: number) => boolean,
): boolean {
  const visit = (folder: string): boolean => {
    const entries = entriesOf(folder);
    // A module inside a module (tests have them) is none to Odoo.
    if (folder !== module && entries.some(({ name }) => name === "__manifest__.py")) return true;
    for (const entry of entries) {
      // Both are as they should be: to join them with care takes as long as to look at the file.
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!isSkipped(folder, entry.name) && !visit(path)) return false;
      } else if (!entry.isSymbolicLink() || followed(path)?.folder === false) {
        if (!READ.test(entry.name)) {
          if (!told(path, -1, 0, 0)) return false;
          continue;
        }
        const stat = statOf(path);
        if (stat !== undefined && !told(path, stat.size, stat.mtimeMs, stat.ino)) return false;
      }
    }
    return true;
  };
  return visit(module);
}

/** A file that a walk through its module would find now; null for one that is gone, is a folder, or lies where no walk goes. */
export function fileOfModule(path: string, module: string): AddonFile | null {
  for (let folder = dirname(path); folder !== module; folder = dirname(folder)) {
    if (!folder.startsWith(`${module}/`)) return null;
    if (isSkipped(dirname(folder), basename(folder)) || isModule(folder)) return null;
  }
  return followed(path)?.folder === false ? fileAt(path, module) : null;
}

function isSkipped(folder: string, name: string): boolean {
  return SKIPPED.has(name) || (name === "lib" && folder.endsWith("/static"));
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function followed(path: string): { readonly path: string; readonly folder: boolean } | null {
  try {
    const real = realpathSync(path);
    return { path: real, folder: statSync(real).isDirectory() };
  } catch {
    return null;
  }
}

/** Only files that say something are stated; that any other exists is enough to know. */
function fileAt(path: string, module: string): AddonFile | null {
  if (!READ.test(path)) return { path, module, size: -1, modified: 0, inode: 0 };
  const stat = statOf(path);
  return stat === undefined ? null : { path, module, size: stat.size, modified: stat.mtimeMs, inode: stat.ino };
}
