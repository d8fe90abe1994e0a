import { readFile } from "node:fs/promises";
import { SextantError } from "@sextant/contracts";
import { type Command, Option } from "commander";
import { z } from "zod";
import { verifyAuditFile } from "../platform/audit/verify-file.ts";

const knownHead = z.object({
  tenant: z.string(),
  seq: z.number(),
  hash: z.string(),
  before: z.number(),
  at: z.string(),
  key: z.string(),
  signature: z.string(),
});

/** `sextant audit verify`: an exported audit by itself, without database, network and configuration. Exit code 1 when it does not hold. */
export function auditCommand(program: Command): void {
  program
    .command("audit")
    .description("the audit of what happened")
    .command("verify")
    .description("verify an exported audit")
    .argument("<file>", "what the server gave out as sextant-audit.jsonl")
    .option("--key <key>", "the public key of the server, known from elsewhere")
    .option("--head <file>", "a signed head that was kept earlier: one line of an earlier export")
    .addOption(new Option("--format <format>", "text or json").choices(["text", "json"]).default("text"))
    .action(async (file: string, { key, head, format }: { key?: string; head?: string; format: "text" | "json" }) => {
      const known = head === undefined ? undefined : knownHead.parse(JSON.parse(await read(head)));
      const verdict = verifyAuditFile(await read(file), key, known);
      const { ok, tenant, rows, heads, problem } = verdict;
      if (format === "json") process.stdout.write(`${JSON.stringify(verdict, null, 2)}\n`);
      else if (ok)
        process.stdout.write(
          `The audit of ${tenant} holds: ${rows} events, ${heads} signed heads.\n${key ? "" : "Whose it is was not checked: no --key was given.\n"}`,
        );
      else process.stdout.write(`The audit does not hold. Line ${problem?.line} ${problem?.why}.\n`);
      if (!ok) process.exitCode = 1;
    });
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch {
    throw new SextantError("bad_usage", `The file ${file} cannot be read.`);
  }
}
