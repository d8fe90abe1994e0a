import type { FileFacts, Literal } from "../facts.ts";

/** The list that a name stands for in a Python file; undefined when it is not written out. */
export type ListNamed = (path: string, name: string) => Literal | undefined;

const IMPORTS = 3;

/** Looks names up in the file itself, then in the files that it imports them from. */
export function listNamedIn(
  files: ReadonlyMap<string, FileFacts>,
  pathOfModule: (module: string) => string | undefined,
): ListNamed {
  const look = (path: string, name: string, left: number): Literal | undefined => {
    const facts = files.get(path);
    if (facts?.kind !== "python") return undefined;
    if (facts.constants && Object.hasOwn(facts.constants, name)) return facts.constants[name];
    const [first = "", ...rest] = name.split(".");
    for (const { module, names } of left > 0 ? facts.imports : []) {
      const imported = names.find((item) => (item.as ?? item.name) === first);
      if (imported === undefined) continue;
      const from = rest.length > 0 ? `${module}${module.endsWith(".") ? "" : "."}${imported.name}` : module;
      for (const target of targets(path, from, pathOfModule)) {
        const found = look(target, rest.at(-1) ?? imported.name, left - 1);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  };
  return (path, name) => look(path, name, IMPORTS);
}

function targets(path: string, module: string, pathOfModule: (module: string) => string | undefined): string[] {
  const own = /^odoo\.addons\.(\w+)\.?(.*)$/.exec(module);
  const dots = /^\.+/.exec(module)?.[0].length ?? 0;
  let folder = own ? pathOfModule(own[1] ?? "") : undefined;
  if (dots > 0) folder = path.split("/").slice(0, -dots).join("/");
  if (folder === undefined) return [];
  const inner = (own ? (own[2] ?? "") : module.slice(dots)).replaceAll(".", "/");
  const base = inner === "" ? folder : `${folder}/${inner}`;
  return [`${base}.py`, `${base}/__init__.py`];
}
