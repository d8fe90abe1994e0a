import {
  type ChangeRequest,
  type ChangeSet,
  type FieldDifference,
  type Proposal,
  type ProposeRequest,
  SextantError,
} from "@sextant/contracts";
import { canonicalJson, sha256 } from "../platform/canonical.ts";
import { type Bridge, findBridge } from "./bridge.ts";
import { differenceOf } from "./difference.ts";
import { recordChanged } from "./execution.ts";
import type { LiveOdoo } from "./live-odoo.ts";
import { loadRows } from "./load-rows.ts";
import { expectedOf } from "./make-plan.ts";
import type { ChangePlan } from "./plan.ts";
import { type ChangePolicy, needsSecondPerson } from "./policy.ts";

const HOUR_MS = 3_600_000;

export interface DraftContext {
  readonly odoo: LiveOdoo;
  readonly policy: ChangePolicy;
  readonly tenant: string;
  readonly company: number;
  readonly id: string;
  readonly now: Date;
  readonly undoOf: string | null;
}

export const REDUCED =
  "The module sextant is not installed in Odoo, so guarantees are reduced: the record is compared just before it is written, not in the same transaction, " +
  "and a lost answer of an action may take minutes to settle.";

/** A proposal, not stored yet, and the text its hash is of. */
export async function draftProposal(
  change: ChangeRequest,
  plan: ChangePlan,
  { reason, batch, expiresInHours }: Omit<ProposeRequest, "change" | "company">,
  { odoo, policy, tenant, company, id, now, undoOf }: DraftContext,
): Promise<{ readonly proposal: Proposal; readonly payload: string }> {
  const bridge = await findBridge(odoo.client, odoo.options);
  // What the import cannot carry is refused now, not after the approval.
  if (!bridge && plan.steps[0]?.method === "create" && plan.steps.length === 1)
    await loadRows(odoo, plan.record.model, plan.values, id);
  const expected = await withVersions(odoo, plan, bridge);
  for (const [field, value] of Object.entries(plan.mustBe ?? {}))
    for (const { model, id: record, values } of expected)
      if (canonicalJson(values[field] ?? null) !== canonicalJson(value)) throw recordChanged(model, record);
  const set: ChangeSet = {
    format: 1,
    id,
    tenant,
    company,
    policy: policy.version,
    change,
    steps: [...plan.steps],
    expected: [...expected],
    evidence: plan.evidence,
  };
  const payload = canonicalJson(set);
  const { userId, login } = odoo.client.info;
  const hours = Math.min(expiresInHours ?? policy.expires_hours, 168);
  const { model, id: record } = plan.record;
  const names = record === null ? null : await odoo.names(model, [record]);
  return {
    payload,
    proposal: {
      id,
      state: "pending",
      risk: plan.rule.risk,
      fourEyes: needsSecondPerson(plan.rule, plan.amounts),
      batch: batch ?? null,
      undoOf,
      // The stored text is the one that counts; the reader sees what it says.
      payload: JSON.parse(payload) as ChangeSet,
      sha256: sha256(payload),
      preview: {
        title: plan.title.slice(0, 300),
        record: { model, modelLabel: await odoo.label(model), id: record, name: names?.get(record ?? 0) ?? plan.title },
        fields: [...(await differences(odoo, plan))],
        warnings: [...plan.warnings, ...(bridge ? [] : [REDUCED])],
        reason: reason ?? null,
        guarantee: bridge ? "bridge" : "reduced",
      },
      proposedBy: { id: userId, login },
      createdAt: now.toISOString(),
      expiresAt: new Date(now.getTime() + hours * HOUR_MS).toISOString(),
      decidedBy: null,
      decidedAt: null,
      result: null,
    },
  };
}

async function withVersions(odoo: LiveOdoo, plan: ChangePlan, bridge: Bridge | null): Promise<ChangeSet["expected"]> {
  const targets = plan.watched.map(({ model, id }) => [model, id] as const);
  // Versions first: a change between the two readings then shows as a change, not as the state that was shown.
  const versions = bridge ? await bridge.versions(targets, odoo.options) : [];
  const expected = await expectedOf(odoo, plan);
  return expected.map((one, index) => ({ ...one, version: versions[index] ?? null }));
}

async function differences(odoo: LiveOdoo, plan: ChangePlan): Promise<readonly FieldDifference[]> {
  const { model, id } = plan.record;
  const names = Object.keys(plan.values);
  const [before] = id === null || names.length === 0 ? [] : await odoo.read(model, [id], names);
  const fields = await differenceOf(odoo, model, plan.values, before ?? null);
  const facts = plan.facts.map(({ label, before: was, after }) => ({ field: "", label, before: was, after }));
  const all = [...fields, ...facts];
  if (all.length === 0) throw new SextantError("change_refused", "The change would change nothing.");
  return all;
}
