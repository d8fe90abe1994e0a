/** A piece of Python as it is written in `attrs`. */
interface Token {
  readonly kind: "open" | "close" | "comma" | "colon" | "text" | "other";
  readonly written: string;
}

/** A literal of Python as it is written in XML. A value's `text` is that of a string, else null. */
export type LiteralExpression =
  | { readonly kind: "list"; readonly items: readonly LiteralExpression[] }
  | { readonly kind: "dict"; readonly entries: readonly (readonly [string, LiteralExpression])[] }
  | { readonly kind: "value"; readonly written: string; readonly text: string | null };

const TOKEN = /\s+|([[({])|([\])}])|(,)|(:)|('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|([\w.+-]+)/gy;
const COMPARED: Readonly<Record<string, string>> = {
  "=": "==",
  "==": "==",
  "!=": "!=",
  "<>": "!=",
  "<": "<",
  ">": ">",
  "<=": "<=",
  ">=": ">=",
  in: "in",
  "not in": "not in",
};

/**
 * The dict of `attrs` as one Python expression per modifier (`{"invisible": "state == 'done'"}`), or null where that is not certain: operators
 * of search (`like`), paths, `in` on fields that hold several records, anything computed.
 */
export function modifiersOf(attrs: string): ReadonlyMap<string, string> | null {
  const parsed = readLiteral(attrs);
  if (parsed?.kind !== "dict") return null;
  const found = new Map<string, string>();
  for (const [name, value] of parsed.entries) {
    if (!/^(?:invisible|readonly|required|column_invisible)$/.test(name) || found.has(name)) return null;
    const made = value.kind === "list" ? conjunction(value.items) : constant(value);
    if (made === null) return null;
    found.set(name, made);
  }
  return found;
}

function constant(value: LiteralExpression): string | null {
  if (value.kind !== "value") return null;
  return /^(?:True|1)$/.test(value.written) ? "True" : /^(?:False|0)$/.test(value.written) ? "False" : null;
}

/** Terms in Polish notation; those left over are joined by "and". */
function conjunction(items: readonly LiteralExpression[]): string | null {
  if (items.length === 0) return "True";
  const waiting = [...items];
  const parts: Term[] = [];
  while (waiting.length > 0) {
    const part = term(waiting);
    if (part === null) return null;
    parts.push(part);
  }
  return joined(parts, "and").written;
}

interface Term {
  readonly written: string;
  readonly binds: "or" | "and" | "not" | "value";
}

function term(waiting: LiteralExpression[]): Term | null {
  const next = waiting.shift();
  if (next === undefined) return null;
  if (next.kind === "list") return leaf(next.items);
  if (next.kind !== "value") return null;
  if (next.text === "!") {
    const inner = term(waiting);
    return inner && { written: `not ${inner.binds === "value" ? inner.written : `(${inner.written})`}`, binds: "not" };
  }
  if (next.text !== "&" && next.text !== "|") return null;
  const [left, right] = [term(waiting), term(waiting)];
  return left && right ? joined([left, right], next.text === "&" ? "and" : "or") : null;
}

function joined(parts: readonly Term[], by: "and" | "or"): Term {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const written = parts.map((part) =>
    (part.binds === "or" && by === "and") || (part.binds === "and" && by === "or") ? `(${part.written})` : part.written,
  );
  return { written: written.join(` ${by} `), binds: by };
}

function leaf([field, operator, value]: readonly LiteralExpression[]): Term | null {
  if (field?.kind !== "value" || operator?.kind !== "value" || value === undefined) return null;
  const name = field.text ?? "";
  const compared = COMPARED[operator.text ?? ""];
  if (!/^(?:parent\.)?[A-Za-z_]\w*$/.test(name) || compared === undefined) return null;
  if (/in$/.test(compared)) {
    const list = value.kind === "list" ? literal(value) : null;
    return list === null || name.endsWith("_ids") ? null : { written: `${name} ${compared} ${list}`, binds: "value" };
  }
  const right = literal(value);
  if (right === null) return null;
  const truth = /^(?:==|!=)$/.test(compared) && /^(?:True|False|None)$/.test(right);
  if (!truth) return { written: `${name} ${compared} ${right}`, binds: "value" };
  return (right === "True") === (compared === "==")
    ? { written: name, binds: "value" }
    : { written: `not ${name}`, binds: "not" };
}

/** Text, number, truth value, or a list of those; names are left to a person. */
function literal(value: LiteralExpression): string | null {
  if (value.kind === "dict") return null;
  if (value.kind === "list") {
    const items = value.items.map(literal);
    return items.includes(null) ? null : `[${items.join(", ")}]`;
  }
  return value.text !== null || /^(?:-?\d+(?:\.\d+)?|True|False|None)$/.test(value.written) ? value.written : null;
}

/** Reads a literal; null when it is not one as a whole: a call, joined strings, escapes. */
export function readLiteral(written: string): LiteralExpression | null {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < written.length) {
    const match = TOKEN.exec(written);
    if (match === null) return null;
    const [all, open, close, comma, colon, text] = match;
    if (all.trim() === "") continue;
    const kind = open ? "open" : close ? "close" : comma ? "comma" : colon ? "colon" : text ? "text" : "other";
    tokens.push({ kind, written: all });
  }
  const result = item(tokens);
  return tokens.length === 0 ? result : null;
}

function item(tokens: Token[]): LiteralExpression | null {
  const next = tokens.shift();
  if (next === undefined) return null;
  if (next.kind === "text") {
    // Pieces that are joined, or escapes, are left to a person.
    if (tokens[0]?.kind === "text" || next.written.includes("\\")) return null;
    return { kind: "value", written: next.written, text: next.written.slice(1, -1) };
  }
  if (next.kind === "other") return { kind: "value", written: next.written, text: null };
  if (next.kind !== "open") return null;
  const isDict = next.written === "{";
  const items: LiteralExpression[] = [];
  const entries: [string, LiteralExpression][] = [];
  const ends = () => tokens[0] === undefined || tokens[0].kind === "close";
  while (!ends()) {
    const first = item(tokens);
    if (first === null) return null;
    if (isDict) {
      const colon = tokens.shift();
      const value = colon?.kind === "colon" ? item(tokens) : null;
      if (value === null || first.kind !== "value" || first.text === null) return null;
      entries.push([first.text, value]);
    } else items.push(first);
    if (tokens[0]?.kind === "comma") tokens.shift();
    else if (!ends()) return null;
  }
  const close = tokens.shift();
  if (close?.written !== { "[": "]", "(": ")", "{": "}" }[next.written]) return null;
  return isDict ? { kind: "dict", entries } : { kind: "list", items };
}
