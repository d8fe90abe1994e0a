import type { AskResult } from "@sextant/contracts";
import { type Command, Option } from "commander";
import { askBooks } from "../ask-books.ts";
import { countQuestion, keptCatalogues, loadQuestions, noteRun } from "../assistant/index.ts";
import { tenantHere } from "../connections/index.ts";
import { openBooks } from "../odoo/index.ts";
import { openAssistant } from "../open-assistant.ts";
import { projectFile } from "../platform/project-file.ts";
import { formatAmount, render } from "../reports/index.ts";
import { loadSemantics } from "../semantics/index.ts";
import { contextOf } from "./context.ts";

async function textOf(answer: AskResult, withTable: boolean): Promise<string> {
  const lines = [answer.answer];
  if (answer.interpretation !== "") lines.push(`· ${answer.interpretation}`);
  lines.push(
    ...(answer.contributors ?? []).map(
      ({ title, sentences, models, tokens, cost }) =>
        `· ${title}: ${sentences.shown} sentences, ${sentences.dropped} left out; ${models.join(", ")}, ${tokens} tokens, ${cost === null ? "cost not known" : `${cost} USD`}`,
    ),
  );
  if (withTable && answer.result)
    lines.push("", (await render(answer.result, "text")).content.toString("utf8").trimEnd());
  else
    lines.push(
      ...answer.tieOuts.map(
        ({ label, left, right, ok }) =>
          `${ok ? "✓" : "✗"} ${label}: ${formatAmount(left)} ${ok ? "=" : "≠"} ${formatAmount(right)}`,
      ),
    );
  if (answer.suggestions.length > 0)
    lines.push("", answer.understood ? "Next:" : "You can ask:", ...answer.suggestions.map((one) => `  ${one}`));
  return `${lines.join("\n")}\n`;
}

/** `sextant ask "QUESTION"`: one question, with its proof. Exit code 1 when it is not understood or refused. */
export function askCommand(program: Command): void {
  program
    .command("ask")
    .description("one question in plain English, with its proof")
    .argument("<question...>")
    .option("--table", "show the whole report below the answer")
    .addOption(new Option("--format <format>").choices(["text", "json"]).default("text"))
    .action(async (words: string[], { table, format }: { table?: boolean; format: string }, command: Command) => {
      const { config, signal, progress } = contextOf(command);
      const shipped = () => loadQuestions(projectFile("prompts", "questions"));
      const questions = keptCatalogues(shipped, config.data)(tenantHere(config));
      const semantics = loadSemantics(projectFile("prompts", "semantics"));
      const assistant = openAssistant(config);
      const books = await openBooks(config, signal);
      try {
        const answer = await countQuestion(
          (onStep) =>
            askBooks({ open: async () => books, questions, semantics }, words.join(" "), {
              signal,
              ...(assistant ? { models: assistant } : {}),
              onEvent(event) {
                if (event.type === "progress") progress.update(event.phase, event.done, event.of);
                if (event.type === "step") onStep(event);
              },
            }),
          (run) =>
            noteRun(config.data, {
              tenant: tenantHere(config),
              person: "0",
              from: "command line",
              at: new Date(),
              run,
            }),
        );
        progress.clear();
        process.stdout.write(
          format === "json" ? `${JSON.stringify(answer, null, 2)}\n` : await textOf(answer, table ?? false),
        );
        if (!answer.understood || answer.refused !== null) process.exitCode = 1;
      } finally {
        await books.close();
      }
    });
}
