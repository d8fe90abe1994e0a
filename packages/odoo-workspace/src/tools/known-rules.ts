import { SextantError } from "@sextant/contracts";
import { nearestNames, RULES, ruleNamed } from "@sextant/odoo-code";

/** @throws SextantError `bad_usage` for a name that no rule has, with the nearest ones. */
export function knownRules(names: readonly string[]): readonly string[] {
  for (const name of names) {
    if (name === "all" || ruleNamed(name) !== null) continue;
    const near = nearestNames(
      name,
      RULES.map(({ rule }) => rule),
    );
    const hint = near.length > 0 ? ` Nearest: ${near.join(", ")}.` : "";
    throw new SextantError("bad_usage", `There is no rule ${JSON.stringify(name)}.${hint}`);
  }
  return names;
}
