import { SextantError } from "@sextant/contracts";
import type { FieldInfo, Row, Value } from "../types.ts";
import { type MoneyRules, type Normaliser, normaliserOf, wrongType } from "./normalise.ts";

/** Turns a raw reply into rows; every row is checked whole: id, each field asked for, and its type. */
export type RowReader = (reply: unknown) => Row[];

function memberCount(record: Readonly<Record<string, unknown>>): number {
  let count = 0;
  for (const _name in record) count += 1;
  return count;
}

/** @throws SextantError `bad_call` for a field that the model does not have (or the user may not see) */
export function rowReader(
  model: string,
  fields: readonly string[],
  known: ReadonlyMap<string, FieldInfo>,
  money: MoneyRules,
): RowReader {
  const columns: (readonly [string, Normaliser])[] = [];
  for (const name of fields) {
    if (name === "id") continue;
    const info = known.get(name);
    if (!info)
      throw new SextantError(
        "bad_call",
        `${model} has no field "${name}", or the user may not see it. Check the version of Odoo and the user's rights.`,
        { details: { model, field: name } },
      );
    columns.push([name, normaliserOf(info, model, money)]);
  }
  return (reply) => {
    if (!Array.isArray(reply)) return wrongType(`the result for ${model}`, "a list of records");
    return (reply as unknown[]).map((raw) => {
      if (typeof raw !== "object" || raw === null || Array.isArray(raw))
        return wrongType(`a record of ${model}`, "a record");
      const source = raw as Record<string, unknown>;
      const { id } = source;
      if (typeof id !== "number" || !Number.isSafeInteger(id) || id <= 0) return wrongType(`${model}.id`, "an id");
      // A record that holds what was asked for and nothing else becomes the row itself: half the memory of a large page.
      const whole = memberCount(source) === columns.length + 1;
      const row = (whole ? source : { id }) as { id: number } & Record<string, Value>;
      for (const [name, normalise] of columns) {
        const value = source[name];
        if (value === undefined) return wrongType(`${model}.${name} of id ${id}`, "in the reply");
        const normal = normalise(value, source);
        if (!whole || normal !== value) row[name] = normal;
      }
      return row;
    });
  };
}
