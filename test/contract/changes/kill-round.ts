import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ProposeRequest } from "@sextant/contracts";
import { build, type Plugin } from "esbuild";
import { FAILPOINTS, type Proposals } from "../../../server/src/changes/index.ts";
import type { TestUser } from "../../odoo/real-odoo.ts";
import { type ChangeServers, ROOT } from "./servers.ts";

/** Where the process is killed: every named point, and in mid-flight. */
export const KILL_POINTS = [...FAILPOINTS, "execute:flight"] as const;
export type KillPoint = (typeof KILL_POINTS)[number];

export interface KillOrder {
  readonly odoo: { readonly url: string; readonly database: string };
  readonly databaseUrl: string;
  readonly migrations: string;
  readonly user: TestUser;
  readonly request: ProposeRequest;
  readonly point: KillPoint;
  readonly flightMs: number;
  readonly leaseMs: number;
}

/** A change whose effects can be counted in Odoo's tables by a label of its own. */
export interface CountedChange {
  readonly name: string;
  request(label: string): ProposeRequest;
  readonly count: string;
}

/** A field of one partner: it has the label or it has not. His contacts get the address too, from Odoo itself: they do not count. */
const writeTo = (id: number): CountedChange => ({
  name: "write",
  request: (label) => ({ change: { kind: "write", model: "res.partner", id, values: { street2: label } } }),
  count: `select count(*)::int as many from res_partner where street2 = $1 and id = ${Number(id)}`,
});

export const COUNTED = {
  create: {
    name: "create",
    request: (label: string): ProposeRequest => ({
      change: { kind: "create", model: "crm.lead", values: { name: label, type: "opportunity" } },
    }),
    count: "select count(*)::int as many from crm_lead where name = $1",
  },
  note: {
    name: "note",
    request: (label: string): ProposeRequest => ({
      change: { kind: "action", action: "post_message", parameters: { model: "res.partner", record: 1, text: label } },
    }),
    count: "select count(*)::int as many from mail_message where body like '%' || $1 || '%'",
  },
  write: writeTo(1),
  writeTo,
};

/** Apart, so that a program that runs this file bundled leaves the names alone. */
const META = "import.meta";

export const LEASE_MS = 1_000;

/** Modules that stay empty in the bundle. */
const without = (filter: RegExp): Plugin => ({
  name: "without",
  setup({ onResolve, onLoad }) {
    onResolve({ filter }, ({ path }) => ({ path, namespace: "without" }));
    onLoad({ filter: /.*/, namespace: "without" }, () => ({ contents: "module.exports = {}", loader: "js" }));
  },
});

/** The bundled worker. */
export async function builtWorker(): Promise<{ readonly script: string; remove(): void }> {
  const home = mkdtempSync(join(ROOT, "node_modules/.sextant-kill-"));
  const script = join(home, "kill-worker.mjs");
  await build({
    entryPoints: [join(ROOT, "test/contract/changes/kill-worker.ts")],
    outfile: script,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    // Whole, and without what no change needs: a worker starts for every round, and does so in half of the processor time.
    plugins: [without(/^@duckdb\/|typst|pglite|^pg-native$/)],
    banner: { js: 'import { createRequire } from "node:module";\nconst require = createRequire(process.argv[1]);' },
    alias: Object.fromEntries(
      ["contracts", "odoo-client", "ledger"].map((name) => [
        `@sextant/${name}`,
        join(ROOT, `packages/${name}/src/index.ts`),
      ]),
    ),
    // Files are found from where the source is, not the bundle.
    define: {
      [`${META}.dirname`]: JSON.stringify(join(ROOT, "test/odoo")),
      [`${META}.url`]: JSON.stringify(pathToFileURL(join(ROOT, "test/contract/changes/servers.ts")).href),
    },
    logLevel: "warning",
  });
  return { script, remove: () => rmSync(home, { recursive: true, force: true }) };
}

/** One round: a process dies at a point; another one goes on from what it finds. How many effects Odoo has then: one is right. */
export async function killRound(
  { odoo, databaseUrl }: ChangeServers,
  script: string,
  user: TestUser,
  changes: Proposals,
  round: {
    readonly point: KillPoint;
    readonly change: CountedChange;
    readonly label: string;
    readonly flightMs: number;
  },
): Promise<{ readonly effects: number; readonly killed: boolean; readonly found: boolean }> {
  const order: KillOrder = {
    odoo: { url: odoo.url, database: odoo.database },
    databaseUrl,
    migrations: join(ROOT, "server/migrations"),
    user,
    request: round.change.request(round.label),
    point: round.point,
    flightMs: round.flightMs,
    leaseMs: LEASE_MS,
  };
  const worker = spawn(process.execPath, [script, JSON.stringify(order)], { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  worker.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  const signal = await new Promise<NodeJS.Signals | null>((resolve, reject) => {
    worker.on("error", reject);
    worker.on("exit", (code, by) => (code === 0 || by !== null ? resolve(by) : reject(new Error(said.slice(-2000)))));
  });
  const found = await goOn(changes, round.change.request(round.label), round.label);
  const [row] = await odoo.sql(round.change.count, [round.label]);
  return { effects: Number(row?.many), killed: signal === "SIGKILL", found };
}

/** What a person and a restarted server do: look, approve what waits, settle what was left, propose again what was never kept. */
async function goOn(changes: Proposals, request: ProposeRequest, label: string): Promise<boolean> {
  const until = Date.now() + 300_000;
  let id = (await changes.list()).find(({ payload }) => JSON.stringify(payload.change).includes(label))?.id;
  id ??= (await changes.propose(request)).id;
  for (;;) {
    const { state, sha256, result } = await changes.get(id);
    if (state === "done") return result?.found ?? false;
    if (state === "failed") throw new Error(`${label} failed: ${JSON.stringify(result)}`);
    if (Date.now() > until) throw new Error(`${label} is still ${state}`);
    if (state === "pending") await changes.approve(id, sha256);
    else {
      await new Promise((resolve) => setTimeout(resolve, LEASE_MS / 2));
      await changes.recover();
    }
  }
}
