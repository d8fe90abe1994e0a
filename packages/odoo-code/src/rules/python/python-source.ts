import type { ClassFact, PythonFacts, Span } from "../../facts.ts";
import type { PythonNode, PythonTree } from "../../python/python-tree.ts";
import type { FileSource } from "../rule.ts";

/** A function with what encloses it. */
export interface FunctionScope {
  readonly node: PythonNode;
  readonly name: string;
  readonly parent: FunctionScope | null;
  /** The class whose body holds it; null for functions inside functions. */
  readonly owner: ClassScope | null;
  readonly block: PythonNode | undefined;
}

export interface ClassScope {
  readonly node: PythonNode;
  readonly name: string;
  /** Null for classes that are not at module level. */
  readonly fact: ClassFact | null;
}

/** A node with the function and class around it. */
export interface Located {
  readonly node: PythonNode;
  readonly parent: PythonNode;
  readonly within: FunctionScope | null;
  readonly owner: ClassScope | null;
}

/** A Python file as the checks see it: one walk sorts its nodes by type. */
export interface PythonSource extends FileSource<PythonFacts> {
  readonly tree: PythonTree;
  readonly functions: readonly FunctionScope[];
  nodes(type: string): readonly Located[];
  written(node: PythonNode): string;
}

const NONE: readonly Located[] = [];
const WANTED = new Set(
  "call attribute raise_statement except_clause import_from_statement import_statement string binary_operator assignment identifier".split(
    " ",
  ),
);

export function pythonSource(file: FileSource<PythonFacts>, tree: PythonTree): PythonSource {
  const byType = new Map<string, Located[]>();
  const functions: FunctionScope[] = [];
  const { text } = file;
  const classes = new Map(file.facts.classes.map((fact) => [fact.nameSpan[0], fact]));
  const nameOf = (node: PythonNode) => node.children.find(({ type }) => type === "identifier");

  const visit = (node: PythonNode, within: FunctionScope | null, owner: ClassScope | null): void => {
    for (const child of node.children) {
      const { type } = child;
      if (type === "identifier") continue;
      if (WANTED.has(type)) {
        const list = byType.get(type);
        const located = { node: child, parent: node, within, owner };
        if (list === undefined) byType.set(type, [located]);
        else list.push(located);
      }
      if (type === "function_definition") {
        const name = nameOf(child);
        const block = child.children.find((part) => part.type === "block");
        const direct = owner !== null && (within === null || within.node.start < owner.node.start);
        const scope: FunctionScope = {
          node: child,
          name: name ? text.slice(name.start, name.end) : "",
          parent: within,
          owner: direct ? owner : null,
          block,
        };
        functions.push(scope);
        visit(child, scope, owner);
      } else if (type === "class_definition") {
        const name = nameOf(child);
        const fact = name === undefined ? null : (classes.get(name.start) ?? null);
        visit(child, within, { node: child, name: name ? text.slice(name.start, name.end) : "", fact });
      } else if (child.children.length > 0) visit(child, within, owner);
    }
  };
  visit(tree.root, null, null);
  return {
    ...file,
    tree,
    functions,
    nodes: (type) => byType.get(type) ?? NONE,
    written: ({ start, end }) => text.slice(start, end),
  };
}

/** Whether a class is one of Odoo's models, as far as the file tells. */
export function isModel(owner: ClassScope | null): boolean {
  const kind = owner?.fact?.kind;
  return kind === "model" || kind === "transient" || kind === "abstract";
}

/** `self.env.cr` for chains of names; null for anything computed. */
export function dottedName(node: PythonNode | undefined, text: string): string | null {
  if (node?.type === "identifier") return text.slice(node.start, node.end);
  if (node?.type !== "attribute") return null;
  const [object, name] = node.children;
  const before = dottedName(object, text);
  return before === null || name === undefined ? null : `${before}.${text.slice(name.start, name.end)}`;
}

/** Span of the line of a definition: its `def` or `class` up to the name. */
export function headSpan({ node }: { readonly node: PythonNode }): Span {
  const name = node.children.find(({ type }) => type === "identifier");
  return [node.start, name?.end ?? node.end];
}

/** All nodes below, not entering functions and classes inside. */
export function* within(node: PythonNode): Generator<PythonNode> {
  for (const child of node.children) {
    yield child;
    if (child.type !== "function_definition" && child.type !== "class_definition") yield* within(child);
  }
}

/** Text of the operator between the two sides of a `binary_operator`. */
export function operatorOf(node: PythonNode, text: string): string {
  const [left, right] = node.children;
  return left && right ? text.slice(left.end, right.start).replace(/[\s()\\]|#.*/g, "") : "";
}
