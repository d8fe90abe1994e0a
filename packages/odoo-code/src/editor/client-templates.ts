import type { Span, XmlFacts } from "../facts.ts";
import type { ModuleContents } from "../project/module-contents.ts";
import type { Project } from "../project/project.ts";

/** A template of a static file, where it stands. */
export interface ClientTemplate {
  readonly name: string;
  readonly module: string;
  readonly path: string;
  readonly node: XmlFacts["templates"][number]["node"];
  /** Of the name between its quotes; of the start tag where it has none of its own. */
  readonly nameSpan: Span;
  readonly inherit: string | null;
}

const byContents = new WeakMap<ModuleContents, ReadonlyMap<string, readonly ClientTemplate[]>>();

/** Templates of this name for the client, in load order. */
export function clientTemplatesNamed(project: Project, name: string): readonly ClientTemplate[] {
  return project.modules.order.flatMap(({ name: module }) => templatesOf(project, module).get(name) ?? []);
}

/** Names of the templates that a module has for the client. */
export function clientTemplateNames(project: Project, module: string): Iterable<string> {
  return templatesOf(project, module).keys();
}

function templatesOf(project: Project, module: string): ReadonlyMap<string, readonly ClientTemplate[]> {
  const contents = project.contents.get(module);
  if (contents === undefined) return new Map();
  const known = byContents.get(contents);
  if (known) return known;
  const found = new Map<string, ClientTemplate[]>();
  for (const [path, facts] of contents.files) {
    if (facts.kind !== "xml") continue;
    for (const { name, inherit, node } of facts.templates) {
      if (name === "") continue;
      const template = { name, module, path, node, nameSpan: node.attributes["t-name"]?.span ?? node.tagSpan, inherit };
      const same = found.get(name);
      if (same) same.push(template);
      else found.set(name, [template]);
    }
  }
  byContents.set(contents, found);
  return found;
}
