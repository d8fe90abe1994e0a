import { type ChangeValue, SextantError } from "@sextant/contracts";
import type { LiveOdoo } from "./live-odoo.ts";
import { type ChangeValues, isLines } from "./plan.ts";

/** A record as Odoo's import reads it: columns, and one row for the record and each further line. */
export interface LoadRows {
  readonly fields: readonly string[];
  readonly data: readonly (readonly string[])[];
}

/** Namespace of external ids that proposals leave behind. No module of Odoo has this name. */
export const EXTERNAL_MODULE = "__sextant__";

/**
 * Values of a new record as an import with an external id, which Odoo keeps unique: the same import twice makes one record.
 *
 * @throws SextantError `change_refused` for a second one2many, which one import cannot carry side by side.
 */
export async function loadRows(
  odoo: LiveOdoo,
  model: string,
  values: ChangeValues,
  externalId: string,
): Promise<LoadRows> {
  const rules = await odoo.rules(model);
  const columns: [string, string][] = [["id", externalId]];
  let lines: { readonly fields: readonly string[]; readonly rows: readonly (readonly string[])[] } | undefined;
  for (const [name, value] of Object.entries(values)) {
    const relation = rules.get(name)?.relation ?? null;
    if (!isLines(value)) {
      columns.push([columnOf(name, relation), cell(value)]);
      continue;
    }
    if (lines)
      throw new SextantError(
        "change_refused",
        "Without the module sextant in Odoo one kind of lines can be made at a time.",
      );
    const lineRules = await odoo.rules(relation ?? "");
    const names = Object.keys(value[0] ?? {});
    // A cell that is left empty would empty the field instead of leaving it to Odoo.
    const other = value.find((line) => Object.keys(line).sort().join() !== [...names].sort().join());
    if (other)
      throw new SextantError(
        "change_refused",
        `Without the module sextant in Odoo all lines of ${name} must give the same fields: ${names.join(", ")}.`,
      );
    lines = {
      fields: names.map((one) => `${name}/${columnOf(one, lineRules.get(one)?.relation ?? null)}`),
      rows: value.map((line) => names.map((one) => cell(line[one] ?? null))),
    };
  }
  const own = columns.map(([, text]) => text);
  const none = own.map(() => "");
  return {
    fields: [...columns.map(([name]) => name), ...(lines?.fields ?? [])],
    data: lines ? lines.rows.map((row, index) => [...(index === 0 ? own : none), ...row]) : [own],
  };
}

const columnOf = (name: string, relation: string | null): string => (relation === null ? name : `${name}/.id`);

function cell(value: ChangeValue): string {
  if (value === null) return "";
  if (typeof value === "boolean") return value ? "1" : "0";
  return Array.isArray(value) ? value.join(",") : String(value);
}
