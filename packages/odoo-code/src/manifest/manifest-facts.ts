import type { Argument, Literal, ManifestFacts, SyntaxProblem } from "../facts.ts";
import { argument } from "../python/literal.ts";
import type { PythonParser } from "../python/python-parser.ts";
import { type PythonNode, parsePython } from "../python/python-tree.ts";
import type { ReferenceSink } from "../python/reference-sink.ts";
import { stringLiteral } from "../python/string-literal.ts";
import { suppressionsOf } from "../python/suppressions.ts";
import { lineStarts } from "../text/line-starts.ts";
import { noteManifest } from "./manifest-references.ts";

/** Keys that list data files, in the order in which Odoo loads them; the names before version 7 among them. */
const DATA_KEYS = ["init_xml", "update_xml", "data"];
const DEMO_KEYS = ["demo_xml", "demo"];

/**
 * What a manifest says. Total. Odoo reads a manifest as one literal dict and nothing else: a file that is something else has no keys and a problem;
 * in a half-typed file the first dict is read as far as it goes. A key given twice has its last value, as in Python.
 */
export function manifestFacts(python: PythonParser, path: string, text: string): ManifestFacts {
  const { root, comments, problems: found } = parsePython(python, text);
  const problems: SyntaxProblem[] = [...found];
  const starts = lineStarts(text);
  const dict = manifestDict(root, problems);
  const pairs = dict === undefined ? [] : keyedPairs(dict, text);
  if (dict !== undefined) noteUnread(dict, problems);
  const nodes = new Map(pairs.map(({ name, value }) => [name, value]));
  const keys: Record<string, Argument> = Object.fromEntries(
    [...nodes].map(([name, node]) => [name, argument(node, text)]),
  );
  const sink: ReferenceSink = { text, references: [], domains: new Set() };
  for (const [name, node] of nodes) noteManifest(sink, name, node);
  const files = (names: readonly string[], demo: boolean) =>
    names.flatMap((name) => strings(nodes.get(name), text).map(({ value, span }) => ({ path: value, span, demo })));
  const repeated = pairs.flatMap(({ name, key }, at) =>
    pairs.some((other, later) => later > at && other.name === name)
      ? [{ name, span: [key.start, key.end] as const }]
      : [],
  );
  const value = (name: string): Literal | undefined => (Object.hasOwn(keys, name) ? keys[name]?.value : undefined);
  return {
    kind: "manifest",
    path,
    problems,
    references: sink.references,
    suppressions: suppressionsOf(root, comments, text, starts),
    lineStarts: starts,
    keys,
    keySpans: Object.fromEntries(pairs.map(({ name, key }) => [name, [key.start, key.end] as const])),
    depends: strings(nodes.get("depends"), text).map((item) => item.value),
    data: [...files(DATA_KEYS, false), ...files(DEMO_KEYS, true)],
    installable: value("installable") === undefined || truthy(value("installable")),
    autoInstall: autoInstall(value("auto_install")),
    ...(repeated.length > 0 && { repeated }),
  };
}

/** Facts of a manifest that cannot be read as text. */
export function unreadManifestFacts(path: string, problem: string): ManifestFacts {
  return { ...EMPTY, path, problems: [{ message: problem, span: [0, 0] }] };
}

const EMPTY = {
  kind: "manifest",
  references: [],
  suppressions: [],
  lineStarts: [0],
  keys: {},
  keySpans: {},
  depends: [],
  data: [],
  installable: true,
  autoInstall: false,
} as const;

function manifestDict(root: PythonNode, problems: SyntaxProblem[]): PythonNode | undefined {
  if (problems.length > 0) return firstDict(root);
  const [statement] = root.children;
  let node =
    root.children.length === 1 && statement?.type === "expression_statement" ? statement.children[0] : undefined;
  while (node?.type === "parenthesized_expression") node = node.children[0];
  if (node?.type === "dictionary") return node;
  problems.push({ message: "a manifest is one literal dict and nothing else", span: [root.start, root.end] });
  return undefined;
}

function firstDict(node: PythonNode): PythonNode | undefined {
  if (node.type === "dictionary") return node;
  // An unclosed dict leaves its pairs in an error node.
  if (node.type === "ERROR" && node.children.some(({ type }) => type === "pair")) return node;
  for (const child of node.children) {
    const found = firstDict(child);
    if (found) return found;
  }
  return undefined;
}

/** What makes the dict no literal: another dict unpacked into it, a key that is computed. */
function noteUnread(dict: PythonNode, problems: SyntaxProblem[]): void {
  for (const { type, start, end, children } of dict.children)
    if (type === "dictionary_splat")
      problems.push({ message: "a manifest cannot take in another dict by `**`", span: [start, end] });
    else if (type === "pair" && children[0] !== undefined && COMPUTED_KEY.has(children[0].type))
      problems.push({ message: "a key of a manifest is a string", span: [children[0].start, children[0].end] });
}

const COMPUTED_KEY: ReadonlySet<string> = new Set(["identifier", "attribute", "call", "binary_operator", "subscript"]);

function keyedPairs(dict: PythonNode, text: string) {
  return dict.children.flatMap((pair) => {
    const [key, value] = pair.children;
    const name = pair.type === "pair" && key && value ? stringLiteral(key, text) : null;
    return name !== null && key && value ? [{ name: name.value, key, value }] : [];
  });
}

function strings(node: PythonNode | undefined, text: string) {
  if (node?.type !== "list" && node?.type !== "tuple") return [];
  return node.children.flatMap((child) => stringLiteral(child, text) ?? []);
}

function truthy(value: Literal | undefined): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

function autoInstall(value: Literal | undefined): boolean | string[] {
  if (Array.isArray(value)) return value.filter((item): item is string => typeof item === "string");
  return truthy(value);
}
