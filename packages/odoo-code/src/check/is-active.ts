import type { RuleInfo } from "../diagnostic.ts";
import type { OdooVersion } from "../version.ts";
import { applies, type Configuration } from "./configuration.ts";

/** Answers so far: every file asks about every check, and the answer depends on the configuration and the version alone. */
const KNOWN = new WeakMap<Configuration, Map<OdooVersion | null, WeakMap<object, boolean>>>();

/** Whether any of a check's rules applies. */
export function isActive(
  check: { readonly rules: readonly RuleInfo[] },
  version: OdooVersion | null,
  configuration: Configuration,
): boolean {
  const ofConfiguration = KNOWN.get(configuration) ?? new Map<OdooVersion | null, WeakMap<object, boolean>>();
  KNOWN.set(configuration, ofConfiguration);
  const known = ofConfiguration.get(version) ?? new WeakMap<object, boolean>();
  ofConfiguration.set(version, known);
  let active = known.get(check);
  if (active === undefined) {
    active = check.rules.some((rule) => applies(rule, version, configuration));
    known.set(check, active);
  }
  return active;
}
