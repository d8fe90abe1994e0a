import { SextantError } from "@sextant/contracts";
import type { ModelName, Vendor } from "./types.ts";

const NAME = /^(anthropic|openai|ollama)\/([^\s@]{1,200})(?:@(?:sha256:)?([0-9a-f]{12,64}))?$/;

/**
 * Reads `vendor/model`, for Ollama also with a digest behind `@`.
 *
 * @throws SextantError `bad_usage`.
 */
export function readModelName(text: string): ModelName {
  const [, vendor, model, pin] = NAME.exec(text.trim()) ?? [];
  if (vendor === undefined || model === undefined || (pin !== undefined && vendor !== "ollama"))
    throw new SextantError(
      "bad_usage",
      `${JSON.stringify(text.slice(0, 100))} names no model. Write anthropic/…, openai/… or ollama/… with the vendor's own name, e.g. ollama/qwen3:8b; only Ollama's take a digest behind @.`,
    );
  return { vendor: vendor as Vendor, model, ...(pin === undefined ? {} : { pin }) };
}

export const showModelName = ({ vendor, model }: ModelName): string => `${vendor}/${model}`;
