import type { Reference } from "../facts.ts";
import type { Project } from "../project/project.ts";

/** Full path of the file that a reference means; null when there is none of that name. */
export function referencedFile(project: Project, from: string, reference: Reference): string | null {
  const { value, context } = reference;
  const candidates =
    context === "import" || context === "require" ? imported(project, from, value) : inModule(project, from, value);
  return candidates.find((path) => project.files.has(path)) ?? null;
}

/** `@web/core/registry`, `./other`, or the name of a legacy module. */
function imported(project: Project, from: string, value: string): string[] {
  const alias = /^@(\w+)\/(.+)$/.exec(value);
  const own = alias ? project.modules.get(alias[1] ?? "")?.path : undefined;
  const inner = alias?.[2] ?? "";
  const base = alias
    ? own && (inner.startsWith("../tests/") ? `${own}/static/${inner.slice(3)}` : `${own}/static/src/${inner}`)
    : value.startsWith(".")
      ? joined(from.slice(0, from.lastIndexOf("/")), value)
      : undefined;
  return base === undefined ? [] : [base, `${base}.js`, `${base}/index.js`];
}

/** `views/a.xml` of the own module, or `sale/static/src/a.js` of any. */
function inModule(project: Project, from: string, value: string): string[] {
  const written = value.replace(/^\.?\//, "");
  const slash = written.indexOf("/");
  const named = project.modules.get(written.slice(0, slash))?.path;
  const own = project.modules.get(project.moduleOf(from) ?? "")?.path;
  return [
    ...(own === undefined ? [] : [`${own}/${written}`]),
    ...(named === undefined ? [] : [`${named}${written.slice(slash)}`]),
  ];
}

function joined(folder: string, relative: string): string {
  const parts = folder.split("/");
  for (const part of relative.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}
