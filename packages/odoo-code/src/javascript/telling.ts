import { CLIENT_CALLS } from "./components.ts";
import { MODEL_KEYS, RPC_CALLS, SERVER_CALLS } from "./server-calls.ts";
import { child, type EsNode, nameOf, type Telling } from "./syntax-tree.ts";

/** Names of calls that `call` looks at. */
const TELLING_CALLS: ReadonlySet<string> = new Set(["define", "require", "add", ...CLIENT_CALLS, ...SERVER_CALLS]);
const TELLING_KEYS: ReadonlySet<string> = new Set(["template", ...MODEL_KEYS]);

const isNamed = (node: EsNode | null, names: ReadonlySet<string>) => names.has(nameOf(node) ?? "");
const always = () => true;

/** Calls that tell something with any arguments; the others only with a text as the first. */
const CALLS_WITH_ANYTHING: ReadonlySet<string> = new Set(["patch", ...RPC_CALLS]);
/** What stands behind the name of a telling call, whether its first argument is a text or not. A comment may stand anywhere. */
const BEFORE_TEXT = /\s*(?:\/[/*]|(?:\?\.\s*)?\(\s*["'`/])/y;
const BEFORE_ANYTHING = /\s*(?:\/[/*]|(?:\?\.\s*)?\()/y;
/** Variables that hold a registry may be used further down. */
const REGISTRY = /[rR]egistry$/;
const WORDS: ReadonlySet<string> = new Set(["class", ...TELLING_KEYS]);
const LENGTHS = [...TELLING_CALLS, ...WORDS].map(({ length }) => length);
const [SHORTEST, LONGEST] = [Math.min(...LENGTHS), Math.max(...LENGTHS)];

function tells(text: string, from: number, to: number): boolean {
  const length = to - from;
  if (length < SHORTEST) return false;
  const name = text.slice(from, to);
  if (length > LONGEST) return REGISTRY.test(name);
  if (WORDS.has(name) || REGISTRY.test(name)) return true;
  if (!TELLING_CALLS.has(name)) return false;
  const behind = CALLS_WITH_ANYTHING.has(name) ? BEFORE_ANYTHING : BEFORE_TEXT;
  behind.lastIndex = to;
  return behind.test(text);
}

/** Nodes that `gather` looks at. Most calls and properties are of names that nobody looks for. */
const TELLING_NODES: Telling["nodes"] = new Map<string, (node: EsNode) => boolean>([
  ["VariableDeclarator", (node) => child(node, "init") !== null],
  ["ImportDeclaration", always],
  ["ExportNamedDeclaration", always],
  ["ExportDefaultDeclaration", always],
  ["ExportAllDeclaration", always],
  ["CallExpression", (node) => isNamed(child(node, "callee"), TELLING_CALLS)],
  ["ClassDeclaration", always],
  ["ClassExpression", always],
  ["AssignmentExpression", (node) => isNamed(child(node, "left"), TELLING_KEYS)],
  ["Property", (node) => isNamed(child(node, "key"), TELLING_KEYS)],
]);

/** What is read of a file. */
export const TELLING: Telling = { nodes: TELLING_NODES, tells };
