import type { DoctorCheck } from "@sextant/contracts";
import type { Command } from "commander";
import { diagnose } from "../doctor.ts";
import { contextOf } from "./context.ts";

const MARK = { ok: "✓", warning: "!", error: "✗" } as const;

function line({ name, level, found, action }: DoctorCheck): string {
  return `${MARK[level]} ${name}: ${found}${action === null ? "" : `\n    → ${action}`}`;
}

/** `sextant doctor`: what is configured, reachable and missing, and what to do. Exit code 1 when something must be done. */
export function doctorCommand(program: Command): void {
  program
    .command("doctor")
    .description("what is configured, reachable, missing, and what to do")
    .option("--format <format>", "text or json", "text")
    .action(async ({ format }: { format: string }, command: Command) => {
      const checks = await diagnose(() => contextOf(command).config);
      process.stdout.write(
        format === "json" ? `${JSON.stringify(checks, null, 2)}\n` : `${checks.map(line).join("\n")}\n`,
      );
      if (checks.some(({ ok }) => !ok)) process.exitCode = 1;
    });
}
