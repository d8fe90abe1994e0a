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
  /** Whether it returns or yields anywhere, lambdas aside. */
  readonly gives: boolean;
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

/**
 * A Python file as the checks see it. One walk finds its functions, its classes, its calls by what they call and the rarer statements by type, so that
 * a check looks only at what may concern it.
 */
export interface PythonSource extends FileSource<PythonFacts> {
  readonly tree: PythonTree;
  readonly functions: readonly FunctionScope[];
  readonly classes: readonly ClassScope[];
  /** All imports, those inside functions among them. */
  readonly imports: readonly PythonImport[];
  /** What the imported names of the file stand for. */
  readonly imported: ReadonlyMap<string, string>;
  /** Nodes of a type in order. Types other than those that the walk sorts cost a walk of their own: ask only where the text makes it worth while. */
  nodes(type: string): readonly Located[];
  /** Calls of a name in order, be it a function's or a method's: `a.b(…)` and `b(…)` for `b`. */
  calls(name: string): readonly Located[];
  written(node: PythonNode): string;
}

const NONE: readonly Located[] = [];
const SORTED: ReadonlySet<string> = new Set([
  "raise_statement",
  "except_clause",
  "import_from_statement",
  "import_statement",
  "for_statement",
  "tuple",
]);

export function pythonSource(file: FileSource<PythonFacts>, tree: PythonTree): PythonSource {
  const byType = new Map<string, Located[]>();
  const byMark = new Map<number, Located[]>();
  const functions: FunctionScope[] = [];
  const scopes: ClassScope[] = [];
  const { text } = file;
  const classes = new Map(file.facts.classes.map((fact) => [fact.nameSpan[0], fact]));

  const visit = (
    node: PythonNode,
    within: OpenFunction | null,
    owner: ClassScope | null,
    inner: Located["inner"],
  ): void => {
    // By index: these walks are long, and as long as they are interpreted an iterator makes an object for each child.
    for (let at = 0; at < node.children.length; at += 1) {
      const child = node.children[at];
      if (child === undefined) continue;
      const { type, children } = child;
      if (type === "identifier" || type === "attribute" || type === "argument_list" || type === "string") {
        // The most frequent kinds by far: nothing is made of them.
        if (children.length > 0) visit(child, within, owner, inner);
        continue;
      }
      if (type === "call") {
        const name = calledNode(child);
        if (name !== undefined)
          gather(byMark, markOf(text.charCodeAt(name.start), name.end - name.start), {
            node: child,
            parent: node,
            within,
            owner,
            inner,
          });
      } else if (
        type === "keyword_argument" ||
        type === "expression_statement" ||
        type === "block" ||
        type === "pair"
      ) {
        // Nothing is made of these either.
      } else if (type === "return_statement" || type === "yield") {
        if (within !== null && inner !== "lambda") within.gives = true;
      } else if (type === "function_definition") {
        const name = nameOf(child);
        const direct = owner !== null && (within === null || within.node.start < owner.node.start);
        const scope: OpenFunction = {
          node: child,
          name: name ? text.slice(name.start, name.end) : "",
          parent: within,
          owner: direct ? owner : null,
          block: blockOf(child),
          gives: false,
        };
        functions.push(scope);
        visit(child, scope, owner, null);
        continue;
      } else if (type === "class_definition") {
        const name = nameOf(child);
        const fact = name === undefined ? null : (classes.get(name.start) ?? null);
        const scope: ClassScope = {
          node: child,
          name: name ? text.slice(name.start, name.end) : "",
          fact,
          block: blockOf(child),
        };
        scopes.push(scope);
        visit(child, within, scope, null);
        continue;
      } else if (SORTED.has(type)) gather(byType, type, { node: child, parent: node, within, owner, inner });
      if (children.length > 0) visit(child, within, owner, innerOf(child) ?? inner);
    }
  };
  visit(tree.root, null, null, null);
  const known = { functions, classes: scopes };
  const imports = importsAt(
    [...(byType.get("import_statement") ?? []), ...(byType.get("import_from_statement") ?? [])],
    file,
  );
  return {
    ...file,
    tree,
    functions,
    classes: scopes,
    imports,
    imported: importedNames(imports),
    nodes: (type) => {
      let found = byType.get(type);
      if (found === undefined) {
        if (SORTED.has(type)) return NONE;
        found = ofType(tree.root, type, known);
        byType.set(type, found);
      }
      return found;
    },
    calls: (name) => {
      const alike = byMark.get(markOf(name.charCodeAt(0), name.length));
      return alike === undefined ? NONE : alike.filter(({ node }) => isCalled(node, name, text));
    },
    written: ({ start, end }) => text.slice(start, end),
  };
}

/** A function while what stands in it is being read. */
interface OpenFunction extends FunctionScope {
  gives: boolean;
}

function gather<Key>(into: Map<Key, Located[]>, key: Key, located: Located): void {
  const list = into.get(key);
  if (list === undefined) into.set(key, [located]);
  else list.push(located);
}

/** What the import statements say, in order. Those at module level are among the facts already. */
function importsAt(statements: readonly Located[], { facts, text }: FileSource<PythonFacts>): readonly PythonImport[] {
  const known = new Map<number, PythonImport[]>();
  for (const found of facts.imports) {
    const list = known.get(found.span[0]);
    if (list === undefined) known.set(found.span[0], [found]);
    else list.push(found);
  }
  const found: PythonImport[] = [];
  for (const { node } of statements) found.push(...(known.get(node.start) ?? importsOf(node, text)));
  return found.sort((a, b) => a.span[0] - b.span[0]);
}

/** First letter and length of a name: of all names called, few are asked for, and it is these that are then compared. Cutting out each would take longer. */
function markOf(letter: number, length: number): number {
  return length * 0x10000 + letter;
}

function isCalled(call: PythonNode, name: string, text: string): boolean {
  const called = calledNode(call);
  return called !== undefined && called.end - called.start === name.length && text.startsWith(name, called.start);
}

/** All nodes of one type with what encloses them. */
function ofType(
  root: PythonNode,
  wanted: string,
  { functions, classes }: Pick<PythonSource, "functions" | "classes">,
): Located[] {
  const functionOf = new Map(functions.map((scope) => [scope.node, scope]));
  const classOf = new Map(classes.map((scope) => [scope.node, scope]));
  const found: Located[] = [];
  const visit = (
    node: PythonNode,
    within: FunctionScope | null,
    owner: ClassScope | null,
    inner: Located["inner"],
  ): void => {
    for (let at = 0; at < node.children.length; at += 1) {
      const child = node.children[at];
      if (child === undefined) continue;
      const { type } = child;
      if (type === wanted) found.push({ node: child, parent: node, within, owner, inner });
      const method = type === "function_definition" ? functionOf.get(child) : undefined;
      const opened = type === "class_definition" ? classOf.get(child) : undefined;
      if (method !== undefined) visit(child, method, owner, null);
      else if (opened !== undefined) visit(child, within, opened, null);
      else if (child.children.length > 0) visit(child, within, owner, innerOf(child) ?? inner);
    }
  };
  visit(root, null, null, null);
  return found;
}

function nameOf(node: PythonNode): PythonNode | undefined {
  return node.children.find(({ type }) => type === "identifier");
}

function blockOf(node: PythonNode): PythonNode | undefined {
  return node.children.find(({ type }) => type === "block");
}

function innerOf({ type }: PythonNode): Located["inner"] {
  return INNER[type] ?? null;
}

const INNER: Readonly<Record<string, Located["inner"]>> = {
  lambda: "lambda",
  list_comprehension: "comprehension",
  set_comprehension: "comprehension",
  dictionary_comprehension: "comprehension",
  generator_expression: "comprehension",
};

/** The functions directly in the body of a class. */
export function methodsOf(owner: ClassScope, { functions }: PythonSource): readonly FunctionScope[] {
  return functions.filter((scope) => scope.owner === owner);
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
export function calledName(call: PythonNode, text: string): string | null {
  const name = calledNode(call);
  return name === undefined ? null : text.slice(name.start, name.end);
}

function calledNode({ children }: PythonNode): PythonNode | undefined {
  const called = children[0];
  if (called?.type === "attribute") return called.children[called.children.length - 1];
  return called?.type === "identifier" ? called : undefined;
}

/** All nodes below, in order, also those of functions and classes inside. */
export function everyNode(node: PythonNode): readonly PythonNode[] {
  return below(node, true, []);
}

/** All nodes below, in order, not entering functions and classes inside. */
export function within(node: PythonNode): readonly PythonNode[] {
  return below(node, false, []);
}

function below(node: PythonNode, entering: boolean, into: PythonNode[]): PythonNode[] {
  for (let at = 0; at < node.children.length; at += 1) {
    const child = node.children[at];
    if (child === undefined) continue;
    into.push(child);
    if (child.children.length === 0) continue;
    if (entering || (child.type !== "function_definition" && child.type !== "class_definition"))
      below(child, entering, into);
  }
  return into;
}

/** Text of the operator between the two sides of a `binary_operator`. */
export function operatorOf(node: PythonNode, text: string): string {
  const [left, right] = node.children;
  return left && right ? text.slice(left.end, right.start).replace(/[\s()\\]|#.*/g, "") : "";
}
