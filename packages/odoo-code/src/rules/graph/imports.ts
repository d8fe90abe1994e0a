import type { PythonImport } from "../../facts.ts";
import { positionAt } from "../../text/line-starts.ts";
import type { Check } from "../rule.ts";
import type { GraphSource } from "./graph-source.ts";

const notFound = {
  rule: "odoo-import-not-found",
  code: "OLS02001",
  severity: "warning",
  title: "what is imported from an addon that is here is there",
} as const;

/** Scripts that Odoo reads one by one: they are in no package. */
const ALONE = /^(?:migrations|upgrades)\//;

/** Imports of files that the addon does not have. Those further in than the file itself may be tried, and are left alone. */
export const imports: Check<GraphSource> = {
  rules: [notFound],
  check(source, report) {
    const { facts, contents } = source;
    const relative = facts.path.slice(contents.path.length + 1);
    if (facts.kind !== "python" || ALONE.test(relative)) return;
    for (const found of facts.imports) {
      if (positionAt(facts.lineStarts, found.span[0]).character > 0) continue;
      const missing = missingPart(source, found, relative);
      if (missing !== null)
        report({
          rule: notFound,
          span: found.span,
          // A folder of data alone has nothing that could be loaded: its import is only needless.
          ...(missing.code === "none" && { severity: "info" as const }),
          message:
            missing.code === "absent"
              ? `There is no ${missing.path}.py and no folder of that name.`
              : `${missing.path} has no \`__init__.py\`, so nothing in it is loaded.`,
        });
    }
  },
};

interface Missing {
  readonly path: string;
  /** What Python there is in a folder that is no package; or there is no such folder. */
  readonly code: "some" | "none" | "absent";
}

function missingPart(source: GraphSource, { module, names }: PythonImport, relative: string): Missing | null {
  const { project, contents } = source;
  const dots = /^\.*/.exec(module)?.[0].length ?? 0;
  const [, , owner = "", ...rest] = module.split(".");
  if (dots === 0) {
    // Another addon may give its names in other ways; what must be there is the file that they are taken from.
    const other = /^odoo\.addons\./.test(module) ? project.contents.get(owner) : undefined;
    return other === undefined || rest.length === 0 ? null : lookIn(other, rest);
  }
  const folders = relative.split("/").slice(0, -1);
  if (dots - 1 > folders.length) return null;
  const base = folders.slice(0, folders.length - (dots - 1));
  const named = module.slice(dots).split(".").filter(Boolean);
  if (named.length > 0) return lookIn(contents, [...base, ...named]);
  // `from . import x` in a package's own `__init__.py`: a file, unless the file itself made the name before.
  if (dots !== 1 || !relative.endsWith("__init__.py")) return null;
  for (const { name } of names) {
    if (name === "*") continue;
    const missing = lookIn(contents, [...base, name]) ?? withoutInit(contents, [...base, name]);
    if (missing !== null) return missing;
  }
  return null;
}

type Contents = GraphSource["contents"];

function lookIn(contents: Contents, parts: readonly string[]): Missing | null {
  const path = `${contents.path}/${parts.join("/")}`;
  if (contents.files.has(`${path}.py`) || contents.files.has(`${path}/__init__.py`) || isFolder(contents, path))
    return null;
  return { path: parts.join("/"), code: "absent" };
}

function withoutInit(contents: Contents, parts: readonly string[]): Missing | null {
  const path = `${contents.path}/${parts.join("/")}`;
  if (contents.files.has(`${path}.py`) || contents.files.has(`${path}/__init__.py`)) return null;
  const code = [...contents.files.keys()].some((file) => file.startsWith(`${path}/`) && file.endsWith(".py"));
  return { path: parts.join("/"), code: code ? "some" : "none" };
}

function isFolder(contents: Contents, path: string): boolean {
  for (const file of contents.files.keys()) if (file.startsWith(`${path}/`)) return true;
  return false;
}
