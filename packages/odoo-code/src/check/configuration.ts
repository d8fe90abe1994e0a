import type { RuleInfo, Severity } from "../diagnostic.ts";
import { DEFAULT_OPTIONS, type RuleOptions } from "../rules/options.ts";
import { type OdooVersion, versionWithin } from "../version.ts";

/** Which rules apply and how bad they are. Rules are named by name, old name or code; `all` names every rule. */
export interface Configuration {
  readonly enable: readonly string[];
  readonly disable: readonly string[];
  readonly severity: Readonly<Record<string, Severity>>;
  readonly options: RuleOptions;
}

export const DEFAULT_CONFIGURATION: Configuration = { enable: [], disable: [], severity: {}, options: DEFAULT_OPTIONS };

/** Other names that people know a rule by. */
const OLD_NAMES: Readonly<Record<string, readonly string[]>> = {
  "attribute-string-redundant": ["field-string-redundant"],
  "deprecated-self-cr": ["odoo-deprecated-self-cr"],
  "missing-readme": ["C7902"],
  "odoo-exception-warning": ["openerp-exception-warning"],
  "test-folder-imported": ["E7903"],
};

/** Every spelling that means the rule. */
export function namesOf({ rule, code }: Pick<RuleInfo, "rule" | "code">): readonly string[] {
  return [rule, ...(code === null ? [] : [code]), ...(OLD_NAMES[rule] ?? [])];
}

/**
 * Whether a rule applies: what is enabled by name wins over what is disabled; optional rules apply only when enabled; a rule of some versions
 * needs to know the version.
 */
export function applies(info: RuleInfo, version: OdooVersion | null, { enable, disable }: Configuration): boolean {
  const gated = info.from !== undefined || info.to !== undefined;
  if (gated && (version === null || !versionWithin(version, info.from, info.to))) return false;
  if (info.legacy === true && version !== null) return false;
  const names = namesOf(info);
  if (names.some((name) => enable.includes(name))) return true;
  if (disable.includes("all") || names.some((name) => disable.includes(name))) return false;
  return info.optional !== true || enable.includes("all");
}

/** The severity that a rule has here; `own` is that of the finding, where it differs from the rule's. */
export function severityOf(info: RuleInfo, { severity }: Configuration, own: Severity = info.severity): Severity {
  for (const name of namesOf(info)) {
    const chosen = Object.hasOwn(severity, name) ? severity[name] : undefined;
    if (chosen !== undefined) return chosen;
  }
  return own;
}
