import type { RuleInfo } from "../diagnostic.ts";
import { RULES } from "../rules/catalogue.ts";
import { namesOf } from "./configuration.ts";

/** The rule of a name, an old name or a code; null when there is none. */
export function ruleNamed(name: string): RuleInfo | null {
  return RULES.find((info) => namesOf(info).includes(name)) ?? null;
}
