import type { ChangeStep } from "@sextant/contracts";
import { fromOdoo } from "./difference.ts";
import type { LiveOdoo } from "./live-odoo.ts";
import type { ChangeValues } from "./plan.ts";

/** The values that a step `write` sets, in the form in which values are compared: without Odoo's commands. */
export async function valuesSet(odoo: LiveOdoo, { model, arguments: given }: ChangeStep): Promise<ChangeValues> {
  const rules = await odoo.rules(model);
  return Object.fromEntries(
    Object.entries(given.vals ?? {}).map(([name, value]) => {
      const rule = rules.get(name);
      const [command] = Array.isArray(value) ? (value as unknown[]) : [];
      const plain = Array.isArray(command) && command[0] === 6 ? command[2] : value;
      return [name, rule ? fromOdoo(rule, plain) : null];
    }),
  );
}
