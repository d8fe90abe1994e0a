import { SextantError } from "@sextant/contracts";
import type { ModelSettings } from "../../platform/config.ts";
import { requirePin } from "./ollama-models.ts";
import type { ModelName } from "./types.ts";
import { openWire } from "./wire.ts";

const LIMITS = { firstByteMs: 10_000, totalMs: 20_000 };

/**
 * Asks a server whether it has the model and accepts the key. Costs nothing and sends nothing of the books.
 *
 * @throws SextantError a `model_…` code.
 */
export async function probeModel(name: ModelName, settings: ModelSettings, signal: AbortSignal): Promise<void> {
  if (name.vendor === "ollama") return requirePin(name, settings.ollama.url, signal);
  const { url, key } = settings[name.vendor];
  const wire = openWire({ server: `${name.vendor} (${name.model})`, base: url, signal, limits: LIMITS, whole: true });
  const common = { apiKey: key ?? "", baseURL: url, fetch: wire.fetch, maxRetries: 0, logLevel: "off" } as const;
  try {
    if (name.vendor === "anthropic") {
      const { Anthropic } = await import("@anthropic-ai/sdk");
      await new Anthropic({ ...common, openTelemetry: false }).models.retrieve(name.model);
    } else {
      const { OpenAI } = await import("openai");
      await new OpenAI({ ...common, organization: null, project: null }).models.retrieve(name.model);
    }
  } catch (error) {
    throw (
      wire.failure() ??
      new SextantError("model_reply", `${name.vendor} sent a reply that cannot be read.`, { cause: error })
    );
  } finally {
    wire.close();
  }
}
