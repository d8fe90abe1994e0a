import type { Decorator, MethodFact } from "../facts.ts";
import { callArguments } from "./call-arguments.ts";
import { argument } from "./literal.ts";
import { parameterNames } from "./parameters.ts";
import type { PythonNode } from "./python-tree.ts";

/** A definition with the decorators before it. */
export interface Decorated {
  /** The `class_definition` or `function_definition`. */
  readonly node: PythonNode;
  readonly decorators: readonly PythonNode[];
}

const NONE: readonly PythonNode[] = [];

/** Takes a `decorated_definition` apart; any other node has no decorators. */
export function undecorated(node: PythonNode): Decorated {
  if (node.type !== "decorated_definition") return { node, decorators: NONE };
  const definition = node.children.at(-1) ?? node;
  return { node: definition, decorators: node.children.filter(({ type }) => type === "decorator") };
}

/** A function or method; null for a definition without a name. */
export function methodFact({ node, decorators }: Decorated, text: string): MethodFact | null {
  const name = node.children.find(({ type }) => type === "identifier");
  if (!name) return null;
  const parameters = node.children.find(({ type }) => type === "parameters");
  return {
    name: text.slice(name.start, name.end),
    nameSpan: [name.start, name.end],
    span: [node.start, node.end],
    parameters: parameters ? parameterNames(parameters, text) : [],
    decorators: decorators.map((decorator) => decoratorFact(decorator, text)),
    callsSuper: text.slice(node.start, node.end).includes("super") && hasSuperCall(node, text),
  };
}

function decoratorFact(node: PythonNode, text: string): Decorator {
  const expression = node.children[0] ?? node;
  const [called, list] = expression.type === "call" ? expression.children : [expression];
  const { positional, keywords } = callArguments(list, text);
  return {
    name: text.slice(called?.start ?? node.start, called?.end ?? node.end),
    arguments: positional.map((value) => argument(value, text)),
    keywords: Object.fromEntries([...keywords].map(([name, { value }]) => [name, argument(value, text)])),
    span: [node.start, node.end],
  };
}

function hasSuperCall(node: PythonNode, text: string): boolean {
  const called = node.type === "call" ? node.children[0] : undefined;
  if (called?.type === "identifier" && text.slice(called.start, called.end) === "super") return true;
  for (let at = 0; at < node.children.length; at += 1) {
    const child = node.children[at];
    if (
      child !== undefined &&
      child.children.length > 0 &&
      child.type !== "class_definition" &&
      hasSuperCall(child, text)
    )
      return true;
  }
  return false;
}
