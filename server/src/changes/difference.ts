import type { ChangeLine, ChangeValue, FieldDifference } from "@sextant/contracts";
import type { FieldRule } from "./field-rules.ts";
import type { LiveOdoo, RawRow } from "./live-odoo.ts";
import { type ChangeValues, isLines } from "./plan.ts";

const LONGEST = 2_000;

/** Before and after of each field in words: names for records, labels for selections. `before` is the record as it is, or null. */
export async function differenceOf(
  odoo: LiveOdoo,
  model: string,
  values: ChangeValues,
  before: RawRow | null,
): Promise<readonly FieldDifference[]> {
  const rules = await odoo.rules(model);
  const fields: FieldDifference[] = [];
  for (const [name, value] of Object.entries(values)) {
    const rule = rules.get(name);
    if (!rule) continue;
    const was = before === null ? null : await inWords(odoo, rule, fromOdoo(rule, before[name]));
    if (isLines(value) && rule.relation !== null) {
      const lines = await Promise.all(value.map((line) => lineInWords(odoo, rule.relation ?? "", line)));
      fields.push({ field: name, label: rule.label, before: was, after: counted(lines.length), lines });
      continue;
    }
    const after = await inWords(odoo, rule, value);
    if (was !== after) fields.push({ field: name, label: rule.label, before: was, after });
  }
  return fields;
}

async function lineInWords(odoo: LiveOdoo, model: string, line: ChangeLine): Promise<Record<string, string>> {
  const rules = await odoo.rules(model);
  const words: Record<string, string> = {};
  for (const [name, value] of Object.entries(line)) {
    const rule = rules.get(name);
    if (rule) words[rule.label] = await inWords(odoo, rule, value);
  }
  return words;
}

/** A value as a person reads it. Empty is the empty text. */
async function inWords(odoo: LiveOdoo, rule: FieldRule, value: ChangeValue): Promise<string> {
  if (value === null) return "";
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (rule.selection) return rule.selection.find(([key]) => key === String(value))?.[1] ?? String(value);
  if (rule.relation !== null && (typeof value === "number" || Array.isArray(value))) {
    const ids = [value].flat().filter((one): one is number => typeof one === "number");
    if (rule.type === "one2many") return counted(ids.length);
    const names = await odoo.names(rule.relation, ids);
    return ids.map((id) => names.get(id) ?? `${rule.relation} ${id}`).join(", ");
  }
  return String(value).slice(0, LONGEST);
}

/** A raw value as a change would write it: Odoo says "empty" with false, except for a boolean. */
export function fromOdoo(rule: FieldRule, value: unknown): ChangeValue {
  if (value === undefined || value === null || (value === false && rule.type !== "boolean")) return null;
  // Before 15 many2one fields come with their name.
  if (rule.type === "many2one" && Array.isArray(value)) return Number(value[0]);
  if (rule.type === "many2many" && Array.isArray(value)) return value.map(Number).sort((a, b) => a - b);
  return value as ChangeValue;
}

const counted = (count: number): string => `${count} ${count === 1 ? "line" : "lines"}`;
