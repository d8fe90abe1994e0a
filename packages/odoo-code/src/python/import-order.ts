import type { PythonFacts } from "../facts.ts";

/** What the order of loading needs to know of a file. */
export type Importing = Pick<PythonFacts, "imports">;

/**
 * Files of a module in the order in which Python finishes loading them, from its `__init__.py` on: the order in which its models extend each
 * other. A file that no import reaches is not in it, as Odoo never sees that file: so are those of `tests`, which Odoo loads apart, unless the module
 * imports them itself.
 *
 * @param root Path of the module's folder, as the keys of `files` begin.
 */
export function importOrder(root: string, module: string, files: ReadonlyMap<string, Importing>): string[] {
  const begun = new Set<string>();
  const order: string[] = [];

  function load(dotted: string): void {
    const base = dotted === "" ? root : `${root}/${dotted.replaceAll(".", "/")}`;
    const path = files.has(`${base}/__init__.py`) ? `${base}/__init__.py` : `${base}.py`;
    const facts = files.get(path);
    if (facts === undefined || begun.has(path)) return;
    begun.add(path);
    // A package's `__init__.py` is its own folder to relative imports.
    const here = path.endsWith("/__init__.py") ? `${dotted}.` : dotted;
    for (const { module: written, names } of facts.imports) {
      const target = resolved(written, here, module);
      if (target === null) continue;
      loadParents(target);
      for (const { name } of names) if (name !== "" && name !== "*") load(target === "" ? name : `${target}.${name}`);
    }
    order.push(path);
  }

  function loadParents(dotted: string): void {
    const parts = dotted === "" ? [] : dotted.split(".");
    parts.forEach((_, index) => {
      load(parts.slice(0, index + 1).join("."));
    });
  }

  load("");
  return order;
}

/** Name inside the module of what an import names; null when it is elsewhere. */
function resolved(written: string, here: string, module: string): string | null {
  const own = `odoo.addons.${module}`;
  if (written === own) return "";
  if (written.startsWith(`${own}.`)) return written.slice(own.length + 1);
  const dots = /^\.+/.exec(written)?.[0].length ?? 0;
  if (dots === 0) return null;
  const folder = here.split(".").slice(0, -dots);
  return here.split(".").length < dots ? null : [...folder, written.slice(dots)].filter(Boolean).join(".");
}
