import { valueAt, type WorkNode } from "../work-tree.ts";
import { CannotTell } from "./cannot-tell.ts";

/** The document above the root, with the count of nodes that an evaluation has looked at. */
export interface DocumentNode {
  readonly kind: "document";
  readonly root: WorkNode;
  visited: number;
}

/** What an expression can find: elements, texts, attributes, and the document above the root. */
export type Found =
  | WorkNode
  | DocumentNode
  | { readonly kind: "text"; readonly value: string; readonly parent: WorkNode; readonly index: number }
  | { readonly kind: "attribute"; readonly name: string; readonly value: string; readonly parent: WorkNode };

export type Value = readonly Found[] | string | number | boolean;

/** Where an expression is evaluated. */
export interface Context {
  readonly node: Found;
  readonly position: number;
  readonly size: number;
  readonly document: DocumentNode;
}

/** Text value of a node, as `string()` gives it. */
export function stringOf(node: Found): string {
  if (node.kind === "text" || node.kind === "attribute") return node.value;
  if (node.kind === "document") return stringOf(node.root);
  return node.children.map((child) => (typeof child === "string" ? child : stringOf(child))).join("");
}

export function toText(value: Value): string {
  if (typeof value === "object") return value[0] === undefined ? "" : stringOf(value[0]);
  return String(value);
}

export function toTruth(value: Value): boolean {
  return typeof value === "object" ? value.length > 0 : Boolean(value);
}

export function nodesOf(value: Value): readonly Found[] {
  if (typeof value !== "object") throw new CannotTell("it takes steps from what is no node");
  return value;
}

/** The class names of an element. */
export function classesOf(node: Found): ReadonlySet<string> {
  return new Set(node.kind === "element" ? (valueAt(node, "class") ?? "").split(/\s+/) : []);
}
