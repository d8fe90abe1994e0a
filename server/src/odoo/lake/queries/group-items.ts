import { SextantError } from "@sextant/contracts";
import { formatMinor } from "@sextant/ledger";
import type { AggregateQuery, Group, Value } from "@sextant/odoo-client";
import type { Parameters } from "../engine.ts";
import { ITEM_COLUMNS, type ItemColumn } from "./item-columns.ts";
import type { ReadingContext } from "./reading-context.ts";

const GRAINS: ReadonlySet<string> = new Set(["day", "month", "quarter", "year"]);
const COMPARISONS: Readonly<Record<string, string>> = {
  "=": "=",
  "!=": "<>",
  ">": ">",
  ">=": ">=",
  "<": "<",
  "<=": "<=",
};

/**
 * An aggregate of `account.move.line` as SQL on the lake: the same groups as Odoo gives, empty values included. Order and limit are left to the
 * caller. Only fields of {@link ITEM_COLUMNS} and conditions that all hold.
 *
 * @throws SextantError `bad_usage` for anything else; `hidden_items`.
 */
export async function groupItems(context: ReadingContext, query: AggregateQuery): Promise<readonly Group[]> {
  context.assertWhole();
  const parameters: Parameters = {};
  const bind = (value: string | number | boolean): string => {
    const name = `v${Object.keys(parameters).length}`;
    parameters[name] = value;
    return `$${name}`;
  };
  const conditions = query.domain.map((term) => conditionOf(term, bind));
  const keys = query.groupBy.map((spec) => ({ spec, ...keyOf(spec) }));
  const sums = query.aggregates.filter((spec) => spec !== "__count").map((spec) => ({ spec, sql: sumOf(spec) }));
  const columns = [
    ...keys.map(({ sql }, i) => `${sql} AS k${i}, `),
    ...sums.map(({ sql }, i) => `${sql}::HUGEINT AS s${i}, `),
  ];
  const rows = await context.rows("group-items", parameters, {
    columns: columns.join(""),
    conditions: conditions.length > 0 ? conditions.join(" AND ") : "true",
    grouping: keys.length > 0 ? `GROUP BY ${keys.map((_, i) => i + 1).join(", ")}` : "",
  });
  const { currency } = context.company;
  return rows.map((row) => ({
    keys: Object.fromEntries(keys.map(({ spec }, i) => [spec, keyValue(row[`k${i}`])])),
    aggregates: {
      ...Object.fromEntries(
        sums.map(({ spec }, i) => [spec, formatMinor(BigInt(String(row[`s${i}`] ?? 0)), currency)]),
      ),
      __count: Number(row.records),
    },
  }));
}

const keyValue = (value: unknown): Value =>
  value === null || value === undefined ? null : typeof value === "number" ? value : String(value);

function columnOf(path: string): ItemColumn {
  const column = Object.hasOwn(ITEM_COLUMNS, path) ? ITEM_COLUMNS[path] : undefined;
  if (column) return column;
  throw new SextantError("bad_usage", `The lake does not hold ${path} of journal items. Ask the live Odoo.`);
}

function keyOf(spec: string): { readonly sql: string } {
  const [path = "", grain] = spec.split(":");
  const { sql } = columnOf(path);
  if (grain === undefined) return { sql };
  if (GRAINS.has(grain)) return { sql: `date_trunc('${grain}', ${sql})::DATE::VARCHAR` };
  throw new SextantError("bad_usage", `The lake does not group dates by ${grain}.`);
}

function sumOf(spec: string): string {
  const [path = "", operation] = spec.split(":");
  const { sql, field } = columnOf(path);
  if (operation === "sum" && field.type === "monetary") return `coalesce(sum(${sql}), 0)`;
  throw new SextantError("bad_usage", `The lake does not compute ${spec} of journal items.`);
}

/** One condition, with Odoo's rules for what is empty: `false` stands for it, and what differs from a value may be empty. */
function conditionOf(term: unknown, bind: (value: string | number | boolean) => string): string {
  const [path, operator, value] = Array.isArray(term) ? (term as unknown[]) : [];
  if (typeof path !== "string" || typeof operator !== "string")
    throw new SextantError("bad_usage", "The lake takes only conditions that all hold.");
  const { sql, field } = columnOf(path);
  const bound = (one: unknown): string => {
    if (typeof one !== "string" && typeof one !== "number")
      throw new SextantError("bad_usage", `The lake cannot compare ${path} with ${JSON.stringify(one)?.slice(0, 40)}.`);
    return field.type === "date" ? `${bind(one)}::DATE` : bind(one);
  };
  if (operator === "in" || operator === "not in") {
    const all: readonly unknown[] = Array.isArray(value) ? value : [value];
    const given = all.filter((one) => one !== false).map(bound);
    const empty = all.includes(false) ? `${sql} IS NULL` : "false";
    const among = `(${given.length > 0 ? `coalesce(${sql} IN (${given.join(", ")}), false)` : "false"} OR ${empty})`;
    return operator === "in" ? among : `NOT ${among}`;
  }
  if (value === false) return `${sql} IS ${operator === "=" ? "" : "NOT "}NULL`;
  const comparison = COMPARISONS[operator];
  if (comparison === undefined) throw new SextantError("bad_usage", `The lake does not know the operator ${operator}.`);
  const compared = `${sql} ${comparison} ${bound(value)}`;
  return operator === "!=" ? `(${compared} OR ${sql} IS NULL)` : compared;
}
