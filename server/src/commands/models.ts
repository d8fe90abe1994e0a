import { type Command, Option } from "commander";
import {
  listOllamaModels,
  loadPrices,
  openModels,
  pullOllamaModel,
  readModelName,
  showCost,
  showModelName,
} from "../assistant/index.ts";
import type { Config } from "../platform/config.ts";
import { projectFile } from "../platform/project-file.ts";
import { contextOf } from "./context.ts";

interface ListedModel {
  readonly name: string;
  readonly need: "strong" | "fast";
  /** Dollars for a million tokens read and a million written; null: not known. */
  readonly price: { readonly input: string; readonly output: string } | null;
}

const MILLION = 1_000_000;
const NOTHING = { input: 0, cacheRead: 0, cacheWrite: 0, output: 0 };

function configured({ models }: Config): ListedModel[] {
  openModels(models);
  const prices = loadPrices(projectFile("prompts", "models", "prices.yaml"));
  const listed = (text: string, need: ListedModel["need"]): ListedModel => {
    const name = readModelName(text);
    const [input, output] = [
      prices.costOf(name, { ...NOTHING, input: MILLION }),
      prices.costOf(name, { ...NOTHING, output: MILLION }),
    ];
    const price = input === null || output === null ? null : { input: showCost(input), output: showCost(output) };
    return { name: showModelName(name), need, price };
  };
  return [...models.names.map((name) => listed(name, "strong")), ...models.fast.map((name) => listed(name, "fast"))];
}

function show({ name, need, price }: ListedModel): string {
  const cost = price === null ? "price not known" : `${price.input} in, ${price.output} out, USD per million tokens`;
  return `${name} (${need}; ${cost})`;
}

/** `sextant models`: which models are asked, at what price, and which an Ollama has; `pull` has an Ollama fetch one. */
export function modelsCommand(program: Command): void {
  const models = program.command("models").description("language models: which are asked, and those of an Ollama");
  models
    .command("list", { isDefault: true })
    .description("models in the order in which they are asked, and what an Ollama has")
    .addOption(new Option("--format <format>").choices(["text", "json"]).default("text"))
    .action(async ({ format }: { format: string }, command: Command) => {
      const { config, signal } = contextOf(command);
      const asked = configured(config);
      const ollama = await listOllamaModels(config.models.ollama.url, signal).catch(() => null);
      if (format === "json") {
        process.stdout.write(`${JSON.stringify({ asked, ollama }, null, 2)}\n`);
        return;
      }
      const lines = [
        ...(asked.length === 0
          ? ["No model is configured (SEXTANT_MODELS); the embedded planner answers."]
          : ["Asked in this order:", ...asked.map((one) => `  ${show(one)}`)]),
        ...(ollama === null
          ? [`No Ollama answers at ${config.models.ollama.url}.`]
          : [
              "Ollama has (what stands behind @ pins it):",
              ...ollama.map(({ name, digest }) => `  ollama/${name}@${digest.slice(0, 12)}`),
            ]),
      ];
      process.stdout.write(`${lines.join("\n")}\n`);
    });
  models
    .command("pull")
    .description("have the Ollama fetch a model")
    .argument("<name>", "e.g. qwen3:8b")
    .action(async (name: string, _options: object, command: Command) => {
      const { config, signal, progress } = contextOf(command);
      try {
        const { name: pulled, digest } = await pullOllamaModel(config.models.ollama.url, name, signal, progress.update);
        progress.clear();
        process.stdout.write(`ollama/${pulled}@${digest.slice(0, 12)} is there.\n`);
      } finally {
        progress.clear();
      }
    });
}
