/** A field that an XPath expression names: `field[@name='order_line']`. */
export interface LocatorField {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** True where it is a step of the path, false inside a predicate (`//group[field[@name='x']]`). */
  readonly step: boolean;
}

export interface LocatorReading {
  readonly fields: readonly LocatorField[];
  /** Fields whose nested view the located element stands in, outermost first. */
  readonly around: readonly string[];
  /** The field that is located itself, or null. */
  readonly self: string | null;
}

const FIELD = /\bfield\s*\[\s*@name\s*=\s*(['"])([^'"]+)\1\s*\]/g;
const LONGEST = 5000;
const AWAY = /\.\.|\b(?:ancestor|parent|following-sibling|preceding-sibling)(?:-or-self)?::/;

/** What an XPath expression says about fields, without a document: a good guess at the record that the located element belongs to. */
export function readLocator(expression: string): LocatorReading {
  if (expression.length > LONGEST) return { fields: [], around: [], self: null };
  const fields: LocatorField[] = [];
  let last = -1;
  for (const match of expression.matchAll(FIELD)) {
    const name = match[2] ?? "";
    const start = match.index + match[0].lastIndexOf(name);
    const step = depthAt(expression, match.index) === 0;
    fields.push({ name, start, end: start + name.length, step });
    if (step) last = match.index + match[0].length;
  }
  const steps = fields.filter(({ step }) => step).map(({ name }) => name);
  const rest = last === -1 ? "" : expression.slice(last);
  if (steps.length === 0) return { fields, around: [], self: null };
  if (AWAY.test(rest)) return { fields, around: steps.slice(0, -1), self: null };
  if (rest.replace(/\[[^\]]*\]/g, "").trim() === "")
    return { fields, around: steps.slice(0, -1), self: steps.at(-1) ?? null };
  return { fields, around: steps, self: null };
}

function depthAt(expression: string, offset: number): number {
  let depth = 0;
  let quote = "";
  for (const character of expression.slice(0, offset)) {
    if (quote !== "") quote = character === quote ? "" : quote;
    else if (character === "'" || character === '"') quote = character;
    else if (character === "[") depth += 1;
    else if (character === "]") depth -= 1;
  }
  return depth;
}
