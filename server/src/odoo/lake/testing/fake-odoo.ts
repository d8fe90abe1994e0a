import { type Domain, SextantError } from "@sextant/contracts";
import type {
  AggregateQuery,
  FieldInfo,
  FieldType,
  Group,
  OdooClient,
  ReadQuery,
  Row,
  Value,
} from "@sextant/odoo-client";

export type FakeRow = { id: number } & Record<string, Value>;
export type FakeTables = Record<string, FakeRow[]>;

/** Monetary fields, and currencies in the aggregates, have two decimals here. */
const MONEY = new Set([
  "balance",
  "debit",
  "credit",
  "amount_currency",
  "amount_residual",
  "amount_residual_currency",
  "amount",
  "debit_amount_currency",
  "credit_amount_currency",
]);

/** An Odoo in memory that answers what the sync asks, from tables that a test may change between (and during) its calls. */
export function fakeOdoo(
  tables: FakeTables,
  options: { readonly onCall?: (method: string, model: string) => void } = {},
) {
  const seen = (method: string, model: string) => options.onCall?.(method, model);
  const rowsOf = (model: string, domain: Domain) => {
    const rows = tables[model];
    if (rows === undefined) throw new SextantError("unknown_method", `no model ${model}`);
    return rows.filter((row) => domain.every((term) => holds(row, term))).sort((a, b) => a.id - b.id);
  };
  const pick = (row: FakeRow, fields: readonly string[]): Row =>
    Object.fromEntries(["id", ...fields].map((name) => [name, row[name] ?? null])) as Row;
  const client: OdooClient = {
    info: { transport: "json-2", version: "19.0", major: 19, userId: 2, login: "ann", lang: "en_US", tz: "UTC" },
    url: "http://odoo.test",
    database: "books",
    async fieldsOf(model) {
      const rows = rowsOf(model, []);
      const names = new Set(rows.flatMap((row) => Object.keys(row)));
      return new Map([...names].map((name) => [name, fieldInfo(name)]));
    },
    async count(model, domain) {
      seen("count", model);
      return rowsOf(model, domain).length;
    },
    async search({ model, domain, fields, limit }) {
      seen("search", model);
      return rowsOf(model, domain)
        .slice(0, limit)
        .map((row) => pick(row, fields));
    },
    async read(model, ids, fields) {
      seen("read", model);
      return ids.flatMap((id) => rowsOf(model, [["id", "=", id]])).map((row) => pick(row, fields));
    },
    async *stream({ model, domain, fields, onTotal }: ReadQuery & { onTotal?: (rows: number) => void }) {
      seen("stream", model);
      const rows = rowsOf(model, domain);
      onTotal?.(rows.length);
      for (let from = 0; from < rows.length; from += 5)
        yield rows.slice(from, from + 5).map((row) => pick(row, fields));
    },
    async aggregate(query) {
      seen("aggregate", query.model);
      return aggregate(rowsOf(query.model, query.domain), query);
    },
    async call(_kind, _model, method) {
      if (method === "has_group") return true;
      throw new Error(`the fake has no ${method}`);
    },
    async close() {},
  };
  return client;
}

function fieldInfo(name: string): FieldInfo {
  const type: FieldType = MONEY.has(name) ? "monetary" : "char";
  return { name, type, label: name, required: false, readonly: false, stored: true };
}

function holds(row: FakeRow, term: unknown): boolean {
  const [field, operator, value] = term as [string, string, unknown];
  const found = row[field] ?? (typeof value === "boolean" ? false : null);
  // Odoo writes instants with a blank, the client gives them back as ISO 8601.
  const text = String(found).replace("T", " ").replace("Z", "");
  switch (operator) {
    case "=":
      return found === value;
    case "!=":
      return found !== value;
    case "in":
      return (value as unknown[]).includes(found);
    case "not in":
      return !(value as unknown[]).includes(found);
    case ">=":
      return found !== null && text >= String(value);
    case "<":
      return found !== null && text < String(value);
    default:
      throw new Error(`the fake has no operator ${operator}`);
  }
}

function aggregate(rows: readonly FakeRow[], { groupBy, aggregates }: AggregateQuery): Group[] {
  const groups = new Map<string, { keys: Record<string, Value>; rows: FakeRow[] }>();
  if (groupBy.length === 0) groups.set("", { keys: {}, rows: [] });
  for (const row of rows) {
    const keys = Object.fromEntries(groupBy.map((spec) => [spec, keyOf(row, spec)]));
    const key = JSON.stringify(keys) === "{}" ? "" : JSON.stringify(keys);
    const group = groups.get(key) ?? { keys, rows: [] };
    groups.set(key, group);
    group.rows.push(row);
  }
  return [...groups.values()].map((group) => ({
    keys: group.keys,
    aggregates: Object.fromEntries(aggregates.map((spec) => [spec, measure(group.rows, spec)])),
  }));
}

function keyOf(row: FakeRow, spec: string): Value {
  const [field = "", unit] = spec.split(":");
  const value = row[field] ?? null;
  return unit === "month" && typeof value === "string" ? `${value.slice(0, 7)}-01` : value;
}

function measure(rows: readonly FakeRow[], spec: string): Value {
  if (spec === "__count") return rows.length;
  const [field = "", operation] = spec.split(":");
  const values = rows.map((row) => row[field]).filter((value) => value != null);
  if (operation === "sum") {
    const cents = values.reduce<bigint>((sum, value) => sum + BigInt(String(value).replace(".", "")), 0n);
    const digits = String(cents < 0n ? -cents : cents).padStart(3, "0");
    return `${cents < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
  }
  if (values.length === 0) return null;
  return values.reduce((a, b) => ((operation === "max" ? a > b : a < b) ? a : b)) as Value;
}
