import { elementsOf, valueAt, type WorkNode } from "../work-tree.ts";
import { CannotTell } from "./cannot-tell.ts";
import { callFunction } from "./functions.ts";
import type { Axis, Step, XPath } from "./syntax.ts";
import {
  type Context,
  type DocumentNode,
  type Found,
  nodesOf,
  stringOf,
  toText,
  toTruth,
  type Value,
} from "./values.ts";

const MOST_VISITED = 3_000_000;
const REVERSE: ReadonlySet<Axis> = new Set<Axis>(["ancestor", "ancestor-or-self", "preceding-sibling"]);

/** Value of an expression. Throws `CannotTell` where it uses what is not evaluated here. */
export function evaluate(expression: XPath, context: Context): Value {
  switch (expression.kind) {
    case "string":
    case "number":
      return expression.value;
    case "call":
      return callFunction(
        expression.name,
        expression.arguments.map((given) => evaluate(given, context)),
        context,
      );
    case "filter":
      return filtered(nodesOf(evaluate(expression.of, context)), expression.predicates, context.document);
    case "path": {
      const start: readonly Found[] =
        expression.from !== null
          ? nodesOf(evaluate(expression.from, context))
          : [expression.absolute ? context.document : context.node];
      return expression.steps.reduce((nodes, step) => taken(nodes, step, context.document), start);
    }
    case "binary":
      return combined(expression, context);
    default:
      return expression satisfies never;
  }
}

function combined({ operator, left, right }: Extract<XPath, { kind: "binary" }>, context: Context): Value {
  if (operator === "or") return toTruth(evaluate(left, context)) || toTruth(evaluate(right, context));
  if (operator === "and") return toTruth(evaluate(left, context)) && toTruth(evaluate(right, context));
  const [first, second] = [evaluate(left, context), evaluate(right, context)];
  if (operator === "|") return ordered(unique([...nodesOf(first), ...nodesOf(second)]), context.document);
  if (operator === "+" || operator === "-") {
    const [a, b] = [Number(toText(first)), Number(toText(second))];
    return operator === "+" ? a + b : a - b;
  }
  return compared(operator, first, second);
}

function compared(operator: string, first: Value, second: Value): boolean {
  if (typeof first === "boolean" || typeof second === "boolean") {
    const same = toTruth(first) === toTruth(second);
    return operator === "=" ? same : operator === "!=" ? !same : false;
  }
  const lefts = typeof first === "object" ? first.map(stringOf) : [first];
  const rights = typeof second === "object" ? second.map(stringOf) : [second];
  // A comparison with nodes holds when it holds for one of them.
  return lefts.some((left) => rights.some((right) => holds(operator, left, right)));
}

function holds(operator: string, left: string | number, right: string | number): boolean {
  const numeric = typeof left === "number" || typeof right === "number" || !/^!?=$/.test(operator);
  const [a, b] = numeric ? [Number(left), Number(right)] : [left, right];
  switch (operator) {
    case "=":
      return a === b;
    case "!=":
      return a !== b;
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    default:
      return a >= b;
  }
}

function taken(nodes: readonly Found[], step: Step, document: DocumentNode): readonly Found[] {
  const found: Found[] = [];
  for (const node of nodes)
    for (const one of filtered(candidates(node, step, document), step.predicates, document)) found.push(one);
  if (nodes.length <= 1 && !REVERSE.has(step.axis)) return found;
  const distinct = unique(found);
  return distinct.length > 1 ? ordered(distinct, document) : distinct;
}

/** Nodes of the step's axis that it means, before its predicates. */
function candidates(node: Found, step: Step, document: DocumentNode): readonly Found[] {
  const { axis, test } = step;
  // Most steps mean children or an attribute by name: nothing is made of all others.
  if (node.kind === "element" && test !== "node()" && test !== "text()" && test !== "*") {
    if (axis === "child") {
      visit(node.children.length, document);
      return node.children.filter((child): child is WorkNode => typeof child !== "string" && child.tag === test);
    }
    if (axis === "attribute") {
      visit(1, document);
      const value = valueAt(node, test);
      return value === null ? [] : [{ kind: "attribute", name: test, value, parent: node }];
    }
  }
  const all = along(node, axis);
  visit(all.length, document);
  return all.filter((candidate) => passes(candidate, step));
}

/** Predicates within predicates multiply: an expression that looks at too much is given up. */
function visit(count: number, document: DocumentNode): void {
  document.visited += count;
  if (document.visited > MOST_VISITED) throw new CannotTell("it looks at too many elements");
}

function passes(node: Found, { axis, test }: Step): boolean {
  if (test === "node()") return true;
  if (test === "text()") return node.kind === "text";
  if (axis === "attribute") return node.kind === "attribute" && (test === "*" || node.name === test);
  return node.kind === "element" && (test === "*" || node.tag === test);
}

function filtered(nodes: readonly Found[], predicates: readonly XPath[], document: DocumentNode): readonly Found[] {
  return predicates.reduce<readonly Found[]>((left, predicate) => {
    const size = left.length;
    return left.filter((node, index) => {
      const value = evaluate(predicate, { node, position: index + 1, size, document });
      return typeof value === "number" ? value === index + 1 : toTruth(value);
    });
  }, nodes);
}

/** Nodes of an axis, nearest first. */
function along(node: Found, axis: Axis): readonly Found[] {
  switch (axis) {
    case "self":
      return [node];
    case "child":
      return childrenOf(node);
    case "descendant":
      return below(node);
    case "descendant-or-self":
      return [node, ...below(node)];
    case "parent":
      return above(node).slice(0, 1);
    case "ancestor":
      return above(node);
    case "ancestor-or-self":
      return [node, ...above(node)];
    case "attribute":
      return node.kind === "element"
        ? Object.entries(node.attributes).map(([name, { value }]) => ({ kind: "attribute", name, value, parent: node }))
        : [];
    case "following-sibling":
      return siblings(node, 1);
    case "preceding-sibling":
      return siblings(node, -1);
    default:
      return axis satisfies never;
  }
}

function childrenOf(node: Found): readonly Found[] {
  if (node.kind === "document") return [node.root];
  if (node.kind !== "element") return [];
  return node.children.map((child, index) =>
    typeof child === "string" ? { kind: "text", value: child, parent: node, index } : child,
  );
}

function below(node: Found): readonly Found[] {
  const found: Found[] = [];
  const gather = (from: Found) => {
    for (const child of childrenOf(from)) {
      found.push(child);
      if (child.kind === "element") gather(child);
    }
  };
  gather(node);
  return found;
}

function above(node: Found): readonly Found[] {
  const found: Found[] = [];
  if (node.kind === "document") return found;
  let top: WorkNode | null = node.kind === "element" ? node : null;
  for (let parent = node.parent; parent !== null; parent = parent.parent) {
    found.push(parent);
    top = parent;
  }
  if (top !== null) found.push({ kind: "document", root: top, visited: 0 });
  return found;
}

function siblings(node: Found, direction: 1 | -1): readonly Found[] {
  if (node.kind !== "element" || node.parent === null) return [];
  const all = childrenOf(node.parent);
  const at = all.indexOf(node);
  return direction === 1 ? all.slice(at + 1) : all.slice(0, at).reverse();
}

function unique(nodes: readonly Found[]): readonly Found[] {
  const seen = new Map<string | WorkNode, Found>();
  const places = new Map<WorkNode, number>();
  for (const node of nodes) {
    if (node.kind === "element") seen.set(node, node);
    else if (node.kind === "document") seen.set("document", node);
    else {
      if (!places.has(node.parent)) places.set(node.parent, places.size);
      const within = node.kind === "text" ? `#${node.index}` : `@${node.name}`;
      seen.set(`${places.get(node.parent)}${within}`, node);
    }
  }
  return [...seen.values()];
}

function ordered(nodes: readonly Found[], document: DocumentNode): readonly Found[] {
  const order = new Map<WorkNode, number>();
  const number = (node: WorkNode) => {
    order.set(node, order.size);
    for (const child of elementsOf(node)) number(child);
  };
  number(document.root);
  const place = (node: Found) =>
    node.kind === "document" ? -1 : (order.get(node.kind === "element" ? node : node.parent) ?? 0);
  return [...nodes].sort((a, b) => place(a) - place(b));
}
