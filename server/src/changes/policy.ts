import { existsSync, readFileSync } from "node:fs";
import { SextantError } from "@sextant/contracts";
import { parse } from "yaml";
import { z } from "zod";

const amount = z.number().nonnegative();
const rule = z.strictObject({
  risk: z.enum(["normal", "high"]).default("normal"),
  /** `always`, or above an amount in the record's own currency; absent: one person decides. */
  four_eyes: z.union([z.literal("always"), z.strictObject({ field: z.string(), above: amount })]).optional(),
});
const modelRule = rule.extend({
  allow: z.array(z.enum(["create", "write"])).min(1),
  /** Fields that proposals may set by `create` and `write`; absent: all that Odoo lets the user set. */
  fields: z.array(z.string()).optional(),
});
const schema = z.strictObject({
  version: z.number().int().min(1),
  expires_hours: z.number().positive().max(168),
  /** Pending proposals of one user; more are refused until some are decided. */
  most_pending: z.number().int().positive(),
  models: z.record(z.string(), modelRule),
  actions: z.record(z.string(), rule),
});

/** Which changes may be proposed at all, how risky they are, and when a second person must approve. */
export type ChangePolicy = z.infer<typeof schema>;
export type PolicyRule = z.infer<typeof rule>;

/**
 * Models that no policy can open: users, rights, keys, code that runs by itself, mail that leaves by itself, how Odoo is configured.
 * A bank account is where money is sent to; changing one needs a call back, not a click.
 */
const NEVER =
  /^(ir\.|base\.|res\.(users|groups|company|config|partner\.bank|currency)|auth|bus\.|iap|fetchmail|google|microsoft|mail\.(mail|template|alias|gateway|compose)|sms\.|snailmail|sextant\.|change\.password|payment\.(provider|token)|account\.(account|tax|journal|lock|fiscal))/;

export const neverChanged = (model: string): boolean => NEVER.test(model);

/**
 * Reads a policy.
 *
 * @throws SextantError `not_configured` naming what does not fit.
 */
export function loadPolicy(path: string): ChangePolicy {
  if (!existsSync(path)) throw new SextantError("not_configured", `The policy for changes is missing: ${path}.`);
  const parsed = schema.safeParse(parse(readFileSync(path, "utf8"), { maxAliasCount: 0 }));
  if (!parsed.success)
    throw new SextantError("not_configured", `The policy ${path} does not fit: ${z.prettifyError(parsed.error)}`);
  const forbidden = Object.keys(parsed.data.models).find(neverChanged);
  if (forbidden !== undefined)
    throw new SextantError("not_configured", `The policy ${path} opens ${forbidden}, which stays closed.`);
  return parsed.data;
}

/**
 * The rule for setting fields of a model.
 *
 * @throws SextantError `change_not_allowed`
 */
export function ruleForFields(
  policy: ChangePolicy,
  operation: "create" | "write",
  model: string,
  fields: readonly string[],
): PolicyRule {
  const found = neverChanged(model) ? undefined : policy.models[model];
  if (!found?.allow.includes(operation))
    throw new SextantError("change_not_allowed", `Sextant proposes no ${operation} on ${model}.`, {
      details: { model, operation },
    });
  const closed = fields.find((field) => found.fields && !found.fields.includes(field));
  if (closed !== undefined)
    throw new SextantError("change_not_allowed", `Sextant proposes no change of ${model}.${closed}.`, {
      details: { model, field: closed },
    });
  return found;
}

/** Whether a second person must approve, given values of the record. */
export function needsSecondPerson({ four_eyes: rule }: PolicyRule, values: Readonly<Record<string, unknown>>): boolean {
  if (rule === undefined) return false;
  if (rule === "always") return true;
  const value = Number(values[rule.field]);
  // An amount that is not known is not a small one.
  return !(Math.abs(value) <= rule.above);
}
