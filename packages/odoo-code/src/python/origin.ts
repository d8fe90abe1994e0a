import type { PythonNode } from "./python-tree.ts";
import { stringLiteral } from "./string-literal.ts";
import type { Variables } from "./variables.ts";

/** Which recordset an expression is: of `model` itself when `path` is empty, else of the comodel at the end of that field path. */
export interface Origin {
  readonly model: string;
  readonly path: string;
}

/** Names that stand for recordsets at one place of a file. */
export interface Scope {
  /** Model of the surrounding class. */
  readonly model: string | null;
  readonly variables: Variables;
}

/** Methods that return records of the model they are called on. */
const SAME_MODEL = new Set(
  (
    "sudo with_context with_company with_user with_env with_prefetch browse search search_fetch create copy filtered filtered_domain sorted exists new " +
    "ensure_one concat union _origin with_for_update _with_locked_records _filtered_access _filter_access_rules"
  ).split(" "),
);
const SAME_MODEL_ATTRIBUTES = new Set(["_origin"]);
/** Records that every environment has. */
const OF_ENVIRONMENT: Readonly<Record<string, Origin>> = {
  user: { model: "res.users", path: "" },
  company: { model: "res.company", path: "" },
  companies: { model: "res.company", path: "" },
};
/** What a recordset has besides its fields and methods. */
const RECORDSET_ATTRIBUTES = new Set(
  "env ids pool _name _fields _table _context _cr _uid _ids _description _rec_name _order _prefetch_ids _abstract _auto _transient _module _inherits _inherit".split(
    " ",
  ),
);

/** Whether the expression is an environment: `env`, `self.env`, `request.env`, `cls.env`, `self.env(su=True)`, `api.Environment(...)`. */
export function isEnvironment(node: PythonNode, text: string): boolean {
  const { type, children } = node;
  if (type === "identifier") return namesEnvironment(node, text);
  const second = children[1];
  if (type === "attribute" && second !== undefined)
    return isWritten(second, "env", text) || isWritten(second, "Environment", text);
  const first = children[0];
  return type === "call" && first !== undefined && first.type !== "call" && isEnvironment(first, text);
}

/** Whether the expression is the registry of models: `self.pool`, `self.env.registry`. */
export function isRegistry({ start, end }: PythonNode, text: string): boolean {
  return /(?:^|\.)(?:pool|registry)$/.test(text.slice(Math.max(start, end - 9), end));
}

/** Whether `"model" in …` and `….get("model")` ask of the expression which models there are. */
export function isRegistryOrEnvironment(node: PythonNode, text: string): boolean {
  return isEnvironment(node, text) || isRegistry(node, text) || ofRegistry(node, text) === "models";
}

/** Whether `"module" in …` asks of the expression which modules are installed: `env.registry._init_modules`. */
export function isModulesOfRegistry(node: PythonNode, text: string): boolean {
  return ofRegistry(node, text) === "_init_modules";
}

/** The name of what is read from the registry of models: `models` of `env.registry.models`. */
function ofRegistry({ type, children }: PythonNode, text: string): string | null {
  const [object, name] = type === "attribute" ? children : [];
  return object && name && isRegistry(object, text) ? text.slice(name.start, name.end) : null;
}

/** The record of `record._fields`, `record._fields.keys()` and `record.fields_get()`; null for anything else. */
export function recordOfFields(node: PythonNode, text: string): PythonNode | null {
  const called = node.type === "call" ? node.children[0] : undefined;
  const attribute = called ?? node;
  const [object, name] = attribute.type === "attribute" ? attribute.children : [];
  if (!object || !name) return null;
  const written = text.slice(name.start, name.end);
  if (called === undefined) return written === "_fields" ? object : null;
  if (written === "fields_get") return object;
  return written === "keys" ? recordOfFields(object, text) : null;
}

/** Asked of nearly every name of a file, so it looks at the end of the name before it cuts anything out. */
function namesEnvironment({ start, end }: PythonNode, text: string): boolean {
  const last = text.charCodeAt(end - 1);
  const bare = last >= 48 && last <= 57 ? end - 1 : end;
  if (bare - start < 3 || !text.startsWith("env", bare - 3)) return false;
  return bare - start === 3 || ENVIRONMENT.test(text.slice(start, end));
}

const ENVIRONMENT = /^(?:new_|old_|su_|sudo_)?env\d?$/;

function isWritten({ start, end }: PythonNode, name: string, text: string): boolean {
  return end - start === name.length && text.startsWith(name, start);
}

/** The recordset that an expression is, or null where that cannot be told from this file alone. */
export function originOf(node: PythonNode, text: string, scope: Scope): Origin | null {
  const first = node.children[0];
  const second = node.children[1];
  switch (node.type) {
    case "identifier":
      return scope.variables.get(text.slice(node.start, node.end));
    case "parenthesized_expression":
      return first ? originOf(first, text, scope) : null;
    case "named_expression":
      return second ? originOf(second, text, scope) : null;
    case "subscript": {
      if (!first || !second) return null;
      if (isEnvironment(first, text)) {
        const model = stringLiteral(second, text);
        return model === null ? null : { model: model.value, path: "" };
      }
      const isPick = second.type === "slice" || second.type === "integer" || second.type === "unary_operator";
      return isPick ? originOf(first, text, scope) : null;
    }
    case "binary_operator": {
      const origin = first ? originOf(first, text, scope) : null;
      return origin !== null && second && "|-&+".includes(operator(first, second, text)) ? origin : null;
    }
    case "boolean_operator":
      return (first && originOf(first, text, scope)) ?? (second ? originOf(second, text, scope) : null);
    case "attribute": {
      if (!first || !second) return null;
      const name = text.slice(second.start, second.end);
      if (Object.hasOwn(OF_ENVIRONMENT, name) && isEnvironment(first, text)) return OF_ENVIRONMENT[name] ?? null;
      const origin = originOf(first, text, scope);
      if (origin === null) return null;
      if (SAME_MODEL_ATTRIBUTES.has(name)) return origin;
      return isFieldName(name) ? through(origin, name) : null;
    }
    case "call":
      return calledOrigin(node, text, scope);
    default:
      return null;
  }
}

/** Whether a name read from a recordset can be one of its fields. */
export function isFieldName(name: string): boolean {
  return !RECORDSET_ATTRIBUTES.has(name) && !name.startsWith("__");
}

export function through({ model, path }: Origin, names: string): Origin {
  return { model, path: path === "" ? names : `${path}.${names}` };
}

function calledOrigin(node: PythonNode, text: string, scope: Scope): Origin | null {
  const called = node.children[0];
  const list = node.children[1];
  // What `super()` is called on is the same recordset.
  if (called?.type === "identifier" && text.slice(called.start, called.end) === "super")
    return scope.model === null ? null : { model: scope.model, path: "" };
  if (called?.type !== "attribute") return null;
  const object = called.children[0];
  const name = called.children[1];
  if (!object || !name) return null;
  const method = text.slice(name.start, name.end);
  if (method === "mapped") {
    const origin = originOf(object, text, scope);
    const path = list?.children[0] ? stringLiteral(list.children[0], text) : null;
    return origin !== null && path !== null && /^[\w.]+$/.test(path.value) ? through(origin, path.value) : null;
  }
  return SAME_MODEL.has(method) ? originOf(object, text, scope) : null;
}

function operator(left: PythonNode | undefined, right: PythonNode, text: string): string {
  return text.slice(left?.end ?? right.start, right.start).replace(/[\s\\]|#.*/g, "") || " ";
}
