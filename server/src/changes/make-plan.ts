import { type ChangeRequest, type ExpectedRecord, SextantError } from "@sextant/contracts";
import { ACTIONS } from "./actions/index.ts";
import { checkValues } from "./check-values.ts";
import { fromOdoo } from "./difference.ts";
import type { LiveOdoo, RawRow } from "./live-odoo.ts";
import { dayAfter, type LockedBook, lockedThrough, mustBeOpen } from "./lock-dates.ts";
import { type ChangePlan, type ChangeValues, isLines, step } from "./plan.ts";
import { type ChangePolicy, ruleForFields } from "./policy.ts";

export interface PlanContext {
  readonly odoo: LiveOdoo;
  readonly policy: ChangePolicy;
  readonly company: number;
  /** Of the proposal to be made. */
  readonly id: string;
  readonly today: string;
}

/**
 * Checks a change against the policy and the live records, and says how it is to be made.
 *
 * @throws SextantError `change_not_allowed`, `change_refused`, `access`, `missing`, `unknown_method`.
 */
export async function makePlan(change: ChangeRequest, context: PlanContext): Promise<ChangePlan> {
  if (change.kind !== "action") return planFields(change, [], context);
  const action = ACTIONS.find(({ name }) => name === change.action);
  if (!action)
    throw new SextantError("change_not_allowed", `There is no action ${change.action}.`, {
      details: { actions: ACTIONS.map(({ name }) => name) },
    });
  const planned = await action.plan(change.parameters, context);
  if (planned.kind === "fields") return planFields(planned.change, planned.settable, context);
  const rule = context.policy.actions[action.name];
  if (!rule) throw new SextantError("change_not_allowed", `The policy does not allow ${action.name}.`);
  return { ...planned, rule };
}

async function planFields(
  change: Exclude<ChangeRequest, { kind: "action" }>,
  settable: readonly string[],
  { odoo, policy, company }: PlanContext,
): Promise<ChangePlan> {
  const { kind, model } = change;
  if (Object.keys(change.values).length === 0) throw new SextantError("change_refused", "The change sets no field.");
  const rule = ruleForFields(policy, kind, model, Object.keys(change.values));
  const id = kind === "write" ? change.id : null;
  const before = id === null ? null : ((await odoo.read(model, [id], Object.keys(change.values)))[0] ?? null);
  await odoo.mustHaveAccess(model, kind, id === null ? [] : [id]);
  const values = await checkValues(odoo, model, change.values, {
    creating: kind === "create",
    settable: new Set(settable),
  });
  const rules = await odoo.rules(model);
  if (before !== null) {
    const same = Object.entries(values).every(([name, value]) => {
      const field = rules.get(name);
      return field !== undefined && sameValue(fromOdoo(field, before[name]), value);
    });
    if (same) throw new SextantError("change_refused", `${model} ${id} already has these values.`);
  }
  const warnings = model === "account.move" ? await checkAccountingDates(odoo, company, id, values) : [];
  const names = id === null ? null : await odoo.names(model, [id]);
  const changed = Object.keys(values).map((name) => rules.get(name)?.label ?? name);
  return {
    title:
      id === null
        ? `New ${titleOf(await odoo.label(model), values)}`
        : `Change ${changed.slice(0, 3).join(", ")} of ${names?.get(id)}`,
    record: { model, id },
    steps: [
      id === null
        ? step(model, "create", null, { vals_list: [commands(values)] })
        : step(model, "write", [id], { vals: commands(values) }),
    ],
    watched: id === null ? [] : [{ model, id, fields: Object.keys(values) }],
    evidence: null,
    values,
    facts: [],
    warnings,
    rule,
    amounts: values,
  };
}

/** What is watched, as it is now. */
export async function expectedOf(
  odoo: LiveOdoo,
  { watched }: ChangePlan,
): Promise<readonly Omit<ExpectedRecord, "version">[]> {
  return Promise.all(
    watched.map(async ({ model, id, fields }) => {
      const [row] = await odoo.read(model, [id], fields);
      return { model, id, values: await valuesOf(odoo, model, row ?? { id }, fields) };
    }),
  );
}

/** Values of a row in the form in which they are compared. */
export async function valuesOf(
  odoo: LiveOdoo,
  model: string,
  row: RawRow,
  fields: readonly string[],
): Promise<Record<string, unknown>> {
  const rules = await odoo.rules(model);
  return Object.fromEntries(
    fields.map((name) => {
      const rule = rules.get(name);
      return [name, rule ? fromOdoo(rule, row[name]) : null];
    }),
  );
}

/** Lines and sets as Odoo's own commands. */
function commands(values: ChangeValues): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (isLines(value)) return [name, value.map((line) => [0, 0, commands(line)])];
      if (Array.isArray(value)) return [name, [[6, 0, value]]];
      return [name, value ?? false];
    }),
  );
}

/** An accounting date in a locked period is refused; a document's date there only moves the entry, which is said. */
async function checkAccountingDates(
  odoo: LiveOdoo,
  company: number,
  id: number | null,
  values: ChangeValues,
): Promise<readonly string[]> {
  const [row] = id === null ? [] : await odoo.read("account.move", [id], ["move_type", "date", "state"]);
  const type = String(row?.move_type ?? values.move_type ?? "entry");
  const book: LockedBook = type.startsWith("out_") ? "sale" : type.startsWith("in_") ? "purchase" : null;
  if (typeof values.date === "string") await mustBeOpen(odoo, company, book, values.date);
  if (row?.state === "posted") {
    if (typeof row.date === "string") await mustBeOpen(odoo, company, book, row.date);
    if (["date", "invoice_date", "journal_id", "partner_id", "currency_id"].some((name) => name in values))
      throw new SextantError(
        "change_refused",
        "The entry is posted; Odoo changes it only after a person has reset it to draft.",
      );
  }
  if (typeof values.invoice_date !== "string") return [];
  const closed = await lockedThrough(odoo, company, book);
  return closed !== null && values.invoice_date <= closed
    ? [
        `The books are locked through ${closed}: Odoo will enter a document of ${values.invoice_date} on ${dayAfter(closed)} or later.`,
      ]
    : [];
}

const MOVE_TYPES: Readonly<Record<string, string>> = { out_invoice: "customer invoice", in_invoice: "vendor bill" };

function titleOf(label: string, values: ChangeValues): string {
  const type = MOVE_TYPES[String(values.move_type)];
  if (type !== undefined) return `${type} (draft)`;
  return typeof values.name === "string" ? `${label} "${values.name.slice(0, 80)}"` : label;
}

const sameValue = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
