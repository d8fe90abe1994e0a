import type { Edit } from "../../diagnostic.ts";
import type { FieldFact, PythonFacts, XmlNode } from "../../facts.ts";
import type { Project } from "../../project/project.ts";
import type { View } from "../../project/views.ts";
import { modelOfClass } from "../../python/model-name.ts";
import { elements } from "../../xml/xml-node.ts";
import type { OfferedAction } from "./code-action.ts";

/** Views that are offered for one field. */
const MOST = 4;

/** Puts the field that is defined at an offset into views of its module that do not show it yet: behind the last field of a form or list. */
export function addFieldToView(
  project: Project,
  facts: PythonFacts,
  offset: number,
  textOf: (path: string) => string | null,
): OfferedAction[] {
  const found = fieldAt(facts, offset, project);
  const module = project.moduleOf(facts.path);
  if (found === null || module === null) return [];
  const { model, field } = found;
  return project.views
    .ofModel(model)
    .filter((view) => view.module === module && !(view.arch ?? []).some((node) => shows(node, field.name)))
    .flatMap((view): OfferedAction[] => {
      const edit = editFor(view, field.name, textOf(view.path));
      if (edit === null) return [];
      const title = `Add ${field.name} to the view ${view.xmlId.slice(module.length + 1)}`;
      return [{ title, kind: "add", edits: [{ path: view.path, edits: [edit] }], preferred: false }];
    })
    .slice(0, MOST);
}

function fieldAt(facts: PythonFacts, offset: number, { version }: Project): { model: string; field: FieldFact } | null {
  for (const found of facts.classes) {
    const field = found.fields.find(({ span }) => span[0] <= offset && offset <= span[1]);
    const model = field === undefined ? null : modelOfClass(found, version);
    if (field !== undefined && model !== null) return { model, field };
  }
  return null;
}

function shows(node: XmlNode, name: string): boolean {
  return (
    (node.tag === "field" && node.attributes.name?.value === name) || elements(node).some((child) => shows(child, name))
  );
}

/** Behind the last field that stands directly in the view, not in a view of a line inside it. */
function editFor({ arch }: View, name: string, text: string | null): Edit | null {
  const [root] = arch ?? [];
  if (root === undefined || text === null || !/^(?:form|list|tree)$/.test(root.tag)) return null;
  const last = lastField(root);
  if (last === null) return null;
  const [start, end] = last.span;
  const indent = /[^\n]*$/.exec(text.slice(0, start))?.[0] ?? "";
  return { span: [end, end], text: `\n${/^\s*/.exec(indent)?.[0] ?? ""}<field name="${name}"/>` };
}

function lastField(node: XmlNode): XmlNode | null {
  let found: XmlNode | null = null;
  for (const child of elements(node)) {
    // The header's status, the chatter and buttons are no place for a field.
    if (/^(?:header|chatter|button|footer|search)$/.test(child.tag)) continue;
    found = (child.tag === "field" ? child : lastField(child)) ?? found;
    if (node.tag === "form" && child.tag === "notebook" && found !== null) break;
  }
  return found;
}
