import type { Project } from "@sextant/odoo-code";
import { isModule } from "../addons-roots.ts";
import { realPath } from "./real-path.ts";
import type { FoundRoot } from "./workspace-roots.ts";

/** Folders of those among some modules that files belong to and depend on, in load order: what others build upon comes first. */
export function modulesAround(
  { modules, moduleOf }: Project,
  paths: readonly string[],
  among: ReadonlySet<string>,
): readonly string[] {
  const names = new Set(
    paths.map(realPath).flatMap((path) => {
      const module = moduleOf(path);
      return module === null ? [] : [...modules.closure(module)];
    }),
  );
  return modules.order.flatMap(({ name, path }) => (names.has(name) && among.has(path) ? [path] : []));
}

/** Folder of the module in one of the roots that a path lies in, where one is there on disk; null for none. */
export function newModuleAt(path: string, roots: readonly FoundRoot[]): string | null {
  for (const { path: root } of roots) {
    if (!path.startsWith(`${root}/`)) continue;
    const folder = `${root}/${path.slice(root.length + 1).split("/")[0]}`;
    if (isModule(folder)) return folder;
  }
  return null;
}

/** Whether a project knows files below a path. */
export function wasFolder({ moduleOf, contents }: Project, path: string): boolean {
  for (const file of contents.get(moduleOf(path) ?? "")?.files.keys() ?? [])
    if (file.startsWith(`${path}/`)) return true;
  return false;
}
