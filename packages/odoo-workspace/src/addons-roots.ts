import { existsSync, readdirSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { SextantError } from "@sextant/contracts";
import { MANIFEST_NAMES } from "@sextant/odoo-code";
import { addonsPathOfConf } from "./odoo-conf.ts";

/** Where modules are looked for. */
export interface AddonsRoots {
  /** Addons folders by real path, the one that wins first. */
  readonly roots: readonly string[];
  /** Modules that the caller named, by real path of their folder; empty when whole folders were named. */
  readonly named: readonly string[];
}

/** How deep below a given folder addons folders are looked for, as in a workspace of several repositories. */
const DEPTH = 3;
const NEVER = new Set(["node_modules", "setup", "static", "i18n", "tests", "__pycache__"]);

/**
 * Addons folders of what a caller named: a module or a file in one (its folder of addons), an addons folder, a checkout or installation of Odoo,
 * an `odoo.conf`, or a folder that holds any of these. The order is that of Odoo: framework, then what was named; `--addons` last.
 *
 * @throws SextantError `bad_usage` for a path that does not exist.
 */
export function findAddonsRoots(paths: readonly string[], addons: readonly string[] = []): AddonsRoots {
  const roots = new Set<string>();
  const named = new Set<string>();
  for (const path of [...addons, ...paths]) {
    const real = realOf(path);
    const module = moduleAbove(real);
    if (module !== null) {
      roots.add(dirname(module));
      if (paths.includes(path)) named.add(module);
    } else if (statSync(real).isFile()) {
      for (const listed of addonsPathOfConf(real)) if (existsSync(listed)) addFolder(realpathSync(listed), roots);
    } else addFolder(real, roots);
  }
  return { roots: [...roots], named: [...named] };
}

function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch (cause) {
    throw new SextantError("bad_usage", `There is no file or folder ${path}.`, { cause });
  }
}

export function isModule(folder: string): boolean {
  return MANIFEST_NAMES.some((name) => existsSync(join(folder, name)));
}

function moduleAbove(path: string): string | null {
  for (let at = path; dirname(at) !== at; at = dirname(at)) if (isModule(at)) return at;
  return null;
}

function addFolder(folder: string, roots: Set<string>, depth = 0): void {
  const children = foldersIn(folder);
  if (children.some((child) => isModule(join(folder, child)))) roots.add(folder);
  // A checkout of Odoo keeps the framework's modules apart; its tests and installed packages are not for us.
  else if (depth < DEPTH)
    for (const child of children)
      if (!NEVER.has(child) && !child.startsWith(".")) addFolder(join(folder, child), roots, depth + 1);
  if (basename(folder) === "addons") return;
  const framework = join(folder, "odoo", "addons");
  if (existsSync(framework)) roots.add(realpathSync(framework));
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort();
  } catch {
    return [];
  }
}
