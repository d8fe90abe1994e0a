import { type Command, Option } from "commander";
import { planContextOf } from "../ask-books.ts";
import {
  checkKept,
  type KeptVerdict,
  keptCatalogues,
  keptFolder,
  loadQuestions,
  readKept,
} from "../assistant/index.ts";
import { tenantHere } from "../connections/index.ts";
import { openBooks } from "../odoo/index.ts";
import { projectFile } from "../platform/project-file.ts";
import { today } from "../platform/today.ts";
import { runReport } from "../reports/index.ts";
import { contextOf } from "./context.ts";

/** `sextant questions check`: asks every question that a reviewer has confirmed again. Exit code 1 when one does not hold. */
export function questionsCommand(program: Command): void {
  const questions = program.command("questions").description("questions that users marked and a reviewer confirmed");
  questions
    .command("check")
    .description("ask them again: still understood, defined and amounting to the same")
    .addOption(new Option("--format <format>").choices(["text", "json"]).default("text"))
    .action(async ({ format }: { format: string }, command: Command) => {
      const { config, signal, progress } = contextOf(command);
      const tenant = tenantHere(config);
      const catalogue = keptCatalogues(loadQuestions(projectFile("prompts", "questions")), config.data)(tenant);
      const { questions: kept, broken } = readKept(keptFolder(config.data, tenant));
      const verdicts: KeptVerdict[] = [];
      const books = kept.length > 0 ? await openBooks(config, signal) : null;
      try {
        for (const [at, one] of kept.entries()) {
          if (!books) break;
          progress.update("checking", at, kept.length);
          const context = await planContextOf(books, catalogue, one.parameters.company, signal);
          const run = () => runReport(books, one.report, one.parameters, { today: today(), signal });
          verdicts.push(
            await checkKept(one, context, run, signal).catch((error: unknown) => {
              signal.throwIfAborted();
              return { kept: one, verdict: "failed" as const, why: error instanceof Error ? error.message : "failed" };
            }),
          );
        }
      } finally {
        progress.clear();
        await books?.close();
      }
      const failed = verdicts.filter(({ verdict }) => verdict !== "holds");
      if (format === "json")
        process.stdout.write(
          `${JSON.stringify({ checked: verdicts.map(({ kept: { id, ask }, verdict, why }) => ({ id, ask, verdict, why })), broken }, null, 2)}\n`,
        );
      else process.stdout.write(textOf(verdicts, broken));
      if (failed.length + broken.length > 0) process.exitCode = 1;
    });
}

function textOf(verdicts: readonly KeptVerdict[], broken: readonly { file: string; why: string }[]): string {
  const lines = [
    ...verdicts.map(
      ({ kept, verdict, why }) =>
        `${verdict === "holds" ? "✓" : "✗"} ${oneLine(kept.ask)}${why === "" ? "" : `\n  ${verdict}: ${oneLine(why)}`}`,
    ),
    ...broken.map(({ file, why }) => `✗ ${file} cannot be read: ${oneLine(why)}`),
    `${verdicts.filter(({ verdict }) => verdict === "holds").length} of ${verdicts.length + broken.length} hold.`,
  ];
  return `${lines.join("\n")}\n`;
}

/** Text of a user on a terminal: printable, on one line. */
const oneLine = (text: string) => text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ");
