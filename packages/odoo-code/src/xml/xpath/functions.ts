import { CannotTell } from "./cannot-tell.ts";
import { type Context, classesOf, nodesOf, stringOf, toText, toTruth, type Value } from "./values.ts";

type Body = (given: readonly Value[], context: Context) => Value;

const own = (given: readonly Value[], { node }: Context): string =>
  given[0] === undefined ? stringOf(node) : toText(given[0]);
const text = (given: readonly Value[], index: number): string => toText(given[index] ?? "");

/** Functions of XPath 1.0 that views use, and Odoo's own `hasclass`. */
const FUNCTIONS: ReadonlyMap<string, Body> = new Map<string, Body>([
  ["concat", (given) => given.map(toText).join("")],
  ["contains", (given) => text(given, 0).includes(text(given, 1))],
  ["count", (given) => nodesOf(given[0] ?? "").length],
  ["false", () => false],
  ["hasclass", (given, { node }) => given.every((name) => classesOf(node).has(toText(name)))],
  ["last", (_given, { size }) => size],
  ["local-name", (given, { node }) => nameOf(given, node)],
  ["name", (given, { node }) => nameOf(given, node)],
  ["normalize-space", (given, context) => own(given, context).trim().replace(/\s+/g, " ")],
  ["not", (given) => !toTruth(given[0] ?? false)],
  ["position", (_given, { position }) => position],
  ["starts-with", (given) => text(given, 0).startsWith(text(given, 1))],
  ["string", own],
  ["string-length", (given, context) => own(given, context).length],
  ["translate", (given) => translated(text(given, 0), text(given, 1), text(given, 2))],
  ["true", () => true],
]);

/** Throws {@link CannotTell} for a function that is not known here. */
export function callFunction(name: string, given: readonly Value[], context: Context): Value {
  const body = FUNCTIONS.get(name);
  if (body === undefined) throw new CannotTell(`the function "${name}" is not evaluated`);
  return body(given, context);
}

function nameOf(given: readonly Value[], node: Context["node"]): string {
  const of = given[0] === undefined ? node : nodesOf(given[0])[0];
  return of?.kind === "element" ? of.tag : of?.kind === "attribute" ? of.name : "";
}

function translated(value: string, from: string, to: string): string {
  return [...value]
    .map((character) => (from.includes(character) ? (to[from.indexOf(character)] ?? "") : character))
    .join("");
}
