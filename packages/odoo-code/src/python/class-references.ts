import { walkAll, walkBody } from "./body-references.ts";
import { callArguments } from "./call-arguments.ts";
import { GROUPS } from "./call-references.ts";
import type { ClassDefinition } from "./class-fact.ts";
import { domainTextReferences, noteDomain } from "./domain-references.ts";
import type { FieldDefinition } from "./field-fact.ts";
import type { Decorated } from "./method-fact.ts";
import type { Origin, Scope } from "./origin.ts";
import { parameterNames } from "./parameters.ts";
import type { PythonParser } from "./python-parser.ts";
import type { PythonNode } from "./python-tree.ts";
import { modelStart, noteName, noteParts, noteString, type ReferenceSink } from "./reference-sink.ts";
import { stringLiteral } from "./string-literal.ts";
import { Variables } from "./variables.ts";

/** Class attributes whose text is field names of the model. */
const NAMES_FIELDS = new Set(
  "_order _rec_name _rec_names_search _parent_name _date_name _fold_name _active_name _mail_post_access_field _primary_email _barcode_field".split(
    " ",
  ),
);
/** Field arguments that name a method when they are a string, and where a bare name is a method of the class too. */
const NAMES_METHOD = new Set(["compute", "inverse", "search", "group_expand"]);
/** Field arguments that name another field of the same model. */
const NAMES_FIELD = new Set(["currency_field", "model_field", "related", "definition"]);
const PATH_DECORATORS = /(?:^|\.)(?:depends|constrains|onchange)$/;
const ORDER_PART = /(?:^|,)\s*"?([A-Za-z_]\w*(?:\.\w+)*)"?/g;

/** References of a class: in its attributes, the arguments of its fields, its decorators and the bodies of its methods. */
export function noteClass(
  sink: ReferenceSink,
  python: PythonParser,
  found: ClassDefinition,
  model: string | null,
): void {
  const isModel = found.fact.kind !== "other" && found.fact.kind !== "controller";
  const scope = (): Scope => ({ model, variables: new Variables() });
  if (isModel) for (const [name, node] of found.attributes) noteAttributeOfModel(sink, name, node, model);
  for (const node of found.attributes.values()) if (node.children.length > 0) walkBody(sink, node, scope());
  // `compute=_compute_total`: a bare name is a method when the class has one of that name, else a function of the module.
  const methods = new Set(found.fact.methods.map(({ name }) => name));
  for (const field of found.fields) noteField(sink, python, field, { model, methods });
  for (const { definition } of found.methods) noteMethod(sink, definition, isModel ? model : null);
  for (const statement of found.body?.children ?? [])
    if (statement.type !== "expression_statement" && !DEFINITIONS.has(statement.type))
      walkBody(sink, statement, scope());
}

const DEFINITIONS = new Set(["function_definition", "decorated_definition"]);

function noteAttributeOfModel(sink: ReferenceSink, name: string, node: PythonNode, model: string | null): void {
  const items = node.type === "list" || node.type === "tuple" ? node.children : [node];
  if (name === "_name" || name === "_inherit") for (const item of items) noteString(sink, item, "model", name);
  else if (name === "_inherits" && node.type === "dictionary")
    for (const { children } of node.children) {
      noteString(sink, children[0], "model", name);
      noteString(sink, children[1], "field-path", name, modelStart(model));
    }
  else if (NAMES_FIELDS.has(name))
    for (const item of items) noteParts(sink, item, ORDER_PART, "field-path", name, modelStart(model));
}

function noteField(
  sink: ReferenceSink,
  python: PythonParser,
  { fact, nodes }: FieldDefinition,
  { model, methods }: { readonly model: string | null; readonly methods: ReadonlySet<string> },
): void {
  const own = modelStart(model);
  const comodel: Origin | null = fact.comodel === null ? null : { model: fact.comodel, path: "" };
  nodes.forEach((node, name) => {
    if (name === "comodel_name") noteString(sink, node, "model", "comodel");
    else if (name === "inverse_name") noteString(sink, node, "field-path", name, modelStart(fact.comodel));
    else if (NAMES_FIELD.has(name)) noteString(sink, node, "field-path", name, own);
    else if (name === "groups") noteParts(sink, node, GROUPS, "group", "groups");
    else if (name === "domain") noteFieldDomain(sink, python, node, comodel, model);
    else if (NAMES_METHOD.has(name) || (name === "selection" && node.type === "string"))
      noteString(sink, node, "method", name, own);
    if (
      (NAMES_METHOD.has(name) || name === "default" || name === "selection") &&
      node.type === "identifier" &&
      methods.has(sink.text.slice(node.start, node.end))
    )
      noteName(sink, node, "method", name, own);
    if (node.children.length > 0) walkBody(sink, node, { model, variables: new Variables() });
  });
}

function noteFieldDomain(
  sink: ReferenceSink,
  python: PythonParser,
  node: PythonNode,
  origin: Origin | null,
  evaluatedOn: string | null,
): void {
  const written = stringLiteral(node, sink.text);
  if (written?.verbatim) {
    const domain = { offset: written.span[0], origin, evaluatedOn };
    if (/^\s*[[(]/.test(written.value)) sink.references.push(...domainTextReferences(python, written.value, domain));
    return;
  }
  noteDomain(sink, node.type === "lambda" ? node.children.at(-1) : node, origin);
}

/** References of a function or method; `model` is what `self` is a recordset of. */
export function noteMethod(sink: ReferenceSink, definition: Decorated, model: string | null): void {
  const { lately, text } = sink;
  if (lately === undefined) {
    readMethod(sink, definition, model);
    return;
  }
  const { node, decorators } = definition;
  const start = decorators[0]?.start ?? node.start;
  const { references, hidesModels } = lately.of(text.slice(start, node.end), start, model, () => {
    const own: ReferenceSink = { text, references: [], domains: new Set() };
    readMethod(own, definition, model);
    return { references: own.references, hidesModels: own.hidesModels === true };
  });
  for (const reference of references) sink.references.push(reference);
  if (hidesModels) sink.hidesModels = true;
}

function readMethod(sink: ReferenceSink, { node, decorators }: Decorated, model: string | null): void {
  for (const decorator of decorators) noteDecorator(sink, decorator, model);
  const parameters = node.children.find(({ type }) => type === "parameters");
  const names = parameters ? parameterNames(parameters, sink.text) : [];
  const variables = new Variables();
  for (const name of names) variables.set(name.startsWith("*") ? name.replace(/^\*+/, "") : name, null);
  const isStatic = decorators.some(({ start, end }) => /^@(?:static|class)method\b/.test(sink.text.slice(start, end)));
  if (model !== null && !isStatic && names[0] !== undefined) variables.set(names[0], { model, path: "" });
  const scope = { model, variables };
  walkAll(sink, node.children, scope);
}

function noteDecorator(sink: ReferenceSink, decorator: PythonNode, model: string | null): void {
  const expression = decorator.children[0];
  const [called, list] = expression?.type === "call" ? expression.children : [];
  if (!called) return;
  const name = sink.text.slice(called.start, called.end);
  const { positional } = callArguments(list, sink.text);
  for (const node of positional) {
    if (PATH_DECORATORS.test(name) && /^(?:api\.)?\w+$/.test(name))
      for (const item of node.type === "list" || node.type === "tuple" ? node.children : [node])
        noteString(sink, item, "field-path", name.slice(name.lastIndexOf(".") + 1), modelStart(model));
    walkBody(sink, node, { model, variables: new Variables() });
  }
}
