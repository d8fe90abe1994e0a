import { type Dirent, readdirSync } from "node:fs";
import type { Glance } from "../glance.ts";

/** Folders without definitions of models that others extend. */
const SKIPPED = new Set(
  "static tests i18n i18n_extra data demo views security migrations upgrades doc readme node_modules __pycache__".split(
    " ",
  ),
);
const CLASS = /^[ \t]*class\b/m;
/** `_name = "…"` and `_inherit = […]` as they are written in classes. */
const SAID = /\b_(name|inherit)\s*=\s*(?:["'][\w.]+["']|\[[^\]]*\]|\([^)]*\))/g;
const NAME = /["']([\w.]+)["']/g;

/**
 * Which Python files of a module define or extend which models, by a look at their texts. It is a guess for those who cannot wait until all files are
 * read: it tells which to read first, never what they say.
 */
export function modelFiles(module: string, glance: Glance): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const visit = (folder: string): void => {
    for (const entry of entriesOf(folder)) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!SKIPPED.has(entry.name) && !entry.name.startsWith(".")) visit(path);
      } else if (entry.name.endsWith(".py"))
        for (const name of modelsIn(glance(path))) {
          const files = found.get(name);
          if (files === undefined) found.set(name, [path]);
          else files.push(path);
        }
    }
  };
  visit(module);
  return found;
}

/** A class with a name of its own only uses what it inherits from; one without extends it. */
function modelsIn(bytes: Buffer | null): ReadonlySet<string> {
  const models = new Set<string>();
  if (bytes === null || !(bytes.includes("_inherit") || bytes.includes("_name"))) return models;
  // Names of models are ASCII, so any encoding that keeps it will do.
  const text = bytes.toString("latin1");
  for (const written of text.split(CLASS)) {
    let named = false;
    const inherited: string[] = [];
    for (const [said, attribute] of written.matchAll(SAID))
      for (const [, name = ""] of said.matchAll(NAME)) {
        named ||= attribute === "name";
        if (attribute === "name") models.add(name);
        else inherited.push(name);
      }
    if (!named) for (const name of inherited) models.add(name);
  }
  return models;
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
