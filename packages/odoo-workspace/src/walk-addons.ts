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
 * Files of all modules of the given addons folders. A module that several links lead to is taken once, where it really is; links to folders
 * inside a module are not followed. Translations, libraries of the browser and folders that cannot be read are left out.
 */
export function walkAddons(roots: readonly string[]): AddonFile[] {
  const found: AddonFile[] = [];
  const seen = new Set<string>();
  const visit = (folder: string, module: string): void => {
    const entries = entriesOf(folder);
    // A module inside a module (tests have them) is none to Odoo.
    if (folder !== module && entries.some(({ name }) => name === "__manifest__.py")) return;
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!SKIPPED.has(entry.name) && !(entry.name === "lib" && folder.endsWith("/static"))) visit(path, module);
      } else if (!entry.isSymbolicLink() || followed(path)?.folder === false) {
        const file = fileAt(path, module);
        if (file !== null) found.push(file);
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
  return found;
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
