import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { FileFacts } from "../../../facts.ts";
import { factsOf, otherFacts } from "../../../facts-of.ts";
import type { PythonParser } from "../../../python/python-parser.ts";
import type { OdooVersion } from "../../../version.ts";

const READ = /\.(?:py|xml|csv)$/;

/** Facts of all files of modules of an addons folder; JavaScript and libraries of the browser are only there, translations are left out. */
export function readModules(
  python: PythonParser,
  addons: string,
  modules: readonly string[],
  version: OdooVersion,
): Map<string, FileFacts> {
  const files = new Map<string, FileFacts>();
  const walk = (folder: string, below: boolean): void => {
    if (below && existsSync(join(folder, "__manifest__.py"))) return;
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!/^(?:i18n|__pycache__)$/.test(entry.name)) walk(path, true);
      } else {
        const read = READ.test(path) && !path.includes("/static/lib/");
        files.set(path, read ? factsOf({ python }, path, readFileSync(path), version) : otherFacts(path));
      }
    }
  };
  for (const module of modules) walk(join(addons, module), false);
  return files;
}

/** Names of the modules of an addons folder. */
export function modulesIn(addons: string): string[] {
  return readdirSync(addons).filter((name) => existsSync(join(addons, name, "__manifest__.py")));
}
