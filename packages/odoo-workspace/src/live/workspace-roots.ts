import { existsSync, readdirSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { OdooVersion } from "@sextant/odoo-code";
import { findAddonsRoots } from "../addons-roots.ts";
import { addonsPathOfConf } from "../odoo-conf.ts";
import { releaseAround } from "../release-around.ts";
import { moduleFolders } from "../walk-addons.ts";

/** An addons folder, and how it was found. */
export interface FoundRoot {
  readonly path: string;
  /**
   * `conf`: an Odoo configuration in a folder lists it; `folder`: it lies in a folder; `link`: a link of another root leads there; `setting`: the
   * user names it; `pack`: a fact pack stands for it, and no file is there.
   */
  readonly from: "conf" | "folder" | "link" | "setting" | "pack";
  /** The configuration file, folder, root, setting or pack that led to it. */
  readonly by: string;
}

/** What could not be used, and why. */
export interface RootProblem {
  readonly path: string;
  readonly message: string;
}

export interface WorkspaceRoots {
  /** Of two modules with one name, the one in the earlier root wins. */
  readonly roots: readonly FoundRoot[];
  /** Folders of all modules, by real path. */
  readonly modules: readonly string[];
  readonly problems: readonly RootProblem[];
}

const CONFS = new Set(["odoo.conf", ".odoorc", "odoo.cfg", "odoo-server.conf", ".openerp_serverrc"]);
/** Where projects keep their configuration, below a folder of the workspace. */
const CONF_FOLDERS = ["", "config", "conf", "etc", "docker", "odoo"];

/**
 * Addons folders of an editor's folders: those that Odoo configurations in them list, in that order; those that lie in them; those that the user
 * names. What does not exist is a problem, not an error: folders come and go while an editor runs.
 */
export function workspaceRoots(folders: readonly string[], addons: readonly string[] = []): WorkspaceRoots {
  const roots = new Map<string, FoundRoot>();
  const problems: RootProblem[] = [];
  const add = (path: string, from: FoundRoot["from"], by: string): void => {
    try {
      for (const root of findAddonsRoots([path]).roots) if (!roots.has(root)) roots.set(root, { path: root, from, by });
    } catch {
      problems.push({
        path,
        message: from === "conf" ? `${by} lists it, but it does not exist.` : "It does not exist.",
      });
    }
  };
  for (const folder of folders)
    for (const conf of confsIn(folder)) for (const listed of listedIn(conf, problems)) add(listed, "conf", conf);
  for (const folder of folders) add(folder, "folder", folder);
  for (const setting of addons) {
    if (isFile(setting)) for (const listed of listedIn(setting, problems)) add(listed, "conf", setting);
    else add(setting, "setting", setting);
  }
  const modules = moduleFolders([...roots.keys()]);
  for (const module of modules) {
    const root = dirname(module);
    if (roots.has(root)) continue;
    const by = [...roots.keys()].find((path) => existsSync(join(path, basename(module)))) ?? root;
    roots.set(root, { path: root, from: "link", by });
  }
  return { roots: [...roots.values()], modules, problems };
}

/**
 * Without the addons folders of an Odoo of another version, by which nothing can be judged: a pack of the right one may stand for it. One that lies in
 * the open folders stays, as people work in it. Both are problems.
 */
export function withoutOtherReleases(found: WorkspaceRoots, version: OdooVersion): WorkspaceRoots {
  const problems = [...found.problems];
  const roots = found.roots.filter(({ path, from }) => {
    const release = releaseAround(path);
    if (release === null || release.version === version) return true;
    const stays = from === "folder";
    const then = stays
      ? `what is checked is judged by it as if it were of ${version}`
      : `it is left out, as everything is checked as for ${version}`;
    problems.push({ path, message: `This is Odoo ${release.version}: ${then}.` });
    return stays;
  });
  if (problems.length === found.problems.length) return found;
  const kept = new Set(roots.map(({ path }) => path));
  return { roots, modules: found.modules.filter((module) => kept.has(dirname(module))), problems };
}

function confsIn(folder: string): string[] {
  return CONF_FOLDERS.flatMap((below) => {
    const at = join(folder, below);
    try {
      return readdirSync(at)
        .filter((name) => CONFS.has(name))
        .map((name) => realpathSync(join(at, name)));
    } catch {
      return [];
    }
  });
}

function listedIn(conf: string, problems: RootProblem[]): readonly string[] {
  try {
    return addonsPathOfConf(conf);
  } catch {
    problems.push({ path: conf, message: "The configuration cannot be read." });
    return [];
  }
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
