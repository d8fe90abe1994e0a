import { type Configuration, DEFAULT_CONFIGURATION, ruleNamed, type Severity } from "@sextant/odoo-code";
import type { SextantSettings } from "../protocol.ts";

/** Settings as the server uses them; whatever the client sent, they are of the right shape. */
export interface ServerSettings {
  readonly odooVersion: string;
  readonly addonsPath: readonly string[];
  readonly odooConf: string | null;
  readonly pack: string | null;
  readonly rules: Configuration;
}

/** Reads what the client sent; what makes no sense is left out and said. */
export function readSettings(given: unknown): {
  readonly settings: ServerSettings;
  readonly complaints: readonly string[];
} {
  const complaints: string[] = [];
  const said: Readonly<Record<string, unknown>> = isObject(given) ? given : {};
  const rules: Readonly<Record<string, unknown>> = isObject(said.rules) ? said.rules : {};
  const known = (setting: string, name: string): boolean => {
    if (name === "all" || ruleNamed(name) !== null) return true;
    complaints.push(`${setting} names the rule "${name}", which does not exist.`);
    return false;
  };
  const severities = Object.entries(isObject(rules.severity) ? rules.severity : {}).filter(([name]) =>
    known("sextant.rules.severity", name),
  );
  const severity = Object.fromEntries(
    severities.filter((entry): entry is [string, Severity] => ["error", "warning", "info"].includes(String(entry[1]))),
  );
  const off = severities.filter(([, value]) => value === "off").map(([name]) => name);
  return {
    settings: {
      odooVersion: text(said.odooVersion) ?? "auto",
      addonsPath: texts(said.addonsPath),
      odooConf: text(said.odooConf),
      pack: text(said.pack),
      rules: {
        ...DEFAULT_CONFIGURATION,
        enable: texts(rules.enable).filter((name) => known("sextant.rules.enable", name)),
        disable: [...texts(rules.disable).filter((name) => known("sextant.rules.disable", name)), ...off],
        severity,
      },
    },
    complaints,
  };
}

/** The settings that decide what is indexed: when one of them changes, everything is read again. */
export function indexed({ odooVersion, addonsPath, odooConf, pack }: ServerSettings): string {
  return JSON.stringify({ odooVersion, addonsPath, odooConf, pack } satisfies SextantSettings | object);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string" && item !== "") : [];
}
