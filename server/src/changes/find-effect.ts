import { isSextantError } from "@sextant/contracts";
import type { Attempt } from "./execution.ts";
import { EXTERNAL_MODULE } from "./load-rows.ts";
import { valuesOf } from "./make-plan.ts";
import { valuesSet } from "./values-set.ts";

/** Clocks of Odoo's machine and this one may differ by so much. */
const SKEW_MS = 60_000;

/** Looks in Odoo whether the change is there already. The id is that of the record made, or null where none was. */
export async function findEffect({
  change,
  odoo,
  proposal,
  decidedAt,
}: Attempt): Promise<{ readonly id: number | null } | null> {
  const [first] = change.steps;
  const last = change.steps.at(-1);
  const id = proposal.preview.record.id;
  if (change.evidence) {
    const { model, domain, madeSince } = change.evidence;
    const since = new Date(decidedAt.getTime() - SKEW_MS).toISOString().replace("T", " ").slice(0, 19);
    const made = [["create_uid", "=", odoo.client.info.userId], ["create_date", ">=", since], ...domain];
    const found = await odoo.search(model, madeSince ? made : domain, 1);
    return found.length > 0 ? { id } : null;
  }
  if (last?.method === "unlink" && last.ids) {
    const left = await odoo.search(last.model, [["id", "in", last.ids]], 1);
    return left.length === 0 ? { id } : null;
  }
  if (first?.method === "create") {
    const made = await findExternal(odoo, change.id);
    return made === null ? null : { id: made };
  }
  if (first?.method === "write" && first.ids) {
    const after = await valuesSet(odoo, first);
    const [row] = await odoo.read(first.model, first.ids, Object.keys(after));
    const now = row ? await valuesOf(odoo, first.model, row, Object.keys(after)) : {};
    return JSON.stringify(now) === JSON.stringify(after) ? { id } : null;
  }
  return null;
}

/** The record that carries a proposal's external id, or null. */
async function findExternal({ client, options }: Attempt["odoo"], id: string): Promise<number | null> {
  try {
    const named = { module: EXTERNAL_MODULE, xml_id: id };
    const reply = await client.call("read", "ir.model.data", "check_object_reference", { named }, options);
    const found = Array.isArray(reply) ? Number(reply[1]) : Number.NaN;
    return Number.isInteger(found) && found > 0 ? found : null;
  } catch (error) {
    // An id that is not there is an error of Odoo's own code.
    if (isSextantError(error) && (error.code === "bad_call" || error.code === "server" || error.code === "business"))
      return null;
    throw error;
  }
}
