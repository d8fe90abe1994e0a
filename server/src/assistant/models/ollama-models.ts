import { SextantError } from "@sextant/contracts";
import type { Ollama } from "ollama";
import type { ModelName } from "./types.ts";
import { errorInStream } from "./vendor-error.ts";
import { openWire, type WireLimits } from "./wire.ts";

/** A model that is there. */
export interface InstalledModel {
  readonly name: string;
  readonly digest: string;
  readonly bytes: number;
  /** e.g. `8.2B`. */
  readonly parameters: string;
}

export type PullProgress = (phase: string, done?: number, of?: number) => void;

const LIST_LIMITS = { firstByteMs: 10_000, totalMs: 20_000 };
/** A pull takes as long as it takes, but not without a sign of life. */
const PULL_LIMITS: Partial<WireLimits> = { idleMs: 120_000, totalMs: 24 * 3600_000, bytes: 200_000_000 };

/**
 * The models that an Ollama has.
 *
 * @throws SextantError `model_unreachable` and the like.
 */
export async function listOllamaModels(url: string, signal: AbortSignal): Promise<readonly InstalledModel[]> {
  return watched(url, signal, { limits: LIST_LIMITS, whole: true }, async (client) => {
    const { models } = await client.list();
    return (models ?? [])
      .map(({ name, digest, size, details }) => ({
        name,
        digest: digest.replace(/^sha256:/, ""),
        bytes: size,
        parameters: details?.parameter_size ?? "",
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  });
}

/**
 * Has an Ollama fetch a model, and tells how far it is.
 *
 * @throws SextantError `model_unknown` when there is no such model, `aborted` when cancelled.
 */
export async function pullOllamaModel(
  url: string,
  model: string,
  signal: AbortSignal,
  onProgress: PullProgress,
): Promise<InstalledModel> {
  await watched(url, signal, { limits: PULL_LIMITS }, async (client) => {
    let ended = false;
    for await (const { status, completed, total } of await client.pull({ model, stream: true })) {
      onProgress(status, completed, total);
      ended = status === "success";
    }
    if (!ended) throw new SextantError("model_reply", `Ollama stopped before ${model} was complete.`);
  });
  const models = await listOllamaModels(url, signal);
  const found = models.find(({ name }) => name === model || name === `${model}:latest`);
  if (found) return found;
  throw new SextantError("model_reply", `Ollama says that ${model} is complete, but does not list it.`);
}

/**
 * Makes sure that an Ollama has a model, with the digest that is pinned.
 *
 * @throws SextantError `model_unknown`.
 */
export async function requirePin({ model, pin }: ModelName, url: string, signal: AbortSignal): Promise<void> {
  const models = await listOllamaModels(url, signal);
  const found = models.find(({ name }) => name === model || name === `${model}:latest`);
  if (found === undefined)
    throw new SextantError(
      "model_unknown",
      `Ollama at ${url} has no model ${model}. Run: sextant models pull ${model}.`,
    );
  if (pin !== undefined && !found.digest.startsWith(pin))
    throw new SextantError(
      "model_unknown",
      `Ollama's ${model} has the digest ${found.digest.slice(0, 12)}, but ${pin.slice(0, 12)} is pinned. Check what changed, then pin it anew.`,
    );
}

async function watched<Result>(
  url: string,
  signal: AbortSignal,
  options: { readonly limits: Partial<WireLimits>; readonly whole?: boolean },
  work: (client: Ollama) => Promise<Result>,
): Promise<Result> {
  const { Ollama: Client } = await import("ollama");
  const wire = openWire({ server: "Ollama", base: url, signal, ...options });
  try {
    return await work(new Client({ host: url, fetch: wire.fetch }));
  } catch (error) {
    const failure = wire.failure();
    if (failure) throw failure;
    if (error instanceof SextantError) throw error;
    const message = error instanceof Error ? error.message : "";
    if (/file does not exist|not found/i.test(message))
      throw new SextantError("model_unknown", "Ollama's library has no model of this name.");
    throw errorInStream("Ollama", { error: message });
  } finally {
    wire.close();
  }
}
