import type { Span } from "../facts.ts";
import type { ModuleContents } from "../project/module-contents.ts";
import type { Project } from "../project/project.ts";

/** `registry.category("fields").add("many2one", …)`, where it stands. */
export interface RegistryEntry {
  readonly category: string;
  readonly key: string;
  readonly module: string;
  readonly path: string;
  readonly span: Span;
}

const byContents = new WeakMap<ModuleContents, readonly RegistryEntry[]>();

/** What the JavaScript of a module adds to the client's registries. */
export function registryEntries(project: Project, module: string): readonly RegistryEntry[] {
  const contents = project.contents.get(module);
  if (contents === undefined) return [];
  const known = byContents.get(contents);
  if (known) return known;
  const found = [...contents.files].flatMap(([path, facts]) =>
    facts.kind === "javascript" ? facts.registrations.map((entry) => ({ ...entry, module, path })) : [],
  );
  byContents.set(contents, found);
  return found;
}

/** Registries that a `widget` attribute may name an entry of. */
export const WIDGET_CATEGORIES: readonly string[] = ["fields", "view_widgets"];

/** The widget of a name, also where only a view's own variant of it exists (`list.many2one`). */
export function widgetEntries(project: Project, widget: string): readonly RegistryEntry[] {
  return project.modules.order.flatMap(({ name }) =>
    registryEntries(project, name).filter(
      ({ category, key }) => WIDGET_CATEGORIES.includes(category) && (key === widget || key.endsWith(`.${widget}`)),
    ),
  );
}
