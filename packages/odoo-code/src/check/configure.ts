import type { RuleInfo, Severity } from "../diagnostic.ts";
import { RULES } from "../rules/catalogue.ts";
import { DEFAULT_OPTIONS, OPTION_KEYS, type RuleOptions } from "../rules/options.ts";
import { ODOO_VERSIONS, type OdooVersion } from "../version.ts";
import { type Configuration, namesOf } from "./configuration.ts";
import { ruleNamed } from "./rule-named.ts";
import type { Settings } from "./settings-file.ts";

/** What people have said about rules, each in the place that their other tools read. */
export interface Sources {
  /** `.pylintrc`, or `pyproject.toml` with tables of `tool.pylint`. */
  readonly pylint?: Settings;
  /** `.oca_hooks.cfg`. */
  readonly hooks?: Settings;
  /** `OCA_HOOKS_ENABLE` and `OCA_HOOKS_DISABLE` among others. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** The command line. */
  readonly enable?: readonly string[];
  readonly disable?: readonly string[];
}

/** A setting that no rule or no value answers to. */
export interface SettingProblem {
  readonly setting: string;
  readonly message: string;
}

const SEVERITIES: readonly string[] = ["error", "warning", "info"] satisfies Severity[];

/**
 * Makes one configuration of all. The command line is stronger than a `sextant` section, and that than the settings of the tool that a rule
 * comes from: pylint's for rules with a code, those of the OCA hooks for theirs. Among the hooks' settings the environment is stronger than the
 * file, for `enable` and `disable` each; what the hooks enable is all that stays enabled of them.
 */
export function configure(sources: Sources): { configuration: Configuration; problems: readonly SettingProblem[] } {
  const { enable = [], disable = [] } = sources;
  const own = sextantSections(sources);
  const severity: Record<string, Severity> = {};
  const problems: SettingProblem[] = [];
  const chosen = new Map<RuleInfo["rule"], boolean>();
  for (const [name, [value = ""]] of own) {
    const info = ruleNamed(name);
    if (info === null) problems.push({ setting: name, message: `There is no rule "${name}".` });
    else if (value === "off") chosen.set(info.rule, false);
    else if (isSeverity(value)) {
      chosen.set(info.rule, true);
      severity[info.rule] = value;
    } else
      problems.push({ setting: name, message: `"${value}" is no severity of ${name}: error, warning, info or off.` });
  }
  const on: string[] = [];
  const off: string[] = [];
  for (const info of RULES) {
    const state = chosen.get(info.rule) ?? stateOf(info, sources);
    if (state === undefined) continue;
    const names = [...namesOf(info), "all"];
    if (state && !names.some((name) => disable.includes(name))) on.push(info.rule);
    if (!state && !names.some((name) => enable.includes(name))) off.push(info.rule);
  }
  return {
    configuration: {
      enable: [...new Set([...enable, ...on])],
      disable: [...new Set([...disable, ...off])],
      severity,
      options: optionsOf(sources.pylint),
    },
    problems,
  };
}

/** The version that a project is for, when its settings name exactly one. */
export function configuredVersion({ validOdooVersions }: RuleOptions): OdooVersion | null {
  const [only] = validOdooVersions;
  return validOdooVersions.length === 1 ? (ODOO_VERSIONS.find((version) => version === only) ?? null) : null;
}

function isSeverity(value: string): value is Severity {
  return SEVERITIES.includes(value);
}

function sextantSections({ pylint, hooks }: Sources): ReadonlyMap<string, readonly string[]> {
  return new Map(
    [hooks, pylint].flatMap((settings) =>
      ["sextant", "tool.sextant", "tool.sextant.rules"].flatMap((name) => [...(settings?.get(name) ?? [])]),
    ),
  );
}

/** On, off, or nothing said, by the settings of the tool that the rule comes from. */
function stateOf(info: RuleInfo, sources: Sources): boolean | undefined {
  const names = namesOf(info);
  const has = (list: readonly string[] | undefined) => list?.some((name) => names.includes(name)) === true;
  if (/^[CRWEF]\d{4}$/.test(info.code ?? "")) {
    const enable = pylintList(sources.pylint, "enable");
    const disable = pylintList(sources.pylint, "disable");
    if (has(enable) || enable.includes("odoolint")) return true;
    return disable.includes("all") || disable.includes("odoolint") || has(disable) ? false : undefined;
  }
  if (info.code !== null || info.rule.startsWith("odoo-")) return undefined;
  const enable = hookList(sources, "enable");
  if (enable.length > 0) return has(enable);
  return has(hookList(sources, "disable")) ? false : undefined;
}

function pylintList(settings: Settings | undefined, key: string): readonly string[] {
  const sections = [...(settings ?? [])].filter(([name]) => /(?:^|\.)(?:messages-control|main|master)$/.test(name));
  return sections.flatMap(([, keys]) => keys.get(key) ?? []);
}

function hookList({ hooks, environment }: Sources, key: "enable" | "disable"): readonly string[] {
  const said = environment?.[`OCA_HOOKS_${key.toUpperCase()}`];
  if (said !== undefined && said.trim() !== "") return said.split(",").map((name) => name.trim());
  return hooks?.get("messages-control")?.get(key) ?? [];
}

/** Options in any section: their names are unlike all others. */
function optionsOf(settings: Settings | undefined): RuleOptions {
  const options = { ...DEFAULT_OPTIONS };
  for (const keys of settings?.values() ?? [])
    for (const [name, values] of keys) {
      // The older name of one of them.
      const key = OPTION_KEYS.get(name === "manifest-required-author" ? "manifest-required-authors" : name);
      if (key === undefined) continue;
      options[key] =
        key === "deprecatedOdooModelMethods"
          ? [...values.join(",").matchAll(/["']([A-Za-z_]\w*)["']/g)].map(([, method = ""]) => method)
          : values;
    }
  return options;
}
