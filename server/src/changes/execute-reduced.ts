import { type ChangeStep, type ExpectedRecord, SextantError } from "@sextant/contracts";
import { z } from "zod";
import { canonicalJson } from "../platform/canonical.ts";
import { type Attempt, afterError, type Execution, mayBeSentAgain, recordChanged } from "./execution.ts";
import { findEffect } from "./find-effect.ts";
import type { LiveOdoo } from "./live-odoo.ts";
import { EXTERNAL_MODULE, loadRows } from "./load-rows.ts";
import { valuesOf } from "./make-plan.ts";
import type { ChangeValues } from "./plan.ts";

const TIMEOUT_MS = 120_000;
const LOOKS_MS = [0, 500, 2_000];

/**
 * Executes without the module `sextant`. A record is made by Odoo's import under an external id, which Odoo keeps unique; fields are set when they
 * still have the values that were shown; an action is sent once and its effect looked for. What remains: between the look and the write
 * somebody else may change the record, and an action whose reply was lost waits until Odoo has certainly ended it.
 */
export async function executeReduced(attempt: Attempt): Promise<Execution> {
  const { change, odoo, number, lastTriedAt, quietMs } = attempt;
  if (number > 1) {
    const effect = await findEffect(attempt);
    if (effect) return { kind: "done", found: true, recordId: effect.id };
    // Before, an action whose reply was lost might run beside the first if it were sent again.
    const wait = quietMs - (Date.now() - (lastTriedAt?.getTime() ?? 0));
    if (!maySendTwice(change.steps) && wait > 0)
      return {
        kind: "unknown",
        onlyLooked: true,
        error: new SextantError(
          "outcome_unknown",
          `The effect is not in Odoo, but the call may still be running there. Settle it again in ${Math.ceil(wait / 1000)} s.`,
          { details: { retryAfterMs: wait } },
        ),
      };
  }
  for (const expected of change.expected)
    if (!(await isUnchanged(odoo, expected)))
      return { kind: "failed", error: recordChanged(expected.model, expected.id) };
  for (let tries = 1; ; tries++) {
    try {
      attempt.reached("sending");
      const recordId = await send(attempt);
      attempt.reached("replied");
      return { kind: "done", found: false, recordId };
    } catch (error) {
      if (!mayBeSentAgain(error)) return afterError(error);
      for (const pause of LOOKS_MS) {
        await new Promise((resolve) => setTimeout(resolve, pause));
        const effect = await findEffect(attempt).catch(() => null);
        if (effect) return { kind: "done", found: true, recordId: effect.id };
      }
      if (tries > 1 || !maySendTwice(change.steps)) return afterError(error);
    }
  }
}

/** Making a record under its external id and setting fields do no harm twice. */
const maySendTwice = (steps: readonly ChangeStep[]): boolean =>
  steps.length === 1 && (steps[0]?.method === "create" || steps[0]?.method === "write");

/** Whether a record still has the values that were shown. One that is gone has not. */
async function isUnchanged(odoo: LiveOdoo, { model, id, values }: ExpectedRecord): Promise<boolean> {
  const fields = Object.keys(values);
  const [row] = (await odoo.search(model, [["id", "=", id]], 1)).length > 0 ? await odoo.read(model, [id], fields) : [];
  return row !== undefined && canonicalJson(await valuesOf(odoo, model, row, fields)) === canonicalJson(values);
}

async function send({ change, odoo, proposal }: Attempt): Promise<number | null> {
  const [first] = change.steps;
  if (change.steps.length === 1 && first?.method === "create") return importRecord(odoo, change.id, first);
  const results: number[][] = [];
  for (const { model, method, ids, of, arguments: named, context } of change.steps) {
    const over = of === null ? ids : (results[of] ?? []);
    const reply = await odoo.client.call(
      "write",
      model,
      method,
      { ...(over === null ? {} : { ids: over }), named },
      { ...odoo.options, context, timeoutMs: TIMEOUT_MS },
    );
    results.push([reply].flat().filter((one): one is number => typeof one === "number"));
  }
  return proposal.preview.record.id;
}

const loaded = z.looseObject({
  ids: z.union([z.array(z.number().int()), z.literal(false)]),
  messages: z.array(z.looseObject({ type: z.string(), message: z.string() })),
});

async function importRecord(odoo: LiveOdoo, id: string, { model, arguments: given }: ChangeStep): Promise<number> {
  const values = lineValues(Array.isArray(given.vals_list) ? given.vals_list[0] : {});
  const { fields, data } = await loadRows(odoo, model, values, `${EXTERNAL_MODULE}.${id}`);
  // A record that is there already under this id is left as it is; moments are in UTC.
  const context = { mode: "update", noupdate: true, tz: "UTC" };
  const reply = await odoo.client.call(
    "write",
    model,
    "load",
    { named: { fields, data } },
    { ...odoo.options, context, timeoutMs: TIMEOUT_MS },
  );
  const { ids, messages } = loaded.parse(reply);
  const failed = messages.find(({ type }) => type === "error");
  if (ids && ids[0] !== undefined && !failed) return ids[0];
  // The import swallows the database's errors: even a lost race looks like this. It is looked up, then decided.
  const made = (await odoo.client
    .call(
      "read",
      "ir.model.data",
      "check_object_reference",
      { named: { module: EXTERNAL_MODULE, xml_id: id } },
      odoo.options,
    )
    .catch(() => null)) as unknown;
  if (Array.isArray(made) && Number(made[1]) > 0) return Number(made[1]);
  throw new SextantError("business", failed?.message ?? `Odoo made no ${model}.`, {
    details: { outcome: "rolled_back" },
  });
}

/** Values of a step `create` without Odoo's commands. */
function lineValues(given: unknown): ChangeValues {
  const values = given as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const commands = Array.isArray(value) && Array.isArray(value[0]) ? (value as unknown[][]) : null;
      if (commands === null) return [name, value === false ? null : value];
      if (commands[0]?.[0] === 6) return [name, commands[0][2]];
      return [name, commands.map((command) => lineValues(command[2]))];
    }),
  ) as ChangeValues;
}
