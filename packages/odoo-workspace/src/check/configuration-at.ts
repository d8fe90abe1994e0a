import { SextantError } from "@sextant/contracts";
import { type Configuration, configure } from "@sextant/odoo-code";
import { findSettings } from "./find-settings.ts";

export interface ConfigurationOptions {
  /** Where settings are looked for besides around the path. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Rules by name or code; they win over settings. */
  readonly enable?: readonly string[];
  readonly disable?: readonly string[];
}

/**
 * Settings files around a path, the environment and what the caller says, as one.
 *
 * @throws SextantError `bad_usage` for settings that cannot be understood.
 */
export function configurationAt(
  path: string,
  { folder, environment, enable = [], disable = [] }: ConfigurationOptions,
): Configuration {
  const { pylint, hooks, files } = findSettings(path, folder);
  const { configuration, problems } = configure({
    ...(pylint && { pylint }),
    ...(hooks && { hooks }),
    environment,
    enable,
    disable,
  });
  const [problem] = problems;
  if (problem !== undefined) throw new SextantError("bad_usage", `${files.join(" or ")}: ${problem.message}`);
  return configuration;
}
