import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { readIni, readToml, type Settings, type Sources } from "@sextant/odoo-code";

/** Settings files that hold for a path, with the places they were found in. */
export interface FoundSettings extends Pick<Sources, "pylint" | "hooks"> {
  readonly files: readonly string[];
}

const PYLINT = [".pylintrc", "pylintrc", "pyproject.toml"];
const HOOKS = ".oca_hooks.cfg";

/**
 * Finds `.pylintrc` (else `pylintrc`, else `pyproject.toml` that speaks of pylint or sextant) and `.oca_hooks.cfg` for a path: in the working
 * folder, at the top of the path's repository, and the hooks' settings at last in the home folder.
 */
export function findSettings(path: string, workingFolder: string, home = homedir()): FoundSettings {
  const folders = [workingFolder, ...(repositoryTop(path) ?? [])];
  const files: string[] = [];
  const read = (file: string): Settings | undefined => {
    if (!existsSync(file)) return undefined;
    const text = readFileSync(file, "utf8");
    const settings = file.endsWith(".toml") ? readToml(text) : readIni(text);
    const speaks =
      !file.endsWith(".toml") || [...settings.keys()].some((name) => /^tool\.(?:pylint|sextant)\b/.test(name));
    if (!speaks) return undefined;
    files.push(file);
    return settings;
  };
  const first = (candidates: readonly string[]): Settings | undefined => {
    for (const file of candidates) {
      const settings = read(file);
      if (settings !== undefined) return settings;
    }
    return undefined;
  };
  const pylint = first(folders.flatMap((folder) => PYLINT.map((name) => join(folder, name))));
  const hooks = first([...folders, home].map((folder) => join(folder, HOOKS)));
  return { ...(pylint && { pylint }), ...(hooks && { hooks }), files };
}

/** The folder with `.git` at or above a path, in a list; null where there is none. */
function repositoryTop(path: string): readonly string[] | null {
  if (!existsSync(path)) return null;
  const real = realpathSync(path);
  for (let folder = statSync(real).isDirectory() ? real : dirname(real); ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".git"))) return [folder];
    if (dirname(folder) === folder) return null;
  }
}

/** Name of the repository that holds a path, as the first remote in its configuration says; empty where there is none. */
export function repositoryName(path: string): string {
  const [top] = repositoryTop(path) ?? [];
  const config = top === undefined ? undefined : configOf(top);
  if (config === undefined || !existsSync(config)) return "";
  const remotes = [...readFileSync(config, "utf8").matchAll(/^\[remote "([^"]+)"\]\n((?:[^[\n].*\n?|\n)*)/gm)]
    .map(([, name = "", body = ""]) => ({ name, url: /^\s*url\s*=\s*(\S+)/m.exec(body)?.[1] ?? "" }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const last = (remotes[0]?.url ?? "").replace(/\/+$/, "").split(/[/:]/).at(-1) ?? "";
  return last.replace(/\.git$/, "");
}

/** `.git` is a folder, or in a worktree a file that points into the repository it belongs to. */
function configOf(top: string): string | undefined {
  const git = join(top, ".git");
  if (statSync(git).isDirectory()) return join(git, "config");
  const pointed = /^gitdir:\s*(.+)$/m.exec(readFileSync(git, "utf8"))?.[1]?.trim();
  return pointed === undefined ? undefined : join(pointed.replace(/\/worktrees\/[^/]+\/?$/, ""), "config");
}
