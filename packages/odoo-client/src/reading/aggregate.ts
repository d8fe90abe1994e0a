import { SextantError } from "@sextant/contracts";
import type { AggregateQuery, CallOptions, FieldInfo, Group, Value } from "../types.ts";
import { exactDecimal } from "../values/decimal.ts";
import { instant, type MoneyRules, manyToOneId, normaliserOf, plainNumber, wrongType } from "../values/normalise.ts";
import type { Reader } from "./reader.ts";

const DATE_UNITS = new Set(["hour", "day", "week", "month", "quarter", "year"]);

interface Key {
  readonly spec: string;
  readonly field: FieldInfo;
  readonly unit: string | undefined;
}

interface Measure {
  readonly spec: string;
  readonly field: FieldInfo | undefined;
  readonly operation: string;
}

type Reading = (value: unknown, group: Readonly<Record<string, unknown>>) => Value;

/** Groups as the server computes them; see {@link Group} for how keys and sums are written. */
export async function aggregate(
  reader: Reader,
  query: AggregateQuery,
  options: CallOptions,
): Promise<readonly Group[]> {
  const { model, domain } = query;
  const keys: Key[] = [];
  for (const spec of query.groupBy) keys.push(await keyOf(reader, model, spec, options));
  const measures: Measure[] = [];
  for (const spec of query.aggregates) measures.push(await measureOf(reader, model, spec, options));
  const money = await reader.moneyRules(
    measures.map((measure) => measure.field).filter((field) => field !== undefined),
    options,
  );
  const shape = { model, keys, measures, money };
  if (reader.info.major >= 19) {
    const reply = await reader.ask(
      model,
      "formatted_read_group",
      {
        named: {
          domain,
          groupby: [...query.groupBy],
          aggregates: [...query.aggregates],
          ...(query.order ? { order: query.order } : {}),
          ...(query.limit ? { limit: query.limit } : {}),
        },
      },
      options,
    );
    return groups(
      reply,
      shape,
      (key, group) => modernKey(key, group[key.spec], model),
      (measure) => measure.spec,
    );
  }
  const alias = new Map(measures.map((measure, i) => [measure, `sx_${i}`]));
  const fields = measures
    .filter((measure) => measure.field)
    .map((measure) => `${alias.get(measure)}:${measure.operation}(${measure.field?.name})`);
  const grouped = new Set(keys.map((key) => key.spec.split(":")[0]));
  for (const { field, spec } of measures)
    if (field && grouped.has(field.name))
      throw new SextantError(
        "unsupported_version",
        `Odoo ${reader.info.version} cannot compute ${spec} in groups by the same field. Ask for it in a query of its own.`,
      );
  const reply = await reader.ask(
    model,
    "read_group",
    { named: { domain, fields, groupby: [...query.groupBy], lazy: false } },
    options,
  );
  return groups(
    reply,
    shape,
    (key, group) => oldKey(key, group, model, domain),
    (measure) => (measure.field ? (alias.get(measure) ?? "") : "__count"),
  );
}

interface Shape {
  readonly model: string;
  readonly keys: readonly Key[];
  readonly measures: readonly Measure[];
  readonly money: MoneyRules;
}

function groups(
  reply: unknown,
  { model, keys, measures, money }: Shape,
  keyIn: (key: Key, group: Readonly<Record<string, unknown>>) => Value,
  nameOf: (measure: Measure) => string,
): readonly Group[] {
  if (!Array.isArray(reply)) return wrongType(`the groups of ${model}`, "a list");
  const readings = measures.map(
    (measure) => [measure.spec, nameOf(measure), readingOf(measure, model, money)] as const,
  );
  return reply.map((raw) => {
    if (typeof raw !== "object" || raw === null || Array.isArray(raw))
      return wrongType(`a group of ${model}`, "a group");
    const source = raw as Record<string, unknown>;
    const groupKeys: Record<string, Value> = {};
    const aggregates: Record<string, Value> = {};
    for (const key of keys) groupKeys[key.spec] = keyIn(key, source);
    for (const [spec, name, read] of readings) {
      const value = source[name];
      if (value === undefined) return wrongType(`${spec} of a group of ${model}`, "in the reply");
      aggregates[spec] = read(value, source);
    }
    return { keys: groupKeys, aggregates };
  });
}

/** Follows a dotted path through relations to the field it ends in. */
async function fieldAt(reader: Reader, model: string, path: string, options: CallOptions): Promise<FieldInfo> {
  let at = model;
  const names = path.split(".");
  for (const [i, name] of names.entries()) {
    const field = (await reader.fieldsOf(at, options)).get(name);
    if (!field)
      throw new SextantError(
        "bad_call",
        `${at} has no field "${name}", or the user may not see it. Check the version of Odoo and the user's rights.`,
        {
          details: { model: at, field: name },
        },
      );
    if (i === names.length - 1) return field;
    if (field.type === "properties" || !field.relation) return { ...field, type: "char" };
    at = field.relation;
  }
  throw new SextantError("bad_call", `"${path}" names no field of ${model}.`);
}

async function keyOf(reader: Reader, model: string, spec: string, options: CallOptions): Promise<Key> {
  const [path = "", unit] = spec.split(":");
  return { spec, field: await fieldAt(reader, model, path, options), unit };
}

async function measureOf(reader: Reader, model: string, spec: string, options: CallOptions): Promise<Measure> {
  if (spec === "__count") return { spec, field: undefined, operation: "count" };
  const [path = "", operation] = spec.split(":");
  if (!operation)
    throw new SextantError("bad_call", `The aggregate "${spec}" needs an operation, such as ${spec}:sum.`);
  return { spec, field: await fieldAt(reader, model, path, options), operation };
}

function readingOf({ spec, field, operation }: Measure, model: string, money: MoneyRules): Reading {
  const path = `${model} ${spec}`;
  if (!field || operation === "count" || operation === "count_distinct")
    return (value) => (value === false ? 0 : plainNumber(value, path));
  if (operation === "array_agg" || operation === "recordset")
    return (value) =>
      Array.isArray(value) ? (value as unknown as Value) : value === false ? [] : wrongType(path, "a list");
  if (operation === "bool_and" || operation === "bool_or") return (value) => value === true;
  if (field.type === "monetary") {
    const amount = normaliserOf(field, model, money);
    const zero = exactDecimal(0, { decimals: money.fallback, path });
    if (operation === "avg")
      // A mean has no exact decimal form: it is given as the server computed it.
      return (value) => (value === false || value === null ? null : String(plainNumber(value, path)));
    return (value, group) => amount(value, group) ?? (operation.startsWith("sum") ? zero : null);
  }
  if (operation === "sum" || operation === "avg" || field.type === "float") {
    const none = operation === "sum" ? 0 : null;
    return (value) =>
      value === false || value === null ? none : typeof value === "bigint" ? value : plainNumber(value, path);
  }
  return normaliserOf(field, model, money);
}

function plainKey(key: Key, value: unknown, model: string): Value {
  const { field } = key;
  if (value === undefined) return wrongType(`${key.spec} of a group of ${model}`, "in the reply");
  if (field.type === "many2one" || field.type === "many2many" || field.type === "one2many")
    return manyToOneId(value, `${model} ${key.spec}`);
  return normaliserOf(field, model, { byCurrency: new Map() })(value, {});
}

const isDateKey = ({ field, unit }: Key): boolean =>
  (field.type === "date" || field.type === "datetime") && (unit === undefined || DATE_UNITS.has(unit));

function periodStart(key: Key, start: unknown, model: string): Value {
  if (start === false || start === null) return null;
  if (typeof start !== "string") return wrongType(`${key.spec} of a group of ${model}`, "a date");
  return key.field.type === "datetime" ? instant(start, `${model} ${key.spec}`) : start.slice(0, 10);
}

/** From 19: a period is `[first day, label]`. */
function modernKey(key: Key, value: unknown, model: string): Value {
  if (isDateKey(key)) return periodStart(key, Array.isArray(value) ? value[0] : value, model);
  if (key.unit !== undefined) return value === false ? null : plainNumber(value, `${model} ${key.spec}`);
  return plainKey(key, value, model);
}

/** Below 19 a period is a label in the user's language; its first day stands in `__range`, or only in `__domain`. */
function oldKey(key: Key, group: Readonly<Record<string, unknown>>, model: string, domain: readonly unknown[]): Value {
  const value = group[key.spec];
  if (!isDateKey(key)) {
    if (key.unit !== undefined) return value === false ? null : plainNumber(value, `${model} ${key.spec}`);
    return plainKey(key, value, model);
  }
  if (value === false || value === null) return null;
  const range = (group.__range as Record<string, { from?: unknown } | false> | undefined)?.[key.spec];
  if (range) return periodStart(key, range.from, model);
  const path = key.spec.split(":")[0] ?? "";
  const own = starts(domain, path).length;
  const all = starts(group.__domain, path);
  // The query's own terms come in the group's domain too; the period is the one that the query did not bring.
  const added =
    all.length - own === 1
      ? (all.find((start) => !starts(domain, path).includes(start)) ?? all[all.length - 1])
      : undefined;
  return added === undefined
    ? wrongType(`${key.spec} of a group of ${model}`, "a period with a first day")
    : periodStart(key, added, model);
}

function starts(domain: unknown, path: string): unknown[] {
  if (!Array.isArray(domain)) return [];
  return domain
    .filter((term) => Array.isArray(term) && term[0] === path && term[1] === ">=")
    .map((term: unknown[]) => term[2]);
}
