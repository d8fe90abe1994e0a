import { firstOf, valueAt, type WorkNode } from "./work-tree.ts";
import { CannotTell } from "./xpath/cannot-tell.ts";
import { evaluate } from "./xpath/evaluate.ts";
import { parseXPath } from "./xpath/parse-xpath.ts";

export type Location =
  | { readonly kind: "found"; readonly node: WorkNode }
  | { readonly kind: "miss"; readonly reason: string }
  /** The locator uses what is not evaluated here: it may well find something. */
  | { readonly kind: "cannot-tell"; readonly reason: string };

/** The element that a specification of an extension means: by XPath, a field by its name, anything else by its tag and all its attributes. */
export function locate(root: WorkNode, specification: WorkNode): Location {
  if (specification.tag === "xpath") return byXPath(root, specification);
  const { tag } = specification;
  const wanted =
    tag === "field" ? ["name"] : Object.keys(specification.attributes).filter((name) => name !== "position");
  const node = firstOf(
    root,
    (one) => one.tag === tag && wanted.every((name) => valueAt(one, name) === valueAt(specification, name)),
  );
  if (node !== undefined) return { kind: "found", node };
  return { kind: "miss", reason: `no ${describe(specification, wanted)} in the view` };
}

function byXPath(root: WorkNode, specification: WorkNode): Location {
  const expression = valueAt(specification, "expr");
  if (expression === null) return { kind: "miss", reason: 'the xpath has no "expr"' };
  try {
    const found = evaluate(parseXPath(expression), {
      node: root,
      position: 1,
      size: 1,
      document: { kind: "document", root, visited: 0 },
    });
    if (typeof found !== "object") return { kind: "cannot-tell", reason: `"${expression}" gives no element` };
    const [node] = found;
    if (node === undefined) return { kind: "miss", reason: `"${expression}" finds nothing in the view` };
    if (node.kind !== "element") return { kind: "cannot-tell", reason: `"${expression}" gives no element` };
    return { kind: "found", node };
  } catch (error) {
    if (!(error instanceof CannotTell)) throw error;
    return { kind: "cannot-tell", reason: `"${expression}" cannot be judged: ${error.message}` };
  }
}

function describe({ tag }: WorkNode, attributes: readonly string[]): string {
  return attributes.length === 0 ? `<${tag}>` : `<${tag}> with the same ${attributes.join(", ")}`;
}
