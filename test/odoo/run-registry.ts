import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { odooHome } from "./home.ts";
import { runScript } from "./scripts.ts";

/** What a test run started and has to take away again. `database` and its `twin` are dropped only if `owned`. */
export interface Started {
  readonly port: number;
  readonly database: string;
  readonly owned: boolean;
  readonly twin?: string;
}

const folderOf = (pid: number): string => join(odooHome(), "run", `test-${pid}`);

/** Opens the register of this test run; workers find it through the environment. */
export function openRun(): string {
  const folder = folderOf(process.pid);
  mkdirSync(folder, { recursive: true });
  process.env.SEXTANT_ODOO_RUN = folder;
  return folder;
}

/** Folder of the current run: that of vitest's global set-up, or one of this process. */
export function currentRun(): string {
  return process.env.SEXTANT_ODOO_RUN ?? openRun();
}

/** Notes a server before anything can go wrong with it. */
export function noteStarted(started: Started): void {
  writeFileSync(join(currentRun(), `server-${started.port}.json`), JSON.stringify(started));
}

/** Does the work of one test file of this run at a time; others that come under the same name wait for their turn. */
export async function inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
  const lock = join(currentRun(), `${name}.lock`);
  while (!claimed(lock)) await setTimeout(50);
  try {
    return await work();
  } finally {
    rmSync(lock, { recursive: true });
  }
}

/** A folder is made by one process alone. */
function claimed(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Stops one server of ours and drops its database if it was made for it. */
export async function stopStarted(started: Started, folder: string): Promise<void> {
  await runScript("stop.sh", [String(started.port)]);
  if (started.owned)
    for (const name of [started.database, started.twin]) if (name !== undefined) await runScript("drop.sh", [name]);
  rmSync(join(folder, `server-${started.port}.json`), { force: true });
  rmSync(join(odooHome(), "log", `odoo-${started.port}.log`), { force: true });
}

/** Stops what a run started and forgets the run. */
export async function closeRun(folder: string): Promise<void> {
  for (const name of readdirSync(folder)) {
    if (!/^server-\d+\.json$/.test(name)) continue;
    await stopStarted(JSON.parse(readFileSync(join(folder, name), "utf8")) as Started, folder);
  }
  rmSync(folder, { recursive: true, force: true });
}

/** Takes away what runs left that were killed before their tear-down. */
export async function sweepDeadRuns(): Promise<void> {
  const runs = join(odooHome(), "run");
  if (!existsSync(runs)) return;
  for (const name of readdirSync(runs)) {
    const pid = /^test-(\d+)$/.exec(name)?.[1];
    if (pid && !existsSync(`/proc/${pid}`)) await closeRun(join(runs, name));
  }
}
