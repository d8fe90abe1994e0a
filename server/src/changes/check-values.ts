import { type ChangeLine, type ChangeValue, SextantError } from "@sextant/contracts";
import type { FieldRule } from "./field-rules.ts";
import type { LiveOdoo } from "./live-odoo.ts";
import { type ChangeValues, isLines } from "./plan.ts";

/** Fields that Odoo keeps itself. */
const OWN = new Set(["id", "create_uid", "create_date", "write_uid", "write_date", "display_name"]);
const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const MOMENT = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]) ([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;
/** A double carries fifteen decimal digits. */
const EXACT_DIGITS = 15;

/**
 * Checks values against the fields as this user sees them, and that what they point to exists. Numbers that came as text become numbers, so that
 * equal values have one form.
 *
 * @throws SextantError `change_refused` naming the first field that does not fit.
 */
export async function checkValues(
  odoo: LiveOdoo,
  model: string,
  values: ChangeValues,
  { creating, settable = new Set() }: { readonly creating: boolean; readonly settable?: ReadonlySet<string> },
): Promise<ChangeValues> {
  const rules = await odoo.rules(model);
  const checked: Record<string, ChangeValue> = {};
  for (const [name, value] of Object.entries(values)) {
    const rule = rules.get(name);
    const refuse = (why: string) => refused(`${model}.${name}`, why);
    if (!rule || OWN.has(name)) throw refuse("is not a field of it that you may set");
    if (rule.readonly && !settable.has(name)) throw refuse(`("${rule.label}") is read-only`);
    if (value === null && rule.required) throw refuse(`("${rule.label}") must not be empty`);
    checked[name] = value === null ? null : await checkValue(odoo, rule, value, creating, refuse);
  }
  if (creating) await demandRequired(odoo, model, rules, checked);
  return checked;
}

async function checkValue(
  odoo: LiveOdoo,
  rule: FieldRule,
  value: Exclude<ChangeValue, null>,
  creating: boolean,
  refuse: (why: string) => SextantError,
): Promise<ChangeValue> {
  const want = (fits: boolean, what: string) => {
    if (!fits) throw refuse(`takes ${what}, not ${JSON.stringify(value).slice(0, 80)}`);
  };
  switch (rule.type) {
    case "char":
    case "text":
    case "html":
      want(typeof value === "string", "a text");
      return value;
    case "boolean":
      want(typeof value === "boolean", "true or false");
      return value;
    case "integer":
      want(Number.isInteger(Number(value)) && isNumeric(value) && Math.abs(Number(value)) < 2 ** 31, "a whole number");
      return Number(value);
    case "float":
    case "monetary":
      want(isNumeric(value) && digitsOf(value) <= EXACT_DIGITS, `a number of at most ${EXACT_DIGITS} digits`);
      return Number(value);
    case "date":
      want(typeof value === "string" && DAY.test(value) && isReal(value), "a date as YYYY-MM-DD");
      return value;
    case "datetime":
      want(typeof value === "string" && MOMENT.test(value) && isReal(value), "a moment in UTC as YYYY-MM-DD HH:MM:SS");
      return value;
    case "selection": {
      const keys = rule.selection?.map(([key]) => key) ?? [];
      want(typeof value === "string" && keys.includes(value), `one of ${keys.slice(0, 20).join(", ")}`);
      return value;
    }
    case "many2one": {
      want(typeof value === "number" && Number.isInteger(value) && value > 0, "the id of a record");
      await mustExist(odoo, rule, [Number(value)], refuse);
      return value;
    }
    case "many2many": {
      const ids = Array.isArray(value) ? value.filter((one): one is number => typeof one === "number") : [];
      want(Array.isArray(value) && ids.length === value.length, "a list of ids");
      await mustExist(odoo, rule, ids, refuse);
      // A set: the order says nothing.
      return [...new Set(ids)].sort((a, b) => a - b);
    }
    case "one2many": {
      if (!creating) throw refuse("holds lines; lines are made with their record only");
      if (!isLines(value) || rule.relation === null) throw refuse("takes a list of lines");
      const settable = new Set<string>();
      const lines: ChangeLine[] = [];
      for (const line of value) lines.push(await checkLine(odoo, rule.relation, rule.inverse, line, settable));
      return lines;
    }
    default:
      throw refuse(`is of type ${rule.type}, which proposals do not set`);
  }
}

async function checkLine(
  odoo: LiveOdoo,
  model: string,
  inverse: string | null,
  line: ChangeLine,
  settable: ReadonlySet<string>,
): Promise<ChangeLine> {
  if (inverse !== null && inverse in line) throw refused(`${model}.${inverse}`, "is set by Odoo");
  for (const value of Object.values(line)) if (isLines(value)) throw refused(model, "has lines in lines");
  // What a line must have depends on the record it belongs to: Odoo decides that when it is made.
  return checkValues(odoo, model, line, { creating: false, settable });
}

async function mustExist(
  odoo: LiveOdoo,
  { relation }: FieldRule,
  ids: readonly number[],
  refuse: (why: string) => SextantError,
): Promise<void> {
  if (relation === null || ids.length === 0) return;
  const names = await odoo.names(relation, ids);
  const absent = ids.find((id) => !names.has(id));
  if (absent !== undefined)
    throw refuse(`points to ${relation} ${absent}, which does not exist or is not visible to you`);
}

/** Required fields without a value, a default or a computation. */
async function demandRequired(
  odoo: LiveOdoo,
  model: string,
  rules: ReadonlyMap<string, FieldRule>,
  values: ChangeValues,
): Promise<void> {
  const open = [...rules.values()].filter(
    ({ name, required, computed, readonly, type }) =>
      required && !computed && !readonly && !(name in values) && type !== "one2many" && type !== "boolean",
  );
  if (open.length === 0) return;
  const named = { [odoo.client.info.major >= 19 ? "fields" : "fields_list"]: open.map(({ name }) => name) };
  const defaults = (await odoo.client.call("read", model, "default_get", { named }, odoo.options)) as Record<
    string,
    unknown
  >;
  const missing = open.filter(({ name }) => defaults[name] === undefined || defaults[name] === false);
  if (missing.length > 0)
    throw new SextantError(
      "change_refused",
      `A new ${model} needs ${missing.map(({ label, name }) => `${label} (${name})`).join(", ")}.`,
      { details: { missing: missing.map(({ name }) => name) } },
    );
}

const isNumeric = (value: unknown): value is number | string =>
  (typeof value === "number" && Number.isFinite(value)) ||
  (typeof value === "string" && /^-?\d{1,15}(\.\d{1,15})?$/.test(value));
const digitsOf = (value: number | string): number =>
  String(value).replace(/e.*$/, "").replace(/[-.]/g, "").replace(/^0+/, "").length;
const isReal = (text: string): boolean => {
  const day = text.slice(0, 10);
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
};

const refused = (what: string, why: string) =>
  new SextantError("change_refused", `The change cannot be made: ${what} ${why}.`, { details: { field: what } });
