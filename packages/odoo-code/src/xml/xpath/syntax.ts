export type Axis =
  | "ancestor"
  | "ancestor-or-self"
  | "attribute"
  | "child"
  | "descendant"
  | "descendant-or-self"
  | "following-sibling"
  | "parent"
  | "preceding-sibling"
  | "self";

export interface Step {
  readonly axis: Axis;
  /** A name, `*`, `text()` or `node()`. */
  readonly test: string;
  readonly predicates: readonly XPath[];
}

/** A parsed expression. */
export type XPath =
  | { readonly kind: "path"; readonly absolute: boolean; readonly from: XPath | null; readonly steps: readonly Step[] }
  | { readonly kind: "filter"; readonly of: XPath; readonly predicates: readonly XPath[] }
  | { readonly kind: "binary"; readonly operator: string; readonly left: XPath; readonly right: XPath }
  | { readonly kind: "call"; readonly name: string; readonly arguments: readonly XPath[] }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "number"; readonly value: number };
