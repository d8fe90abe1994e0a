import { type Gathering, noteText } from "./gathering.ts";
import { child, childList, type EsNode, nameOf, stringNode } from "./syntax-tree.ts";

/** Calls whose first argument is the name of a template. */
const RENDERERS: ReadonlySet<string> = new Set([
  "renderToElement",
  "renderToFragment",
  "renderToString",
  "renderToMarkup",
]);
/** Names of the calls that {@link patchOrRender} looks at. */
export const CLIENT_CALLS: ReadonlySet<string> = new Set(["patch", ...RENDERERS]);

/** A class with a `static template`, or one that extends a component. */
export function componentClass(gathering: Gathering, node: EsNode): void {
  const name = nameOf(child(node, "id")) ?? "";
  const own = childList(child(node, "body"), "body").find(
    (member) =>
      member.type === "PropertyDefinition" && member.static === true && nameOf(child(member, "key")) === "template",
  );
  const parent = nameOf(child(node, "superClass"));
  if (own === undefined && (parent === null || !/Component$/.test(parent))) return;
  const template = stringNode(child(own ?? null, "value"), gathering.text);
  noteText(gathering, template, "template", "component");
  gathering.components.push({ name, template: template?.value ?? null, span: [node.start, node.end] });
}

/** `Dialog.template = "web.Dialog"`, or `template: "web.Dialog"` of a legacy widget. */
export function assignedTemplate(gathering: Gathering, node: EsNode): void {
  const target = child(node, node.type === "AssignmentExpression" ? "left" : "key");
  const value = child(node, node.type === "AssignmentExpression" ? "right" : "value");
  if (target === null || nameOf(target) !== "template") return;
  const template = stringNode(value, gathering.text);
  if (template === null || !/^[\w-]+(?:\.[\w.-]+)?$/.test(template.value)) return;
  noteText(gathering, template, "template", "component");
  const component = nameOf(child(target, "object"));
  if (node.type !== "AssignmentExpression" || component === null) return;
  const index = gathering.components.findIndex(({ name }) => name === component);
  const known = gathering.components[index];
  if (known !== undefined) gathering.components[index] = { ...known, template: template.value };
  else gathering.components.push({ name: component, template: template.value, span: [node.start, node.end] });
}

/** `patch(Target.prototype, …)` and calls that render a template by its name. */
export function patchOrRender(gathering: Gathering, call: EsNode): void {
  const name = nameOf(child(call, "callee"));
  if (name === null || !CLIENT_CALLS.has(name)) return;
  const [first] = childList(call, "arguments");
  if (first === undefined) return;
  if (name === "patch" && child(call, "callee")?.type === "Identifier")
    gathering.patches.push({ target: gathering.text.slice(first.start, first.end), span: [first.start, first.end] });
  else if (RENDERERS.has(name)) noteText(gathering, stringNode(first, gathering.text), "template", "render");
}
