import { SextantError } from "@sextant/contracts";
import type { ModelSettings } from "../../platform/config.ts";
import { anthropicModel } from "./anthropic.ts";
import { readModelName } from "./model-name.ts";
import type { ModelNeed } from "./model-pool.ts";
import { ollamaModel } from "./ollama.ts";
import { openaiModel } from "./openai.ts";
import type { LanguageModel, ModelName } from "./types.ts";

/**
 * The models that the configuration names, per need and in its order. None is contacted.
 *
 * @throws SextantError `not_configured` or `bad_usage` with everything that is wrong.
 */
export function openModels(settings: ModelSettings): Readonly<Record<ModelNeed, readonly LanguageModel[]>> {
  const problems: string[] = [];
  const open = (names: readonly string[]) =>
    names.flatMap((text) => {
      try {
        return [openModel(readModelName(text), settings)];
      } catch (error) {
        if (!(error instanceof SextantError)) throw error;
        problems.push(error.message);
        return [];
      }
    });
  const models = { strong: open(settings.names), fast: open(settings.fast) };
  if (settings.names.length === 0 && settings.fast.length > 0)
    problems.push("SEXTANT_MODELS_FAST is set without SEXTANT_MODELS.");
  if (problems.length > 0)
    throw new SextantError("not_configured", `The models are not usable. ${[...new Set(problems)].join(" ")}`);
  return models;
}

function openModel(name: ModelName, { anthropic, openai, ollama }: ModelSettings): LanguageModel {
  switch (name.vendor) {
    case "anthropic":
      return anthropicModel({ name, url: anthropic.url, key: needKey(anthropic.key, "SEXTANT_ANTHROPIC_KEY", name) });
    case "openai":
      return openaiModel({ name, url: openai.url, key: needKey(openai.key, "SEXTANT_OPENAI_KEY", name) });
    case "ollama":
      return ollamaModel({ name, url: ollama.url, context: ollama.context });
  }
}

function needKey(key: string | null, setting: string, { vendor, model }: ModelName): string {
  if (key !== null) return key;
  throw new SextantError("not_configured", `${vendor}/${model} needs a key: set ${setting}.`);
}
