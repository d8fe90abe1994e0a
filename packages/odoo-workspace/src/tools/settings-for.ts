import type { Configuration } from "@sextant/odoo-code";
import { configurationAt } from "../check/configuration-at.ts";
import type { AddonsAccess } from "./addons-access.ts";
import { knownRules } from "./known-rules.ts";
import { liesIn } from "./path-inside.ts";

/** The configuration for a path of the workspace: its settings files, the environment, and rules that the caller names. */
export function settingsFor(
  { folders }: Pick<AddonsAccess, "folders">,
  path: string,
  { enable = [], disable = [] }: { readonly enable?: readonly string[]; readonly disable?: readonly string[] },
): Configuration {
  const folder = folders.find((one) => liesIn(path, one)) ?? path;
  const rules = { enable: knownRules(enable), disable: knownRules(disable) };
  return configurationAt(path, { folder, environment: process.env, ...rules });
}
