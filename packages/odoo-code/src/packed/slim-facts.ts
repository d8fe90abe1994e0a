import type { FileFacts, RecordFact } from "../facts.ts";

const NOWHERE = [0, 0] as const;
/** Models whose records others build upon: of all others it is enough that their id is there. */
const KEPT = /^(?:ir\.(?:ui\.view|ui\.menu|model\.access|rule|actions\..*|access)|res\.groups(?:\..*)?)$/;
/** Says where something stands: of no use without the file. */
const PLACE = /^(?:span|\w+Span)$/;

/** What others need to know of a file that they have not: what it defines, without where, and without what it uses. Null when that is nothing. */
export function slimFacts(facts: FileFacts): FileFacts | null {
  const bare = { problems: [], references: [], suppressions: [], lineStarts: [0] };
  switch (facts.kind) {
    case "python":
      return facts.classes.length === 0 && facts.imports.length === 0 && !facts.path.endsWith("__init__.py")
        ? null
        : { ...placeless(facts), ...bare, functions: [] };
    case "manifest":
      return { ...placeless(facts), ...bare };
    case "xml":
      return { ...placeless({ ...facts, records: facts.records.map(slimRecord) }), ...bare };
    case "csv":
      return { ...facts, ...bare, records: facts.records.map(slimRecord) };
    case "javascript": {
      const { exports, registrations, components, legacyModule } = facts;
      if (exports.length + registrations.length + components.length === 0 && legacyModule === null) return null;
      return { ...placeless(facts), ...bare, imports: [], patches: [], ormCalls: [] };
    }
    default:
      return null;
  }
}

function slimRecord(record: RecordFact): RecordFact {
  // A record whose model only the place of its first cell tells keeps that place.
  if (record.model === "") return { ...record, fields: record.fields.slice(0, 1) };
  const fields = KEPT.test(record.model) ? record.fields : [];
  return placeless({ ...record, fields: fields.filter(({ name }) => name !== "arch") });
}

/** Long and looked for by no locator. */
const WORDY_ATTRIBUTES = new Set(["d", "style", "points", "help", "placeholder", "alt", "title"]);
const WORDY_ARGUMENTS = new Set(["help"]);

/** A copy without places, and without texts for people. */
function placeless<T>(value: T): T {
  return copy(value) as T;
}

function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  if (typeof value !== "object" || value === null) return value;
  if ("tag" in value && "children" in value && Array.isArray(value.children))
    return copyNode({ ...value, children: value.children });
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copyMember(key, item)]));
}

function copyNode({
  children,
  ...node
}: {
  readonly children: readonly unknown[];
  readonly attributes?: unknown;
}): object {
  const elements = children.filter((child) => typeof child !== "string");
  const { attributes, ...rest } = node;
  return {
    ...Object.fromEntries(
      Object.entries(rest).flatMap(([key, item]) => (key === "textSpans" ? [] : [[key, copyMember(key, item)]])),
    ),
    attributes: without(attributes, WORDY_ATTRIBUTES),
    children: elements.map(copy),
  };
}

function copyMember(key: string, value: unknown): unknown {
  if (PLACE.test(key) && Array.isArray(value)) return NOWHERE;
  if (key === "keySpans" && typeof value === "object" && value !== null)
    return Object.fromEntries(Object.keys(value).map((name) => [name, NOWHERE]));
  return key === "arguments" && !Array.isArray(value) ? without(value, WORDY_ARGUMENTS) : copy(value);
}

function without(object: unknown, names: ReadonlySet<string>): unknown {
  if (typeof object !== "object" || object === null) return object;
  return Object.fromEntries(
    Object.entries(object).flatMap(([name, item]) => (names.has(name) ? [] : [[name, copy(item)]])),
  );
}
