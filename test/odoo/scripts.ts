import { spawn } from "node:child_process";
import { join } from "node:path";
import { odooHome } from "./home.ts";

/** Options of {@link runScript}. */
export interface ScriptOptions {
  readonly env?: Record<string, string>;
  readonly input?: string;
  readonly signal?: AbortSignal;
}

/**
 * Runs a program and resolves with its standard output.
 * Rejects, with the end of its standard error, when it exits with another status than 0.
 */
export function run(program: string, args: readonly string[], options: ScriptOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      env: { ...process.env, SEXTANT_ODOO_HOME: odooHome(), ...options.env },
      stdio: ["pipe", "pipe", "pipe"],
      ...(options.signal && { signal: options.signal }),
    });
    let out = "";
    let err = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      out += chunk;
    });
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      err += chunk;
    });
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(out);
      else
        reject(
          new Error(`${program} ${args.join(" ")} ended with status ${code}: ${(err || out).slice(-2000).trim()}`),
        );
    });
    child.stdin.on("error", () => {});
    child.stdin.end(options.input ?? "");
  });
}

/** Runs one of the shell scripts of this folder, as `runScript("clone.sh", ["tpl_demo19", "mine"])`. */
export function runScript(script: string, args: readonly string[], options: ScriptOptions = {}): Promise<string> {
  return run(join(import.meta.dirname, script), args, options);
}
