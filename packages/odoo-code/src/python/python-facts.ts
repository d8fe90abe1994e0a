import { treeOf } from "../check/tree-of.ts";
import type { ClassFact, Literal, MethodFact, PythonFacts } from "../facts.ts";
import { lineStarts } from "../text/line-starts.ts";
import type { MethodsLately } from "../typed/methods-lately.ts";
import type { OdooVersion } from "../version.ts";
import type { Binding } from "./binding.ts";
import { walkBody } from "./body-references.ts";
import { type Assigned, assignments, type ClassDefinition, classDefinition } from "./class-fact.ts";
import { noteClass, noteMethod } from "./class-references.ts";
import type { FileNames } from "./field-fact.ts";
import { noteImport } from "./import-references.ts";
import { importedNames, importsOf } from "./imports.ts";
import { literal } from "./literal.ts";
import { type Decorated, methodFact, undecorated } from "./method-fact.ts";
import { modelOfClass } from "./model-name.ts";
import type { PythonParser } from "./python-parser.ts";
import { type PythonNode, parseHeads } from "./python-tree.ts";
import type { ReferenceSink } from "./reference-sink.ts";
import { stringLiteral } from "./string-literal.ts";
import { suppressionsOf } from "./suppressions.ts";
import { Variables } from "./variables.ts";

interface Wanted {
  readonly bindings?: Binding[];
  readonly references?: boolean;
  readonly lately?: MethodsLately;
}

/**
 * What a Python file says. Total: any text gives facts. Classes, functions and imports are found at module level, also under `if`, `try` and `with`.
 *
 * @param wanted `bindings` is given the variables that stand for recordsets, which facts leave out. Without `references` only what the file defines is
 * told, for which what functions do need not be read. `lately` is what was read of it before.
 */
export function pythonFacts(
  python: PythonParser,
  path: string,
  text: string,
  version: OdooVersion,
  { bindings, references = true, lately }: Wanted = {},
): PythonFacts {
  const { root, comments, problems } = references ? treeOf(python, text) : parseHeads(python, text);
  const starts = lineStarts(text);
  const statements = moduleStatements(root);
  const imports = statements.flatMap((node) => importsOf(node, text));
  const assigned = statements.flatMap(assignments);
  const names: FileNames = { imported: importedNames(imports), constants: constantsOf(assigned, text) };
  const sink: ReferenceSink = {
    text,
    references: [],
    domains: new Set(),
    bindings,
    // Of broken code the grammar makes what it sees fit, here this and there that.
    lately: problems.length === 0 ? lately?.begin() : undefined,
  };
  const classes: ClassFact[] = [];
  const functions: MethodFact[] = [];
  const known = new Map<string, ClassFact["kind"]>();
  if (references) for (const found of imports) noteImport(sink, found);
  for (const statement of statements) {
    const definition = undecorated(statement);
    if (definition.node.type === "class_definition") readClass(definition);
    else if (definition.node.type === "function_definition") readFunction(definition);
    else if (references && !HOLDS.has(statement.type))
      walkBody(sink, statement, { model: null, variables: new Variables() });
  }

  function readClass(definition: Decorated): void {
    const found: ClassDefinition | null = classDefinition(definition, { text, names, known });
    if (found === null) return;
    known.set(found.fact.name, found.fact.kind);
    const fact = withUnregistered(found.fact, classes);
    // A name that is computed may be any.
    if (fact.model === null && found.attributes.has("_name")) sink.hidesModels = true;
    classes.push(fact);
    if (references) noteClass(sink, python, found, modelOfClass(found.fact, version));
  }

  function readFunction(definition: Decorated): void {
    const fact = methodFact(definition, text);
    if (fact !== null) functions.push(fact);
    if (references) noteMethod(sink, definition, null);
  }

  return {
    kind: "python",
    path,
    problems: references ? problems : NONE,
    references: sink.references,
    suppressions: references ? suppressionsOf(root, comments, text, starts) : NONE,
    lineStarts: starts,
    imports,
    classes,
    functions,
    constants: namedLists(assigned, text),
    ...(references && sink.hidesModels === true && { hidesModels: true }),
  };
}

/** The fields and methods that a class has of classes before it in the file which are no models of their own (`_register = False`). */
function withUnregistered(fact: ClassFact, before: readonly ClassFact[]): ClassFact {
  const bases = before.filter(
    ({ name, attributes }) => fact.bases.includes(name) && attributes._register?.value === false,
  );
  if (bases.length === 0) return fact;
  return {
    ...fact,
    fields: [...bases.flatMap(({ fields }) => fields), ...fact.fields],
    methods: [...bases.flatMap(({ methods }) => methods), ...fact.methods],
  };
}

/** Facts of a Python file that cannot be read as text. */
export function unreadPythonFacts(path: string, problem: string): PythonFacts {
  return { ...EMPTY, path, problems: [{ message: problem, span: [0, 0] }] };
}

const EMPTY = {
  kind: "python",
  references: [],
  suppressions: [],
  lineStarts: [0],
  imports: [],
  classes: [],
  functions: [],
} as const;

const NONE: readonly never[] = [];

/** Statements that hold others at module level. */
const HOLDS = new Set(
  "if_statement try_statement with_statement else_clause elif_clause except_clause finally_clause block ERROR".split(
    " ",
  ),
);

function moduleStatements(root: PythonNode): PythonNode[] {
  const found: PythonNode[] = [];
  const visit = (node: PythonNode): void => {
    for (const child of node.children) {
      found.push(child);
      if (HOLDS.has(child.type)) visit(child);
    }
  };
  visit(root);
  return found;
}

function constantsOf(assigned: readonly Assigned[], text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { targets, value } of assigned) {
    const written = stringLiteral(value, text);
    for (const { start, end } of targets) {
      const name = text.slice(start, end);
      if (written === null || found.has(name)) found.delete(name);
      else found.set(name, written.value);
    }
  }
  return found;
}

/** Lists and tuples that are assigned to one name once. */
function namedLists(assigned: readonly Assigned[], text: string): Record<string, Literal> {
  const found = new Map<string, Literal>();
  for (const { targets, value } of assigned)
    for (const { start, end } of targets) {
      const name = text.slice(start, end);
      if ((value.type === "list" || value.type === "tuple") && !found.has(name)) found.set(name, literal(value, text));
      else found.delete(name);
    }
  return Object.fromEntries(found);
}
