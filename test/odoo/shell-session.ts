import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { odooHome } from "./home.ts";

/** A process in which one piece of Python after the other runs with Odoo's `env`, so that its modules are loaded once. */
export interface ShellSession {
  /** Runs Python in a transaction of its own; resolves with what it printed. Rejects with its traceback, and nothing is written. */
  run(pythonCode: string): Promise<string>;
  /** Ends the process. */
  close(): void;
}

/** @param path options that name further folders of addons */
export function openShell(database: string, path: readonly string[] = []): ShellSession {
  const home = odooHome();
  const child = spawn(
    join(home, "odoo19"),
    ["shell", "-c", join(home, "odoo19.conf"), "-d", database, "--no-http", "--log-level=error", ...path],
    { stdio: ["pipe", "ignore", "pipe", "pipe", "pipe"] },
  );
  const [stdin, , stderr, requests, replies] = child.stdio as [Writable, null, Readable, Writable, Readable];
  let log = "";
  stderr.setEncoding("utf8").on("data", (text: string) => {
    log = (log + text).slice(-4000);
  });
  // That it could not be started shows in the end of its replies.
  child.on("error", (error) => {
    log += error.message;
  });
  for (const pipe of [stdin, requests]) pipe.on("error", () => {});
  stdin.end(readFileSync(join(import.meta.dirname, "shell-session.py"), "utf8"));
  const lines = createInterface({ input: replies })[Symbol.asyncIterator]();
  /** One piece at a time. */
  let turn: Promise<unknown> = Promise.resolve();

  async function ask(pythonCode: string): Promise<string> {
    requests.write(`${JSON.stringify(pythonCode)}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error(`odoo shell on ${database} ended: ${log.trim()}`);
    const { out, error } = JSON.parse(value) as { readonly out?: string; readonly error?: string };
    if (out === undefined) throw new Error(error);
    return out;
  }
  return {
    run(pythonCode) {
      const result = turn.then(() => ask(pythonCode));
      turn = result.catch(() => {});
      return result;
    },
    close: () => child.kill(),
  };
}
