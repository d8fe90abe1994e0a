import type { Reference } from "../facts.ts";
import { callArguments } from "./call-arguments.ts";
import { type Origin, through } from "./origin.ts";
import type { PythonParser } from "./python-parser.ts";
import { type PythonNode, parsePython } from "./python-tree.ts";
import { modelStart, noteString, type ReferenceSink, startAt } from "./reference-sink.ts";
import { stringLiteral } from "./string-literal.ts";

/** Names that a domain written in a string may use besides fields of the record it is evaluated on. */
const DOMAIN_NAMES = new Set(
  "uid user context active_id active_ids active_model allowed_company_ids company_id company_ids companies parent time datetime relativedelta context_today current_date today ref True False None".split(
    " ",
  ),
);
const NESTED = new Set(["any", "not any", "any!", "not any!"]);

/** Field paths of a domain expression: lists of terms, their sums, `Domain(...)`, `AND([...])`, conditional expressions. */
export function noteDomain(sink: ReferenceSink, node: PythonNode | undefined, origin: Origin | null): void {
  if (node === undefined) return;
  switch (node.type) {
    case "list":
    case "tuple":
      sink.domains.add(node.start);
      for (const child of node.children) {
        if ((child.type === "tuple" || child.type === "list") && isTerm(child)) noteTerm(sink, child.children, origin);
        else if (child.type !== "string") noteDomain(sink, child, origin);
      }
      return;
    case "call": {
      const [called, list] = node.children;
      if (!called) return;
      const name = sink.text.slice(called.start, called.end);
      if (!/^(?:\w+\.)*(?:Domain(?:\.\w+)?|AND|OR|normalize_domain|distribute_not)$/.test(name)) return;
      const { positional } = callArguments(list, sink.text);
      if (/(?:^|\.)Domain$/.test(name) && positional.length > 1) noteTerm(sink, positional, origin);
      else for (const part of positional) noteDomain(sink, part, origin);
      return;
    }
    case "parenthesized_expression":
    case "list_splat":
    case "binary_operator":
    case "boolean_operator":
    case "conditional_expression":
    case "unary_operator":
      for (const child of node.children) noteDomain(sink, child, origin);
      return;
    case "list_comprehension":
      if (node.children[0] && isTerm(node.children[0])) noteTerm(sink, node.children[0].children, origin);
  }
}

/** Whether a list literal can only be a domain: it holds a term with a known operator. */
export function looksLikeDomain(node: PythonNode, text: string): boolean {
  return (
    node.type === "list" &&
    node.children.some(({ type, children }) => {
      const [field, operator, value] = type === "tuple" && children.length > 2 ? children : [];
      if (!field || !operator || !value) return false;
      const name = stringLiteral(operator, text)?.value;
      return name !== undefined && OPERATORS.has(name.toLowerCase()) && stringLiteral(field, text) !== null;
    })
  );
}

const OPERATORS = new Set(
  "=|!=|<>|==|<=|<|>|>=|=?|in|not in|like|not like|ilike|not ilike|=like|not =like|=ilike|not =ilike|child_of|parent_of|any|not any|inselect|not inselect".split(
    "|",
  ),
);

function isTerm({ type, children }: PythonNode): boolean {
  const first = children[0]?.type;
  return (
    (type === "tuple" || children.length === 3) &&
    (first === "string" || first === "concatenated_string") &&
    children.length <= 3
  );
}

function noteTerm(sink: ReferenceSink, [field, operator, value]: readonly PythonNode[], origin: Origin | null): void {
  const path = noteString(sink, field, "field-path", "domain", startAt(origin));
  const name = operator && stringLiteral(operator, sink.text)?.value;
  if (path !== null && name !== undefined && NESTED.has(name ?? ""))
    noteDomain(sink, value, origin === null ? null : through(origin, path.value));
}

export interface DomainText {
  /** Where the domain begins in its file. */
  readonly offset: number;
  /** Model that the domain selects from. */
  readonly origin: Origin | null;
  /** Model whose record the domain is evaluated on: names in value position are its fields. */
  readonly evaluatedOn: string | null;
}

/** References of a domain that is itself the content of a string or an attribute: `"[('partner_id', '=', partner_id)]"`. */
export function domainTextReferences(python: PythonParser, text: string, domain: DomainText): Reference[] {
  const { root, problems } = parsePython(python, text);
  if (problems.length > 0) return [];
  const sink: ReferenceSink = { text, references: [], domains: new Set() };
  for (const statement of root.children) for (const child of statement.children) noteDomain(sink, child, domain.origin);
  noteNames(sink, root, domain.evaluatedOn);
  const at = domain.offset;
  return sink.references.map((found) => ({ ...found, span: [found.span[0] + at, found.span[1] + at] }));
}

function noteNames(sink: ReferenceSink, node: PythonNode, model: string | null): void {
  if (node.type === "identifier" || node.type === "attribute") {
    const value = sink.text.slice(node.start, node.end);
    if (!/^[a-z_][\w.]*$/.test(value) || DOMAIN_NAMES.has(value.split(".")[0] ?? "")) return;
    const [start, end] = [node.start, node.end];
    sink.references.push({
      role: "field-path",
      value,
      span: [start, end],
      context: "domain-value",
      certain: true,
      ...modelStart(model),
    });
    return;
  }
  if (node.type === "call" || node.type === "lambda" || node.type.endsWith("comprehension")) return;
  for (const child of node.children) noteNames(sink, child, model);
}
