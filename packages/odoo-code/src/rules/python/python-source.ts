import type { ClassFact, PythonFacts, PythonImport, Span } from "../../facts.ts";
import { importedNames, importsOf } from "../../python/imports.ts";
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
  readonly block: PythonNode | undefined;
}

/** A node with the function and class around it. */
export interface Located {
  readonly node: PythonNode;
  readonly parent: PythonNode;
  readonly within: FunctionScope | null;
  readonly owner: ClassScope | null;
  /** The innermost lambda or comprehension between the node and the function or class around it: names have another scope there. */
  readonly inner: "lambda" | "comprehension" | null;
}

/** A Python file as the checks see it: one walk sorts its nodes by type. */
export interface PythonSource extends FileSource<PythonFacts> {
  readonly tree: PythonTree;
  readonly functions: readonly FunctionScope[];
  readonly classes: readonly ClassScope[];
  /** All imports, those inside functions among them. */
  readonly imports: readonly PythonImport[];
  /** What the imported names of the file stand for. */
  readonly imported: ReadonlyMap<string, string>;
  nodes(type: string): readonly Located[];
  written(node: PythonNode): string;
}

const NONE: readonly Located[] = [];
const WANTED = new Set(
  "call attribute raise_statement return_statement yield except_clause import_from_statement import_statement string binary_operator assignment identifier".split(
    " ",
  ),
);

export function pythonSource(file: FileSource<PythonFacts>, tree: PythonTree): PythonSource {
  const byType = new Map<string, Located[]>();
  const functions: FunctionScope[] = [];
  const scopes: ClassScope[] = [];
  const { text } = file;
  const classes = new Map(file.facts.classes.map((fact) => [fact.nameSpan[0], fact]));
  const nameOf = (node: PythonNode) => node.children.find(({ type }) => type === "identifier");

  const visit = (
    node: PythonNode,
    within: FunctionScope | null,
    owner: ClassScope | null,
    inner: Located["inner"],
  ): void => {
    for (const child of node.children) {
      const { type } = child;
      if (type === "identifier") continue;
      if (WANTED.has(type)) {
        const list = byType.get(type);
        const located = { node: child, parent: node, within, owner, inner };
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
        visit(child, scope, owner, null);
      } else if (type === "class_definition") {
        const name = nameOf(child);
        const fact = name === undefined ? null : (classes.get(name.start) ?? null);
        const scope: ClassScope = {
          node: child,
          name: name ? text.slice(name.start, name.end) : "",
          fact,
          block: child.children.find((part) => part.type === "block"),
        };
        scopes.push(scope);
        visit(child, within, scope, null);
      } else if (child.children.length > 0) visit(child, within, owner, innerOf(child) ?? inner);
    }
  };
  visit(tree.root, null, null, null);
  const imports = ["import_statement", "import_from_statement"]
    .flatMap((type) => byType.get(type) ?? [])
    .flatMap(({ node }) => importsOf(node, text))
    .sort((a, b) => a.span[0] - b.span[0]);
  return {
    ...file,
    tree,
    functions,
    classes: scopes,
    imports,
    imported: importedNames(imports),
    nodes: (type) => byType.get(type) ?? NONE,
    written: ({ start, end }) => text.slice(start, end),
  };
}

function innerOf({ type }: PythonNode): Located["inner"] {
  if (type === "lambda") return "lambda";
  return type.endsWith("_comprehension") || type === "generator_expression" ? "comprehension" : null;
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

/** The same with the first name replaced by what was imported under it: `odoo.tools.groupby`. */
export function fullName(node: PythonNode | undefined, { text, imported }: PythonSource): string | null {
  const name = dottedName(node, text);
  if (name === null) return null;
  const [first = "", ...rest] = name.split(".");
  return [imported.get(first) ?? first, ...rest].join(".");
}

/** The last name of what is called: `b` of `a.b(…)` and of `b(…)`. */
export function calledName({ children: [called] }: PythonNode, text: string): string | null {
  const name =
    called?.type === "attribute" ? called.children.at(-1) : called?.type === "identifier" ? called : undefined;
  return name === undefined ? null : text.slice(name.start, name.end);
}

/** All nodes below, in order, also those of functions and classes inside. */
export function everyNode(node: PythonNode): Generator<PythonNode> {
  return below(node, true);
}

/** All nodes below, in order, not entering functions and classes inside. */
export function within(node: PythonNode): Generator<PythonNode> {
  return below(node, false);
}

function* below(node: PythonNode, entering: boolean): Generator<PythonNode> {
  const waiting = [...node.children].reverse();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next;
    if (!entering && (next.type === "function_definition" || next.type === "class_definition")) continue;
    for (let at = next.children.length - 1; at >= 0; at -= 1) {
      const child = next.children[at];
      if (child !== undefined) waiting.push(child);
    }
  }
}

/** Text of the operator between the two sides of a `binary_operator`. */
export function operatorOf(node: PythonNode, text: string): string {
  const [left, right] = node.children;
  return left && right ? text.slice(left.end, right.start).replace(/[\s()\\]|#.*/g, "") : "";
}
