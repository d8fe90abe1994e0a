import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { odooHome, type Template, templateDatabase } from "./home.ts";
import { type Keep, keepAbout, keepNothing } from "./kept.ts";
import { currentRun, inTurn, noteStarted, type Started, stopStarted } from "./run-registry.ts";
import { run, runScript } from "./scripts.ts";
import { openShell, type ShellSession } from "./shell-session.ts";
import { type SqlRow, sql } from "./sql.ts";

export { odooAvailable, odooHome, type Template, templateDatabase } from "./home.ts";
export { type SqlRow, sql } from "./sql.ts";

/** A log-in of a test database, with the throw-away API key that `prepare.py` gave it. */
export interface TestUser {
  readonly login: string;
  readonly password: string;
  /** API key for JSON-2 (bearer) or in place of the password in XML-RPC and JSON-RPC. */
  readonly key: string;
}

/** Users of every template but `min`, which has only the administrator and the employee. */
export const users = {
  /** Everything, all companies of the template. */
  admin: { login: "admin", password: "admin", key: "0dd0000000000000000000000000000000000019" },
  /** Reads all accounting of the first company, belongs to no other. */
  accountant: { login: "accountant", password: "accountant", key: "acc0000100000000000000000000000000000019" },
  /** No accounting rights, yet the sales rules let him read the journal items of some invoices: a part that balances. */
  salesperson: { login: "salesperson", password: "salesperson", key: "5a1e000100000000000000000000000000000019" },
  /** An internal user who may not read journal items at all. */
  employee: { login: "employee", password: "employee", key: "e301000100000000000000000000000000000019" },
} as const satisfies Record<string, TestUser>;

/** A running Odoo server of the test installation. */
export interface RunningOdoo {
  /** Base address, as `http://127.0.0.1:20480`. */
  readonly url: string;
  readonly port: number;
  readonly database: string;
  /** The administrator's log-in and API key; the others are in {@link users}. */
  readonly login: string;
  readonly key: string;
  readonly users: typeof users;
  /** One SQL statement on the same database, past Odoo. Numeric, bigint and date come back as text. */
  sql(text: string, params?: readonly unknown[]): Promise<SqlRow[]>;
  /** Keeps what was computed about the database from run to run, on a shared server; elsewhere everything is computed. */
  readonly keep: Keep;
  /** Python code with Odoo's `env`, committed at its end; resolves with what it printed. The first piece takes some seconds. */
  shell(pythonCode: string): Promise<string>;
  /** Stops the server; drops the database if it was cloned for it. Safe to call twice; does nothing on a shared server. */
  stop(): Promise<void>;
}

/** Options of {@link startOdoo}. Without `template` the database must exist; with it, it is cloned, replacing one of ours. */
export interface StartOptions {
  readonly database?: string;
  readonly template?: Template;
  /** 0 or nothing: a free pair (the next number is Odoo's websocket port). */
  readonly port?: number;
  /** Worker processes; 0 (default) is one threaded process. */
  readonly workers?: number;
  /**
   * A module of a folder of addons that is there from the first. With `test` it is installed now, and its tests run; without, what is cloned has it
   * installed, once for each state of the module's files. For clones only.
   */
  readonly install?: { readonly module: string; readonly addons: string; readonly test?: boolean };
  /** Serve a second database beside the first, made from it after the installation; its name ends in `_twin`. Needs `template`. */
  readonly twin?: boolean;
  readonly signal?: AbortSignal;
}

/** Clones a template (database and filestore) in a second or two. Refuses to replace a database that is not ours. */
export async function cloneDatabase(template: Template, name: string, signal?: AbortSignal): Promise<void> {
  await runScript("clone.sh", [templateDatabase(template), name], signal ? { signal } : {});
}

/** Drops a database that carries our marker, in our own cluster; refuses any other. A missing database is no error. */
export async function dropDatabase(name: string): Promise<void> {
  await runScript("drop.sh", [name]);
}

/**
 * The JSON that Python with Odoo's `env` prints about a template. It runs on a clone, once per build of the template: what it prints is kept.
 */
export function askTemplate<T>(template: Template, pythonCode: string): Promise<T> {
  return keepAbout(template)(["python", pythonCode], async () => {
    const database = `asked_${process.pid}_${freshNumber()}`;
    await cloneDatabase(template, database);
    const shell = openShell(database);
    try {
      return JSON.parse(await shell.run(pythonCode)) as T;
    } finally {
      shell.close();
      await dropDatabase(database);
    }
  });
}

/** Starts an Odoo 19 server and waits until it answers. Needs `odooAvailable()` to be null. */
export async function startOdoo(options: StartOptions): Promise<RunningOdoo> {
  const { template, workers = 0, install, twin = false, signal } = options;
  const database = options.database ?? `t_${process.pid}_${freshNumber()}`;
  let path = install ? addonsPath(install.addons) : [];
  if (template && install && !install.test) {
    const args = [templateDatabase(template), install.addons, install.module];
    const [made = "", addons = ""] = (await runScript("with-module.sh", args, signal ? { signal } : {}))
      .trim()
      .split(" ");
    path = addonsPath(addons);
    await runScript("clone.sh", [made, database], signal ? { signal } : {});
  } else {
    if (template) await cloneDatabase(template, database, signal);
    if (install) await installModule(database, install, path, signal);
  }
  const second = twin ? `${database}_twin` : undefined;
  // Said again, for both: the last one counts.
  const both = second === undefined ? [] : ["-d", `${database},${second}`, `--db-filter=^(${database}|${second})$`];
  if (second !== undefined) await sql("postgres", `create database ${second} template ${database}`);
  const env = { ODOO_EXTRA: [...(workers > 0 ? ["--workers", workers] : []), ...path, ...both].join(" ") };
  const out = await runScript("start.sh", [database, String(options.port ?? 0)], { env, ...(signal && { signal }) });
  const started: Started = {
    port: portOf(out),
    database,
    owned: template !== undefined,
    ...(second && { twin: second }),
  };
  noteStarted(started);
  const folder = currentRun();
  return handle(started, () => stopStarted(started, folder), keepNothing, path);
}

/** The configured addons and another folder of them. */
function addonsPath(folder: string): string[] {
  const own = /^addons_path\s*=\s*(.*)$/m.exec(readFileSync(join(odooHome(), "odoo19.conf"), "utf8"))?.[1] ?? "";
  return ["--addons-path", `${own},${folder}`];
}

/** Installs a module into a database that no server has open. With `test` its Python tests run; one that fails rejects with Odoo's log. */
async function installModule(
  database: string,
  { module, test = false }: NonNullable<StartOptions["install"]>,
  path: readonly string[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const home = odooHome();
  const tests = test ? ["--test-enable", "--test-tags", `/${module}`] : [];
  const args = ["-c", join(home, "odoo19.conf"), "-d", database, "-i", module, ...path, ...tests];
  await run(join(home, "odoo19"), [...args, "--stop-after-init", "--no-http", "--log-level", test ? "test" : "error"], {
    ...(signal && { signal }),
  });
}

/**
 * The one read-only server of a template in this test run, started at first use and stopped at the end of the run.
 * Whoever writes starts a server of his own with {@link startOdoo}.
 */
export function sharedOdoo(template: Exclude<Template, "demo14">): Promise<RunningOdoo> {
  const folder = currentRun();
  const note = join(folder, `shared-${template}.json`);
  return inTurn(`shared-${template}`, async () => {
    const shared = (started: Started) => handle(started, async () => {}, keepAbout(template));
    if (existsSync(note)) return shared(JSON.parse(readFileSync(note, "utf8")) as Started);
    const database = template === "volume" ? "shared_volume19" : `shared_${template}_${folder.replace(/\D+/g, "_")}`;
    // A clone of the volume takes gigabytes: one is kept from run to run, and made afresh when it no longer equals its template.
    const reuse = template === "volume" && (await equalsTemplate(database, template));
    const odoo = await startOdoo({ database, ...(!reuse && { template }) });
    const started: Started = { port: odoo.port, database, owned: template !== "volume" };
    noteStarted(started);
    writeFileSync(note, JSON.stringify(started));
    return shared(started);
  });
}

/**
 * Odoo 14 on its demo database `demo14` (login admin, password admin; no API key: it has no JSON-2). Started when it is not up, and then stopped at
 * the end of the run. Needs `odooAvailable("demo14")` to be null.
 */
export function startOdoo14(): Promise<RunningOdoo> {
  return inTurn("odoo14", async () => {
    const out = await runScript("start14.sh", []);
    const started: Started = { port: portOf(out), database: "demo14", owned: false };
    // A server that was up before this run stays up after it.
    if (!out.startsWith("already running")) noteStarted(started);
    return handle(started, async () => {});
  });
}

/**
 * A user who may read accounting, but from whom a record rule hides the journal items that match `domain`
 * (Odoo's prefix notation, one condition or joined by explicit "&"). Only on a database of your own.
 */
export async function addUserWithHiddenItems(
  odoo: RunningOdoo,
  domain: readonly unknown[],
  login = "blinkered",
): Promise<TestUser> {
  const key = createHash("sha1").update(`${odoo.database}/${login}`).digest("hex");
  const parameters = JSON.stringify(JSON.stringify({ login, key, domain }));
  const code = readFileSync(join(import.meta.dirname, "hide-items.py"), "utf8");
  await odoo.shell(`import json\nPARAMETERS = json.loads(${parameters})\n${code}`);
  return { login, password: login, key };
}

function handle(
  started: Started,
  stop: () => Promise<void>,
  keep: Keep = keepNothing,
  path: readonly string[] = [],
): RunningOdoo {
  let stopped: Promise<void> | undefined;
  const { port, database } = started;
  let session: ShellSession | undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    database,
    login: users.admin.login,
    key: users.admin.key,
    users,
    keep,
    sql: (text, params) => sql(database, text, params),
    shell(pythonCode) {
      session ??= openShell(database, path);
      return session.run(pythonCode);
    },
    stop: () => {
      session?.close();
      stopped ??= stop();
      return stopped;
    },
  };
}

async function equalsTemplate(database: string, template: Template): Promise<boolean> {
  const state =
    "select build, (select max(id) from account_move_line) as items, (select max(write_date)::text from account_move_line) as last, " +
    "(select count(*) from account_partial_reconcile) as partials from sextant_test_marker";
  try {
    const [clone, original] = await Promise.all([sql(database, state), sql(templateDatabase(template), state)]);
    return JSON.stringify(clone) === JSON.stringify(original);
  } catch {
    return false;
  }
}

let numbers = 0;
function freshNumber(): number {
  numbers += 1;
  return numbers;
}

function portOf(output: string): number {
  const port = /http:\/\/127\.0\.0\.1:(\d+)\s*$/.exec(output)?.[1];
  if (!port) throw new Error(`start script gave no address: ${output.slice(-300)}`);
  return Number(port);
}
