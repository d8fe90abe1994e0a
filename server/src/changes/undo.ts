import { type Proposal, SextantError } from "@sextant/contracts";
import type { LiveOdoo } from "./live-odoo.ts";
import { type ChangePlan, type ChangeValues, step } from "./plan.ts";
import type { PolicyRule } from "./policy.ts";
import { valuesSet } from "./values-set.ts";

const RULE: PolicyRule = { risk: "normal" };

/** Whether what a proposal did can be taken back by another proposal, as far as the proposal itself tells. */
export function isUndoable({ payload: { steps }, undoOf }: Pick<Proposal, "payload" | "undoOf">): boolean {
  const [first] = steps;
  if (undoOf !== null || steps.length !== 1 || first === undefined) return false;
  return first.method === "create" || first.method === "write" || first.method === "action_confirm";
}

/**
 * How to take back what a proposal did: the old values, where nobody changed them since; a draft it made is deleted; a confirmed order is
 * cancelled and reset to a quotation. It is a proposal like any other, to be approved.
 *
 * @throws SextantError `change_refused` when it cannot be undone, `record_changed` when somebody went on from it.
 */
export async function planUndo(
  odoo: LiveOdoo,
  { payload, result, state, preview, undoOf }: Proposal,
): Promise<ChangePlan> {
  const [first] = payload.steps;
  const record = result?.record;
  if (state !== "done" || !record || !first || !isUndoable({ payload, undoOf }))
    throw new SextantError(
      "change_refused",
      "This proposal has done nothing that can be taken back by Sextant. Do it in Odoo.",
    );
  const base = {
    title: `Undo: ${preview.title}`,
    record: { model: record.model, id: record.id },
    evidence: null,
    facts: [],
    warnings: [],
    rule: RULE,
    amounts: {},
  };
  const { model, id } = record;
  if (first.method === "write") {
    const before = (payload.expected[0]?.values ?? {}) as ChangeValues;
    const after = await valuesSet(odoo, first);
    const steps = [step(model, "write", [id], { vals: commandsOf(before) })];
    const watched = [{ model, id, fields: Object.keys(after) }];
    await odoo.mustHaveAccess(model, "write", [id]);
    return { ...base, steps, watched, values: before, mustBe: after };
  }
  const rules = await odoo.rules(model);
  if (first.method === "action_confirm") {
    const steps = [
      step(model, "action_cancel", [id], {}, { disable_cancel_warning: true }),
      step(model, "action_draft", [id]),
    ];
    return {
      ...base,
      steps,
      watched: [{ model, id, fields: ["state"] }],
      evidence: {
        model,
        domain: [
          ["id", "=", id],
          ["state", "=", "draft"],
        ],
        madeSince: false,
      },
      values: {},
      facts: [{ label: "Status", before: "Sales order", after: "Quotation" }],
      warnings: ["Deliveries and purchases that the confirmation started are cancelled by Odoo where it can."],
      mustBe: { state: "sale" },
    };
  }
  await odoo.mustHaveAccess(model, "unlink", [id]);
  const steps =
    model === "purchase.order"
      ? [step(model, "button_cancel", [id]), step(model, "unlink", [id])]
      : [step(model, "unlink", [id])];
  const stateful = rules.get("state")?.type === "selection";
  return {
    ...base,
    steps,
    watched: [{ model, id, fields: stateful ? ["state", "display_name"] : ["display_name"] }],
    values: {},
    facts: [{ label: "Record", before: record.name, after: "deleted" }],
    ...(stateful ? { mustBe: { state: "draft" } } : {}),
  };
}

const commandsOf = (values: ChangeValues): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, Array.isArray(value) ? [[6, 0, value]] : (value ?? false)]),
  );
