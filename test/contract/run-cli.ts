import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const CLI = fileURLToPath(new URL("../../server/dist/cli.js", import.meta.url));

export interface CliRun {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Standard output as JSON; throws when it is not. */
  json<T = Record<string, unknown>>(): T;
}

/** Runs the built command line as a user would, in an empty folder, with the given settings and nothing else from the environment. */
export function runCli(args: readonly string[], settings: Readonly<Record<string, string>> = {}): Promise<CliRun> {
  const cwd = mkdtempSync(join(tmpdir(), "sextant-cli-"));
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, [CLI, ...args], { cwd, env: { PATH, HOME, ...settings } });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exit) => {
      rmSync(cwd, { recursive: true, force: true });
      resolve({ exit, stdout, stderr, json: <T>() => JSON.parse(stdout) as T });
    });
  });
}

/** The settings that point the command line at an Odoo. */
export function settingsOf(odoo: { url: string; database: string }, key: string): Record<string, string> {
  return { SEXTANT_ODOO_URL: odoo.url, SEXTANT_ODOO_DATABASE: odoo.database, SEXTANT_ODOO_KEY: key };
}
