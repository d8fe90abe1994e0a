import type { RuleInfo } from "../diagnostic.ts";
import type { OdooVersion } from "../version.ts";
import { applies, type Configuration } from "./configuration.ts";

type HasRules = { readonly rules: readonly RuleInfo[] };

/** Answers so far, by list and version: every file asks, and the answer depends on the configuration and the version alone. */
const KNOWN = new WeakMap<Configuration, Map<readonly HasRules[], Map<OdooVersion | null, readonly HasRules[]>>>();

/** Those of some checks that have a rule which applies. */
export function activeChecks<Check extends HasRules>(
  checks: readonly Check[],
  version: OdooVersion | null,
  configuration: Configuration,
): readonly Check[] {
  let ofConfiguration = KNOWN.get(configuration);
  if (ofConfiguration === undefined) {
    ofConfiguration = new Map();
    KNOWN.set(configuration, ofConfiguration);
  }
  let ofList = ofConfiguration.get(checks);
  if (ofList === undefined) {
    ofList = new Map();
    ofConfiguration.set(checks, ofList);
  }
  let active = ofList.get(version);
  if (active === undefined) {
    active = checks.filter(({ rules }) => rules.some((rule) => applies(rule, version, configuration)));
    ofList.set(version, active);
  }
  // What is kept under a list was chosen from that list.
  return active as readonly Check[];
}
