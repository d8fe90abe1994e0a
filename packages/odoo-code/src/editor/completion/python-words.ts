import { treeOf } from "../../check/tree-of.ts";
import type { FileFacts } from "../../facts.ts";
import type { Project } from "../../project/project.ts";
import { modelOfClass } from "../../python/model-name.ts";
import type { PythonParser } from "../../python/python-parser.ts";
import type { PythonNode } from "../../python/python-tree.ts";
import { type Candidate, MARK } from "./completion.ts";
import { methodCandidates } from "./member-candidates.ts";
import { nearnessFrom } from "./nearness.ts";

/** Arguments of every field, and those of single types; `$1` is what is filled in. */
const OF_EVERY_FIELD =
  "string help required readonly index store default compute inverse search related groups copy tracking company_dependent precompute compute_sudo related_sudo depends aggregator prefetch".split(
    " ",
  );
const OF_FIELD: Readonly<Record<string, readonly string[]>> = {
  Char: ["size", "trim", "translate"],
  Text: ["translate"],
  Html: ["translate", "sanitize", "sanitize_attributes", "sanitize_tags", "strip_style"],
  Float: ["digits"],
  Monetary: ["currency_field"],
  Selection: ["selection", "selection_add", "group_expand", "ondelete"],
  Reference: ["selection"],
  Many2one: ["comodel_name", "domain", "context", "ondelete", "auto_join", "delegate", "check_company", "group_expand"],
  One2many: ["comodel_name", "inverse_name", "domain", "context", "auto_join"],
  Many2many: ["comodel_name", "relation", "column1", "column2", "domain", "context", "check_company", "ondelete"],
  Many2oneReference: ["model_field"],
  Binary: ["attachment"],
  Image: ["max_width", "max_height", "verify_resolution", "attachment"],
  Properties: ["definition"],
};
const STRINGS = new Set(
  "string help compute inverse search related groups comodel_name inverse_name currency_field model_field definition relation column1 column2 group_expand aggregator ondelete".split(
    " ",
  ),
);
const FIELD_TYPES =
  "Boolean Char Text Html Integer Float Monetary Date Datetime Selection Reference Many2one One2many Many2many Many2oneReference Binary Image Json Properties PropertiesDefinition Command".split(
    " ",
  );
const OF_MODULE: Readonly<Record<string, readonly string[]>> = {
  fields: FIELD_TYPES,
  models: ["Model", "TransientModel", "AbstractModel", "Constraint", "Index", "UniqueIndex"],
  api: [
    "depends",
    "depends_context",
    "constrains",
    "onchange",
    "model",
    "model_create_multi",
    "ondelete",
    "autovacuum",
    "returns",
  ],
  http: ["Controller", "route", "request", "Response"],
};
const CLASS_ATTRIBUTES =
  "_name _inherit _inherits _description _order _rec_name _rec_names_search _parent_name _parent_store _check_company_auto _table _auto _log_access _sql_constraints _date_name _fold_name _active_name".split(
    " ",
  );

/** Words of Python and of the framework at the mark: arguments of fields, types, decorators, attributes and methods of a class. */
export function pythonWords(
  project: Project,
  python: PythonParser,
  facts: FileFacts,
  text: string,
): readonly Candidate[] {
  const offset = text.indexOf(MARK);
  const path = nodesAt(treeOf(python, text).root, offset);
  const [node, parent, grand] = [path.at(-1), path.at(-2), path.at(-3)];
  if (node?.type !== "identifier" || parent === undefined) return [];
  if (parent.type === "attribute" && parent.children[0] !== undefined && parent.children[1] === node)
    return (OF_MODULE[text.slice(parent.children[0].start, parent.children[0].end)] ?? []).map(keyword);
  const list = parent.type === "argument_list" ? parent : parent.type === "keyword_argument" ? grand : undefined;
  const call = list && path[path.indexOf(list) - 1];
  if (call?.type === "call") return fieldArguments(call, list, text, parent.type === "keyword_argument");
  if (facts.kind !== "python") return [];
  const owner = facts.classes.find(({ span }) => span[0] <= offset && offset <= span[1]);
  if (owner === undefined) return [];
  const model = modelOfClass(owner, project.version);
  if (parent.type === "function_definition" && model !== null) {
    const near = nearnessFrom(project, project.moduleOf(facts.path));
    const own = new Set(owner.methods.map(({ name }) => name));
    return methodCandidates(project, model, near)
      .filter(({ label }) => !own.has(label))
      .map(overriding);
  }
  const statement = path.findLast(({ type }) => type === "block");
  return parent.type === "expression_statement" && statement !== undefined && path.at(-3) === statement
    ? CLASS_ATTRIBUTES.filter((name) => !Object.hasOwn(owner.attributes, name)).map(keyword)
    : [];
}

function fieldArguments(call: PythonNode, list: PythonNode | undefined, text: string, named: boolean): Candidate[] {
  const called = call.children[0];
  const type = called && /^fields\.(\w+)$/.exec(text.slice(called.start, called.end))?.[1];
  if (type === undefined || !FIELD_TYPES.includes(type)) return [];
  const given = new Set(
    (list?.children ?? []).flatMap(({ type: kind, children: [name] }) =>
      kind === "keyword_argument" && name ? [text.slice(name.start, name.end)] : [],
    ),
  );
  return [...(OF_FIELD[type] ?? []), ...OF_EVERY_FIELD]
    .filter((name) => !given.has(name))
    .map((name) => ({
      ...keyword(name),
      detail: `fields.${type}`,
      ...(!named && { insert: STRINGS.has(name) ? `${name}="$1"` : `${name}=$1`, snippet: true }),
    }));
}

/** A method of a parent as the head of a definition that calls it. */
function overriding(candidate: Candidate): Candidate {
  const parameters = (candidate.detail ?? "()").slice(1, -1);
  const names = parameters
    .split(/,\s*/)
    .filter(Boolean)
    .map((parameter) => (parameter === "*" || parameter === "/" ? "" : parameter))
    .filter(Boolean);
  if (candidate.symbol === null) return candidate;
  const all = ["self", ...(parameters === "" ? [] : [parameters])].join(", ");
  return {
    ...candidate,
    insert: `${candidate.label}(${all}):\n\treturn super().${candidate.label}(${names.join(", ")})$0`,
    snippet: true,
  };
}

function keyword(label: string): Candidate {
  return { kind: "keyword", label, detail: null, module: null, rank: 0, symbol: null };
}

function nodesAt(root: PythonNode, offset: number): PythonNode[] {
  const path = [root];
  for (let node: PythonNode | undefined = root; node !== undefined; ) {
    const next: PythonNode | undefined = node.children.find(({ start, end }) => start <= offset && offset < end);
    if (next !== undefined) path.push(next);
    node = next;
  }
  return path;
}
