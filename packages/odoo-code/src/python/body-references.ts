import type { Span } from "../facts.ts";
import { callArguments } from "./call-arguments.ts";
import { noteCall } from "./call-references.ts";
import { looksLikeDomain, noteDomain } from "./domain-references.ts";
import {
  isEnvironment,
  isFieldName,
  isModulesOfRegistry,
  isRegistry,
  isRegistryOrEnvironment,
  type Origin,
  originOf,
  recordOfFields,
  type Scope,
  through,
} from "./origin.ts";
import { parameterNames } from "./parameters.ts";
import type { PythonNode } from "./python-tree.ts";
import { noteString, type ReferenceSink, startAt } from "./reference-sink.ts";
import { stringLiteral } from "./string-literal.ts";
import { Variables } from "./variables.ts";

const BRANCHING = new Set(["if_statement", "try_statement", "match_statement", "for_statement", "while_statement"]);
const LOOPS = new Set(["for_statement", "while_statement"]);
/** Methods that call a lambda with records of the receiver. */
const TAKES_LAMBDA = new Set(["filtered", "mapped", "sorted", "grouped"]);

/** References in statements and expressions, in the order they are written. Names bound on the way are followed within a function. */
export function walkBody(sink: ReferenceSink, node: PythonNode, scope: Scope): void {
  if (node.children.length === 0) return;
  const first = node.children[0];
  const second = node.children[1];
  // The kinds are asked for one after the other: the most frequent ones come first.
  switch (node.type) {
    case "attribute":
      noteAttribute(sink, node, scope, false);
      return;
    case "call":
      noteCall(sink, node, scope);
      walkCall(sink, node, scope);
      return;
    case "expression_statement":
    case "block":
    case "keyword_argument":
    case "pair":
      walkAll(sink, node.children, scope);
      return;
    case "subscript":
      noteSubscript(sink, node, scope);
      break;
    case "comparison_operator":
      noteContainment(sink, node, scope);
      break;
    case "list":
      if (!sink.domains.has(node.start) && looksLikeDomain(node, sink.text)) noteDomain(sink, node, null);
      break;
    case "assignment":
      walkAll(sink, node.children, scope);
      if (first) bindTarget(sink, first, node.children.length > 1 ? node.children.at(-1) : undefined, scope);
      return;
    case "named_expression":
      if (second) walkBody(sink, second, scope);
      if (first) bindTarget(sink, first, second, scope);
      return;
    case "lambda":
      walkLambda(sink, node, scope, null);
      return;
    case "function_definition":
      walkNested(sink, node, scope);
      return;
    case "class_definition":
      if (/^\s*_(?:name|inherit)\b/m.test(sink.text.slice(node.start, node.end))) sink.hidesModels = true;
      for (const child of node.children) walkBody(sink, child, { model: null, variables: new Variables() });
      return;
    case "list_comprehension":
    case "set_comprehension":
    case "dictionary_comprehension":
    case "generator_expression":
      walkComprehension(sink, node, scope);
      return;
    case "type":
      return;
  }
  if (BRANCHING.has(node.type)) walkBranches(sink, node, scope);
  else walkAll(sink, node.children, scope);
}

/** By index, as wherever most of a file passes: as long as code is interpreted, an iterator makes an object for each turn. */
export function walkAll(sink: ReferenceSink, nodes: readonly PythonNode[], scope: Scope): void {
  for (let at = 0; at < nodes.length; at += 1) {
    const node = nodes[at];
    if (node !== undefined && node.children.length > 0) walkBody(sink, node, scope);
  }
}

function walkCall(sink: ReferenceSink, node: PythonNode, scope: Scope): void {
  const called = node.children[0];
  const list = node.children[1];
  const object = called?.children[0];
  const name = called?.children[1];
  if (called?.type === "attribute") noteAttribute(sink, called, scope, true);
  else if (called) walkBody(sink, called, scope);
  if (!list || list.children.length === 0) return;
  const origin =
    called?.type === "attribute" &&
    object &&
    name &&
    list.children.some((child) => givenAs(child).type === "lambda") &&
    TAKES_LAMBDA.has(sink.text.slice(name.start, name.end))
      ? originOf(object, sink.text, scope)
      : null;
  const given = origin && callArguments(list, sink.text);
  const lambda =
    given && (given.positional[0] ?? given.keywords.get("key")?.value ?? given.keywords.get("func")?.value);
  if (lambda?.type !== "lambda") {
    walkAll(sink, list.children, scope);
    return;
  }
  for (const child of list.children) {
    if (givenAs(child) === lambda) walkLambda(sink, lambda, scope, origin);
    else walkBody(sink, child, scope);
  }
}

/** What an argument gives, by its place or by name. */
function givenAs(argument: PythonNode): PythonNode {
  return (argument.type === "keyword_argument" ? argument.children[1] : undefined) ?? argument;
}

/** `record.partner_id.name`: the names after the last thing that is known to be a recordset are a field path; a called last name is a method. */
function noteAttribute(sink: ReferenceSink, node: PythonNode, scope: Scope, called: boolean): void {
  const { text } = sink;
  let base: PythonNode = node;
  let environment: PythonNode | undefined;
  while (base.type === "attribute") {
    const object: PythonNode | undefined = base.children[0];
    if (object === undefined || base.children[1] === undefined) break;
    // `self.env.company.name` starts at the company.
    if (isEnvironment(object, text)) environment = object;
    if (environment !== undefined) break;
    base = object;
  }
  walkBody(sink, environment ?? base, scope);
  const origin = originOf(base, text, scope);
  if (origin === null) return;
  const names = namesBehind(node, base);
  const method = called ? names.pop() : undefined;
  const odd = names.findIndex(({ start, end }) => !isFieldName(text.slice(start, end)));
  const path = odd === -1 ? names : names.slice(0, odd);
  const from = path[0];
  const to = path.at(-1);
  let value = "";
  if (from && to) {
    value = written(path, text);
    // What stands between the names is a dot and nothing else: broken code may lack it.
    const certain = to.end - from.start === value.length && text.startsWith(value, from.start);
    noteRead(sink, "field-path", value, [from.start, to.end], "attribute", certain, origin);
  }
  if (!method || odd !== -1) return;
  const name = text.slice(method.start, method.end);
  const end = path.length === 0 ? origin : through(origin, value);
  noteRead(sink, "method", name, [method.start, method.end], "call", true, end);
}

/** The names joined by dots. */
function written(path: readonly PythonNode[], text: string): string {
  const only = path.length === 1 ? path[0] : undefined;
  // Most paths are one name.
  if (only !== undefined) return text.slice(only.start, only.end);
  return path.map(({ start, end }) => text.slice(start, end)).join(".");
}

/** The names of an attribute that stand behind the expression it begins with, in the order they are written. */
function namesBehind(node: PythonNode, base: PythonNode): PythonNode[] {
  const only = node.children[0] === base ? node.children[1] : undefined;
  if (only !== undefined) return [only];
  const names: PythonNode[] = [];
  for (let here = node; here !== base; ) {
    const object = here.children[0];
    const name = here.children[1];
    if (object === undefined || name === undefined) break;
    names.push(name);
    here = object;
  }
  return names.reverse();
}

/** As many as all others together are noted here: written out, which is much cheaper than spreading `startAt`. */
function noteRead(
  sink: ReferenceSink,
  role: "field-path" | "method",
  value: string,
  span: Span,
  context: string,
  certain: boolean,
  origin: Origin,
): void {
  if (origin.path === "") sink.references.push({ role, value, span, context, certain, model: origin.model });
  else sink.references.push({ role, value, span, context, certain, model: null, through: origin });
}

function noteSubscript(sink: ReferenceSink, node: PythonNode, scope: Scope): void {
  const object = node.children[0];
  const index = node.children[1];
  if (!object || !index) return;
  if (isEnvironment(object, sink.text)) noteString(sink, index, "model", sink.asksForModels ? "env-test" : "env");
  else if (isRegistry(object, sink.text)) noteString(sink, index, "model", "registry");
  else if (index.type === "string") {
    const origin = originOf(object, sink.text, scope);
    if (origin !== null && /^\w+$/.test(stringLiteral(index, sink.text)?.value ?? ""))
      noteString(sink, index, "field-path", "subscript", startAt(origin));
  }
}

/** `'sale.order' in self.env`, `'sale' in self.env.registry._init_modules`, `'state' in self._fields`, `'state' in record`. */
function noteContainment(sink: ReferenceSink, node: PythonNode, scope: Scope): void {
  const left = node.children[0];
  const right = node.children[1];
  if (!left || !right || node.children.length !== 2 || left.type !== "string") return;
  if (!/^(?:not\s+)?in$/.test(sink.text.slice(left.end, right.start).trim())) return;
  if (isRegistryOrEnvironment(right, sink.text)) noteString(sink, left, "model", "env-test");
  else if (isModulesOfRegistry(right, sink.text)) noteString(sink, left, "module", "env-test");
  else {
    const record = recordOfFields(right, sink.text);
    const origin = originOf(record ?? right, sink.text, scope);
    if (record !== null || origin !== null) noteString(sink, left, "field-path", "fields-test", startAt(origin));
  }
}

function bindTarget(sink: ReferenceSink, target: PythonNode, value: PythonNode | undefined, scope: Scope): void {
  if (target.type === "identifier") {
    const origin = value ? originOf(value, sink.text, scope) : null;
    scope.variables.set(sink.text.slice(target.start, target.end), origin);
    if (origin !== null) sink.bindings?.push({ span: [target.start, target.end], origin, within: scope.model });
  } else if (target.type !== "attribute" && target.type !== "subscript")
    for (const part of target.children) bindTarget(sink, part, undefined, scope);
}

function walkLambda(sink: ReferenceSink, node: PythonNode, scope: Scope, receiver: Origin | null): void {
  const variables = new Variables(scope.variables);
  const parameters = node.children[0]?.type === "lambda_parameters" ? node.children[0] : undefined;
  const names = parameters ? parameterNames(parameters, sink.text) : [];
  names.forEach((name, index) => {
    variables.set(name.replace(/^\*+/, ""), index === 0 ? receiver : null);
  });
  // `default=lambda self: …` at class level: the class gives `self`. Inside a method whoever calls the lambda does.
  if (receiver === null && names[0] === "self" && scope.model !== null && !scope.variables.has("self"))
    variables.set("self", { model: scope.model, path: "" });
  const inner: Scope = { model: scope.model, variables };
  for (const child of node.children) walkBody(sink, child, inner);
}

function walkNested(sink: ReferenceSink, node: PythonNode, scope: Scope): void {
  const variables = new Variables(scope.variables);
  for (const child of node.children)
    if (child.type === "parameters")
      for (const name of parameterNames(child, sink.text)) variables.set(name.replace(/^\*+/, ""), null);
  const inner: Scope = { model: scope.model, variables };
  for (const child of node.children) walkBody(sink, child, inner);
}

function walkComprehension(sink: ReferenceSink, node: PythonNode, scope: Scope): void {
  const inner: Scope = { model: scope.model, variables: new Variables(scope.variables) };
  const [body, ...clauses] = node.children;
  for (const clause of clauses) {
    const [target, iterable] = clause.children;
    for (const part of clause.type === "for_in_clause" ? clause.children.slice(1) : [clause])
      walkBody(sink, part, inner);
    if (clause.type === "for_in_clause" && target) bindTarget(sink, target, iterable, inner);
  }
  if (body) walkBody(sink, body, inner);
}

/** After branches a name keeps its recordset only when every branch that assigns it agrees. */
function walkBranches(sink: ReferenceSink, node: PythonNode, scope: Scope): void {
  const { children } = node;
  const before = new Variables(scope.variables);
  const around: Scope = { model: scope.model, variables: before };
  if (LOOPS.has(node.type)) forgetAssigned(node, sink.text, before);
  let target: PythonNode | undefined;
  let iterable: PythonNode | undefined;
  for (let at = 0; at < children.length; at += 1) {
    const child = children[at];
    if (child === undefined || isBranch(child.type)) continue;
    walkBody(sink, child, around);
    if (target === undefined) target = child;
    else iterable ??= child;
  }
  if (node.type === "for_statement" && target) bindTarget(sink, target, iterable, around);
  const { asksForModels } = sink;
  const asks = node.type === "try_statement" && catchesKeyError(node, sink.text);
  const merged = new Variables(before);
  for (let at = 0; at < children.length; at += 1) {
    const child = children[at];
    if (child === undefined || !isBranch(child.type)) continue;
    const variables = new Variables(before);
    if (asks && child.type === "block") sink.asksForModels = true;
    walkBody(sink, child, { model: scope.model, variables });
    sink.asksForModels = asksForModels;
    variables.eachBound((name, origin) => {
      const known = merged.get(name);
      if (!merged.has(name)) merged.set(name, origin);
      else if (known?.model !== origin?.model || known?.path !== origin?.path) merged.set(name, null);
    });
  }
  before.eachBound((name, origin) => scope.variables.set(name, origin));
  merged.eachBound((name, origin) => scope.variables.set(name, origin));
}

/** Who catches a `KeyError` asks whether a model is there. */
function catchesKeyError({ children }: PythonNode, text: string): boolean {
  return children.some(
    ({ type, start, children: parts }) =>
      type === "except_clause" && text.slice(start, parts.at(-1)?.start ?? start).includes("KeyError"),
  );
}

function isBranch(type: string): boolean {
  return type === "block" || type.endsWith("_clause");
}

/** What a turn of a loop assigns is no known recordset when the next one begins. */
function forgetAssigned({ children }: PythonNode, text: string, variables: Variables): void {
  for (let at = 0; at < children.length; at += 1) {
    const child = children[at];
    // Without children it assigns nothing.
    if (child === undefined || child.children.length === 0) continue;
    const { type } = child;
    if (type === "assignment" || type === "named_expression" || type === "for_statement") {
      const target = child.children[0];
      for (const part of target?.type === "identifier" ? [target] : (target?.children ?? [])) {
        const name = text.slice(part.start, part.end);
        if (variables.has(name)) variables.set(name, null);
      }
    }
    if (type === "block" || type.endsWith("statement") || type.endsWith("clause"))
      forgetAssigned(child, text, variables);
  }
}
