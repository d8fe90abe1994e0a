import type { Argument, ClassFact, Literal, MethodFact } from "../facts.ts";
import { callArguments } from "./call-arguments.ts";
import { constant, type FieldDefinition, type FileNames, fieldDefinition, fieldType } from "./field-fact.ts";
import { literal } from "./literal.ts";
import { type Decorated, methodFact, undecorated } from "./method-fact.ts";
import type { PythonNode } from "./python-tree.ts";

/** A class with the nodes that its facts were read from. */
export interface ClassDefinition {
  readonly fact: ClassFact;
  readonly fields: readonly FieldDefinition[];
  readonly attributes: ReadonlyMap<string, PythonNode>;
  readonly methods: readonly { readonly fact: MethodFact; readonly definition: Decorated }[];
  readonly body: PythonNode | undefined;
}

type Kind = ClassFact["kind"];

const KINDS: Readonly<Record<string, Kind>> = {
  Model: "model",
  TransientModel: "transient",
  AbstractModel: "abstract",
  BaseModel: "abstract",
};

/** Bases of other registries that tell their classes apart by `_name` and `_inherit` too: components of connectors, data models of REST services. */
const FOREIGN = /(?:^|\.)(?:(?:Abstract)?Component|Datamodel)$/;

/** Reads a class; null for a definition without a name. `known` gives the kind of the classes before it in the file. */
export function classDefinition(
  { node, decorators }: Decorated,
  file: { readonly text: string; readonly names: FileNames; readonly known: ReadonlyMap<string, Kind> },
): ClassDefinition | null {
  const { text } = file;
  const name = node.children.find(({ type }) => type === "identifier");
  if (!name) return null;
  const list = node.children.find(({ type }) => type === "argument_list");
  const bases = callArguments(list, text).positional.map(({ start, end }) => text.slice(start, end));
  const body = node.children.find(({ type }) => type === "block");
  const members = readMembers(body, file);
  const attribute = (key: string) => members.facts.find(([found]) => found === key)?.[1].value;
  const model = attribute("_name");
  const inherit = strings(attribute("_inherit"));
  const routes = members.methods.some(({ fact }) =>
    fact.decorators.some(({ name: called }) => /(^|\.)route$/.test(called)),
  );
  const ofBases = kindOf(bases, file);
  const named = members.facts.some(([key, { value }]) => (key === "_name" || key === "_inherit") && value !== null);
  const foreign = bases.some((base) => FOREIGN.test(base)) || callArguments(list, text).keywords.has("metaclass");
  const kind = ofBases !== "other" ? ofBases : named && !foreign ? "model" : routes ? "controller" : "other";
  const start = decorators[0]?.start ?? node.start;
  return {
    fact: {
      name: text.slice(name.start, name.end),
      nameSpan: [name.start, name.end],
      span: [start, node.end],
      bases,
      kind,
      model: typeof model === "string" ? model : null,
      inherit,
      inherits: inheritsOf(attribute("_inherits")),
      attributes: Object.fromEntries(members.facts),
      fields: members.fields.map(({ fact }) => fact),
      methods: members.methods.map(({ fact }) => fact),
    },
    ...members,
    body,
  };
}

function readMembers(
  body: PythonNode | undefined,
  { text, names }: { readonly text: string; readonly names: FileNames },
) {
  const facts: [string, Argument][] = [];
  const fields: FieldDefinition[] = [];
  const attributes = new Map<string, PythonNode>();
  const methods: { fact: MethodFact; definition: Decorated }[] = [];
  for (const statement of body?.children ?? []) {
    const definition = undecorated(statement);
    if (definition.node.type === "function_definition") {
      const fact = methodFact(definition, text);
      if (fact) methods.push({ fact, definition });
    }
    for (const { targets, value, node } of assignments(statement)) {
      const type = fieldType(value, text, names);
      for (const target of targets)
        if (type !== null) fields.push(fieldDefinition(target, value, node, type, { text, names }));
        else {
          const key = text.slice(target.start, target.end);
          attributes.set(key, value);
          facts.push([key, { value: staticValue(value, text, names, facts), span: [value.start, value.end] }]);
        }
    }
  }
  return { facts, fields, attributes, methods };
}

/** One statement's names that are given a value. */
export interface Assigned {
  readonly targets: readonly PythonNode[];
  readonly value: PythonNode;
  readonly node: PythonNode;
}

const NOTHING: readonly Assigned[] = [];

/** `a = b = value` and `a: type = value`, one name or several on the left. */
export function assignments({ type, children }: PythonNode): readonly Assigned[] {
  if (type !== "expression_statement") return NOTHING;
  let found: Assigned[] | undefined;
  for (let at = 0; at < children.length; at += 1) {
    const node = children[at];
    const one = node?.type === "assignment" ? assigned(node) : null;
    if (one === null) continue;
    if (found === undefined) found = [one];
    else found.push(one);
  }
  return found ?? NOTHING;
}

function assigned(node: PythonNode): Assigned | null {
  let targets: PythonNode[] | undefined;
  let value: PythonNode | undefined = node;
  while (value?.type === "assignment") {
    const { children }: PythonNode = value;
    const target = children[0];
    if (target?.type === "identifier") {
      if (targets === undefined) targets = [target];
      else targets.push(target);
    }
    const last: PythonNode | undefined = children.length > 1 ? children[children.length - 1] : undefined;
    value = last?.type === "type" ? undefined : last;
  }
  return value === undefined || targets === undefined ? null : { targets, value, node };
}

/** The literal, with names of module-level constants and of texts further up in the class (`_inherit = [_name, …]`) put in. */
function staticValue(
  node: PythonNode,
  text: string,
  names: FileNames,
  before: readonly (readonly [string, Argument])[],
): Literal {
  const own = (part: PythonNode): string | null => {
    if (part.type !== "identifier") return null;
    const value = before.findLast(([key]) => key === text.slice(part.start, part.end))?.[1].value;
    return typeof value === "string" ? value : null;
  };
  const known = own(node) ?? constant(node, text, names);
  if (known !== null) return known;
  if (node.type === "list" || node.type === "tuple")
    return node.children.map((child) => own(child) ?? constant(child, text, names) ?? literal(child, text));
  return literal(node, text);
}

/** The static strings of `_inherit`: one, or those in a list. */
function strings(value: Literal | undefined): string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}

function inheritsOf(value: Literal | undefined): Record<string, string> {
  if (value === null || typeof value !== "object" || Array.isArray(value) || isComputed(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

/** Whether a value is the source text of something that is not a literal. A one-key dict `{"computed": "…"}` would look the same. */
function isComputed(value: object): boolean {
  const keys = Object.keys(value);
  return keys.length === 1 && keys[0] === "computed";
}

function kindOf(
  bases: readonly string[],
  { names, known }: { readonly names: FileNames; readonly known: ReadonlyMap<string, Kind> },
): Kind {
  for (const base of bases) {
    const [first = "", ...rest] = base.split(".");
    const local = known.get(base);
    if (local !== undefined && local !== "other") return local;
    const full = [names.imported.get(first) ?? first, ...rest].join(".");
    const last = full.slice(full.lastIndexOf(".") + 1);
    if (/^odoo\.(?:models|orm)(?:\.|$)/.test(full) || base.startsWith("models.")) {
      if (Object.hasOwn(KINDS, last)) return KINDS[last] ?? "model";
    }
    if (/^odoo\.http\.\w*Controller$/.test(full) || base === "http.Controller") return "controller";
  }
  return "other";
}
