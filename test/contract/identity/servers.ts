import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makePairingCode } from "../../../server/src/identity/index.ts";
import { type RunningServer, startServer } from "../../../server/src/main.ts";
import { type Config, readConfig } from "../../../server/src/platform/config.ts";
import { ownDatabase } from "../../odoo/own-database.ts";
import { type RunningOdoo, startOdoo } from "../../odoo/real-odoo.ts";
import { ROOT } from "../changes/servers.ts";
import { connectOdoo, type Reply, signInToOdoo, type WebClient } from "./web-client.ts";

export interface Seen {
  /** The personal key of ann@example.com. */
  readonly key: string;
  readonly models: readonly (readonly [string, string])[];
  readonly limit: number;
  readonly answers: Readonly<Record<string, readonly unknown[]>>;
}

/** A real Odoo with the module, and a server of Sextant where people sign in, on a database of its own. */
export interface IdentityServers {
  readonly odoo: RunningOdoo;
  readonly server: RunningServer;
  readonly config: Config;
  /** What twelve people see by Odoo's ORM. */
  readonly seen: Seen;
  readonly admin: WebClient;
  /** SQL on Sextant's own database, past row-level security. */
  own(text: string, params?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  post(path: string, body?: object, token?: string, headers?: Record<string, string>): Promise<Reply>;
  get(path: string, token?: string): Promise<Reply>;
  /** Signs in through Odoo's page. */
  signIn(login: string, password?: string): Promise<Reply>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export async function startIdentityServers(
  environment: Record<string, string> = {},
  allowed: readonly string[] = [],
): Promise<IdentityServers> {
  const database = await ownDatabase("identity");
  const odoo = await startOdoo({
    template: "demo",
    workers: 3,
    install: { module: "sextant", addons: join(ROOT, "odoo-module") },
  });
  const python = readFileSync(join(import.meta.dirname, "personas.py"), "utf8");
  const printed = await odoo.shell(`BASE_URL = ${JSON.stringify(odoo.url)}\n${python}`);
  const seen = JSON.parse(/ANSWERS(.*)/.exec(printed)?.[1] ?? "null") as Seen;
  const data = mkdtempSync(join(tmpdir(), "sextant-identity-"));
  const config = () =>
    readConfig({
      DATABASE_URL: database.url,
      SEXTANT_DATA: data,
      SEXTANT_PORT: "0",
      SEXTANT_LOG: "silent",
      SEXTANT_PUBLIC_URL: "http://127.0.0.1",
      SEXTANT_ALLOW_ADDRESSES: [`127.0.0.1:${odoo.port}`, ...allowed].join(","),
      ...environment,
    });
  const start = () => startServer(config());
  let server = await start();
  const send = async (
    method: string,
    path: string,
    token?: string,
    body?: object,
    headers: Record<string, string> = {},
  ) => {
    const response = await fetch(`${server.url}${path}`, {
      method,
      headers: {
        ...(body ? { "content-type": "application/json" } : {}),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...headers,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.startsWith("application/json");
    return { status: response.status, json: (isJson ? JSON.parse(text) : { text }) as Record<string, unknown> };
  };
  const post: IdentityServers["post"] = (path, body = {}, token, headers) => send("POST", path, token, body, headers);
  const admin = await signInToOdoo(odoo, "admin", "admin");
  await connectOdoo(
    admin,
    "admin",
    server.url,
    await makePairingCode(data, { url: odoo.url, database: odoo.database }),
  );
  return {
    odoo,
    get server() {
      return server;
    },
    config: config(),
    seen,
    admin,
    own: (text, params) => database.sql(text, params),
    post,
    get: (path, token) => send("GET", path, token),
    async signIn(login, secret = login) {
      return post("/v1/auth/exchange", await (await signInToOdoo(odoo, login, secret)).code());
    },
    async restart() {
      await server.stop();
      server = await start();
    },
    async stop() {
      await server.stop();
      await odoo.stop();
      await database.drop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
