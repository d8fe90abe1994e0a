import { type Command, Option } from "commander";
import { checkKeptQuestions, keptHold, keptText } from "../check-kept-questions.ts";
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
      const checked = await checkKeptQuestions(config, signal, (done, of) =>
        progress.update("checking", done, of),
      ).finally(() => progress.clear());
      const { verdicts, broken } = checked;
      if (format === "json")
        process.stdout.write(
          `${JSON.stringify({ checked: verdicts.map(({ kept: { id, ask }, verdict, why }) => ({ id, ask, verdict, why })), broken }, null, 2)}\n`,
        );
      else process.stdout.write(keptText(checked));
      if (!keptHold(checked)) process.exitCode = 1;
    });
}
