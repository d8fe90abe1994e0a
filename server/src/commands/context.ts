import { setMaxListeners } from "node:events";
import { existsSync } from "node:fs";
import type { Command } from "commander";
import { type Config, readConfig, type Settings } from "../platform/config.ts";
import { type ProgressLine, progressLine } from "../platform/progress.ts";

/** What every command needs: the configuration, a way to be cancelled, a line that shows progress. */
export interface CommandContext {
  readonly config: Config;
  readonly signal: AbortSignal;
  readonly progress: ProgressLine;
}

/** Reads a file `.env` in the working directory; what the environment already says wins. */
export function loadEnvironmentFile(): void {
  if (existsSync(".env")) process.loadEnvFile(".env");
}

/** The context of a command: its `--source` and `--data` win over the environment; Ctrl+C cancels, a second one ends at once. */
export function contextOf(command: Command, overrides: Partial<Settings> = {}): CommandContext {
  const { source, data } = command.optsWithGlobals<{ source?: Settings["source"]; data?: string }>();
  const config = readConfig(process.env, { ...(source ? { source } : {}), ...(data ? { data } : {}), ...overrides });
  const abort = new AbortController();
  // Every call in flight and in the queue listens to it.
  setMaxListeners(0, abort.signal);
  process.once("SIGINT", () => abort.abort());
  return { config, signal: abort.signal, progress: progressLine() };
}
