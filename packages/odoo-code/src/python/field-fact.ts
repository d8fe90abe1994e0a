import type { Argument, FieldFact } from "../facts.ts";
import { callArguments } from "./call-arguments.ts";
import { fieldParameters } from "./field-parameters.ts";
import { literal } from "./literal.ts";
import type { PythonNode } from "./python-tree.ts";

/** What the names of a file mean: its imports and its constants. */
export interface FileNames {
  /** Imported names, as `importedNames` gives them. */
  readonly imported: ReadonlyMap<string, string>;
  /** Module-level `NAME = "text"`. */
  readonly constants: ReadonlyMap<string, string>;
}

/** A field definition with the nodes of its arguments, for those who look for references in them. */
export interface FieldDefinition {
  readonly fact: FieldFact;
  readonly nodes: ReadonlyMap<string, PythonNode>;
}

/** What `odoo.fields` exports besides field classes. */
const NOT_FIELDS = new Set(["Domain", "Command", "NewId", "NO_ACCESS"]);

/** Class of the field that a call makes: `fields.Char(…)`, or `Char(…)` where `Char` was imported from a module of fields. */
export function fieldType(value: PythonNode | undefined, text: string, names: FileNames): string | null {
  const called = value?.type === "call" ? value.children[0] : undefined;
  if (!called) return null;
  const written = text.slice(called.start, called.end);
  const dot = written.lastIndexOf(".");
  const type = written.slice(dot + 1);
  if (!/^[A-Z]\w*$/.test(type) || NOT_FIELDS.has(type)) return null;
  if (dot === -1) return /^(?:.*\.)?fields(?:_\w+)?\.\w+$/.test(names.imported.get(type) ?? "") ? type : null;
  const space = written.slice(0, dot);
  return space === "fields" || /(?:^|\.)fields(?:_\w+)?$/.test(names.imported.get(space) ?? space) ? type : null;
}

/** Reads `name = fields.Type(…)`. */
export function fieldDefinition(
  name: PythonNode,
  value: PythonNode,
  span: PythonNode,
  type: string,
  { text, names }: { readonly text: string; readonly names: FileNames },
): FieldDefinition {
  const { positional, keywords } = callArguments(value.children[1], text);
  const nodes = new Map<string, PythonNode>();
  const parameters = fieldParameters(type);
  for (let at = 0; at < positional.length; at += 1) {
    const node = positional[at];
    const parameter = parameters[at];
    if (parameter !== undefined && node !== undefined) nodes.set(parameter, node);
  }
  keywords.forEach(({ value: node }, keyword) => {
    nodes.set(keyword, node);
  });
  const given: [string, Argument][] = [];
  nodes.forEach((node, key) => {
    const value = constant(node, text, names) ?? literal(node, text);
    given.push([key, { value, span: [node.start, node.end] }]);
  });
  const facts = Object.fromEntries(given);
  const comodel = nodes.has("comodel_name") ? facts.comodel_name?.value : undefined;
  return {
    fact: {
      name: text.slice(name.start, name.end),
      nameSpan: [name.start, name.end],
      span: [span.start, span.end],
      type,
      comodel: typeof comodel === "string" ? comodel : null,
      arguments: facts,
    },
    nodes,
  };
}

/** Text of a module-level constant where the expression is its name. */
export function constant(node: PythonNode, text: string, { constants }: FileNames): string | null {
  return node.type === "identifier" ? (constants.get(text.slice(node.start, node.end)) ?? null) : null;
}
