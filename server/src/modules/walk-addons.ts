import { type Dirent, readdirSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { isModule } from "./addons-roots.ts";

/** A file of a module. */
export interface AddonFile {
  readonly path: string;
  /** Folder of the module. */
  readonly module: string;
  readonly size: number;
  readonly modified: number;
}

const SKIPPED = new Set(["i18n", "i18n_extra", "node_modules", "__pycache__"]);
const READ = /\.(?:py|xml|csv|js)$/;

/**
 * Files of all modules of the given addons folders, each once by its real path: what is reached through a link is taken where it really is, as
 * long as that is inside a module. Translations, libraries of the browser and folders that cannot be read are left out.
 */
export function walkAddons(roots: readonly string[]): AddonFile[] {
  const found = new Map<string, AddonFile>();
  const seen = new Set<string>();
  const visit = (folder: string, module: string): void => {
    const entries = entriesOf(folder);
    // A module inside a module (tests have them) is none to Odoo.
    if (folder !== module && entries.some(({ name }) => name === "__manifest__.py")) return;
    for (const entry of entries) {
      const path = join(folder, entry.name);
      const real = entry.isSymbolicLink() ? followed(path) : { path, folder: entry.isDirectory() };
      if (real === null) continue;
      if (real.folder) {
        if (SKIPPED.has(entry.name) || (entry.name === "lib" && folder.endsWith("/static"))) continue;
        if (entry.isSymbolicLink() && seen.has(real.path)) continue;
        seen.add(real.path);
        visit(real.path, module);
      } else if (!found.has(real.path)) {
        const file = fileAt(real.path, module);
        if (file !== null) found.set(real.path, file);
      }
    }
  };
  for (const root of roots)
    for (const entry of entriesOf(root)) {
      const real = followed(join(root, entry.name));
      if (!real?.folder || entry.name.startsWith(".") || entry.name === "setup" || seen.has(real.path)) continue;
      if (!isModule(real.path)) continue;
      seen.add(real.path);
      visit(real.path, real.path);
    }
  return [...found.values()];
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
  if (!READ.test(path)) return { path, module, size: -1, modified: 0 };
  try {
    const { size, mtimeMs } = statSync(path);
    return { path, module, size, modified: mtimeMs };
  } catch {
    return null;
  }
}
