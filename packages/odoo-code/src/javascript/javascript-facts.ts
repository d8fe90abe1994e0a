import type { JavaScriptFacts, Suppression, SyntaxProblem } from "../facts.ts";
import { lineStarts, positionAt } from "../text/line-starts.ts";
import { assignedTemplate, componentClass, patchOrRender } from "./components.ts";
import { type Gathering, newGathering } from "./gathering.ts";
import { legacyModule, moduleStatement } from "./modules.ts";
import { parseJavaScript } from "./parse-javascript.ts";
import { registration, registryVariable } from "./registrations.ts";
import { modelProperty, serverCall } from "./server-calls.ts";
import { child, type EsNode, nameOf, type ParsedJavaScript } from "./syntax-tree.ts";
import { TELLING } from "./telling.ts";

/** Words without one of which a file says nothing that is read here. */
const TELLING_FILE =
  /\bimport\b|\bexport\b|\bodoo\b|\bregistry\b|_registry\b|\btemplate\b|\borm\b|\b_?rpc\b|\bpatch\b|doAction/;
/** Code of others: it is loaded, but knows nothing of Odoo. */
const FOREIGN = /\/static\/(?:src\/)?lib\//;
const LONGEST = 4 * 1024 * 1024;
/** Times that a shorter part of a broken file is tried. */
const ATTEMPTS = 8;

/**
 * Reads the facts of one JavaScript file. Total. Libraries under `static/lib` and files without a telling word are not parsed. A broken file
 * gives one problem, and the facts of the statements before it.
 *
 * @param everything Without it bodies of functions that tell nothing are passed over, and with them any errors there: for who asks for facts alone.
 */
export function javascriptFacts(path: string, text: string, { everything = true } = {}): JavaScriptFacts {
  const starts = lineStarts(text);
  const gathering = newGathering(text);
  const parsed = worthReading(path, text) ? parsedOf(text, everything) : NOTHING;
  gather(gathering, parsed.nodes);
  const { imports, exports, registrations, components, patches, ormCalls, references } = gathering;
  return {
    kind: "javascript",
    path,
    imports,
    exports,
    legacyModule: gathering.legacyModule,
    registrations,
    components,
    patches,
    ormCalls,
    references: references.sort((a, b) => a.span[0] - b.span[0]),
    problems: parsed.problem === null ? [] : [parsed.problem],
    suppressions: suppressionsOf(text, parsed.comments, starts),
    lineStarts: starts,
  };
}

interface Parsed {
  readonly nodes: readonly EsNode[];
  readonly comments: ParsedJavaScript["comments"];
  readonly problem: SyntaxProblem | null;
}

const NOTHING: Parsed = { nodes: [], comments: [], problem: null };

function worthReading(path: string, text: string): boolean {
  return text.length <= LONGEST && !FOREIGN.test(path) && TELLING_FILE.test(text);
}

function parsedOf(text: string, everything: boolean): Parsed {
  try {
    const first = parse(text, "module", everything);
    const [error] = first.errors;
    if (error === undefined) return { ...first, problem: null };
    // Legacy files are scripts; what is an error in a module may be none there.
    const script = parse(text, "script", everything);
    if (script.errors.length === 0) return { ...script, problem: null };
    const at = Math.min(text.length, error.labels[0]?.start ?? 0);
    const problem: SyntaxProblem = { message: error.message, span: [at, Math.min(text.length, at + 1)] };
    return { ...beforeError(text, at), problem };
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : "not readable";
    return { ...NOTHING, problem: { message, span: [0, 0] } };
  }
}

function parse(text: string, sourceType: "module" | "script", everything = true): ParsedJavaScript {
  return parseJavaScript(text, sourceType, TELLING, everything);
}

/** The longest part before the error that ends where a statement begins at the left margin, and that can be read. */
function beforeError(text: string, error: number): ParsedJavaScript {
  let end = error;
  for (let attempt = 0; attempt < ATTEMPTS && end > 0; attempt += 1) {
    end = lastStatement(text, end - 1);
    const parsed = parse(text.slice(0, end), "module");
    if (parsed.errors.length === 0) return parsed;
  }
  return parse("", "module");
}

function lastStatement(text: string, before: number): number {
  let at = text.lastIndexOf("\n", before);
  while (at > 0 && !/[\w@/$]/.test(text[at + 1] ?? "")) at = text.lastIndexOf("\n", at - 1);
  return Math.max(0, at);
}

function gather(gathering: Gathering, nodes: readonly EsNode[]): void {
  // Variables first: functions may use a registry that is named further down.
  for (const node of nodes) if (node.type === "VariableDeclarator") registryVariable(gathering, node);
  for (const node of nodes) {
    switch (node.type) {
      case "ImportDeclaration":
      case "ExportNamedDeclaration":
      case "ExportDefaultDeclaration":
      case "ExportAllDeclaration":
        moduleStatement(gathering, node);
        break;
      case "CallExpression":
        call(gathering, node);
        break;
      case "ClassDeclaration":
      case "ClassExpression":
        componentClass(gathering, node);
        break;
      case "AssignmentExpression":
        assignedTemplate(gathering, node);
        break;
      case "Property":
        assignedTemplate(gathering, node);
        modelProperty(gathering, node);
        break;
    }
  }
}

function call(gathering: Gathering, node: EsNode): void {
  switch (nameOf(child(node, "callee"))) {
    case null:
      return;
    case "define":
    case "require":
      legacyModule(gathering, node);
      break;
    case "add":
      registration(gathering, node);
      break;
    default:
      patchOrRender(gathering, node);
      serverCall(gathering, node);
  }
}

/** `// sextant: disable=rule`: for its own line, and for the next when it stands alone. */
function suppressionsOf(
  text: string,
  comments: ParsedJavaScript["comments"],
  starts: readonly number[],
): Suppression[] {
  return comments.flatMap(({ value, start }) => {
    const rules = /\bsextant\s*:\s*disable\s*=\s*([\w\s,-]+)/
      .exec(value)?.[1]
      ?.split(/[\s,]+/)
      .filter((rule) => rule !== "");
    if (rules === undefined || rules.length === 0) return [];
    const { line } = positionAt(starts, start);
    const alone = text.slice(starts[line], start).trim() === "";
    return [{ rules, lines: [line, alone ? line + 1 : line] as const }];
  });
}
