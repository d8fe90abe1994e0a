import { SextantError } from "@sextant/contracts";
import { type CallerOptions, openCaller } from "./calls/caller.ts";
import { openClient } from "./client.ts";
import { redacted } from "./errors/redact.ts";
import { probeEndpoint, type ServerVersion } from "./probe.ts";
import { beyondXml } from "./transports/beyond-xml.ts";
import { bridge } from "./transports/bridge.ts";
import { type Endpoint, openEndpoint } from "./transports/endpoint.ts";
import type { Credentials } from "./transports/execute-kw.ts";
import { json2 } from "./transports/json-2.ts";
import { jsonRpc } from "./transports/json-rpc.ts";
import type { Transport } from "./transports/transport.ts";
import { xmlRpc } from "./transports/xml-rpc.ts";
import type { ConnectionOptions, OdooClient, ServerInfo, TransportName } from "./types.ts";

const DEFAULT_TIMEOUT = 60_000;
const DEFAULT_CONCURRENCY = 3;

/**
 * Connects to one Odoo as one user: asks the server for its version, chooses the transport, proves key and database.
 *
 * @example
 * const odoo = await connect({ url: "https://erp.example.com", database: "prod", login: "ann", secret: key });
 * for await (const rows of odoo.stream({ model: "account.move.line", domain: [], fields: ["date", "balance"] })) use(rows);
 *
 * @throws SextantError `odoo_unreachable`, `not_odoo`, `authentication`, `no_database`, `bad_usage`, …
 */
export async function connect(options: ConnectionOptions, signal?: AbortSignal): Promise<OdooClient> {
  return connectTuned(options, {}, signal);
}

/** {@link connect} with other waits between retries; for tests. */
export async function connectTuned(
  options: ConnectionOptions,
  tuning: Pick<CallerOptions, "baseMs" | "random" | "breakerMs">,
  signal?: AbortSignal,
): Promise<OdooClient> {
  check(options);
  const endpoint = openEndpoint(options);
  try {
    const server = await probeEndpoint(endpoint, { signal, timeoutMs: options.timeoutMs });
    if (options.transport === "json-2" && server.major < 19)
      throw new SextantError(
        "unsupported_version",
        `Odoo ${server.version} at ${endpoint.url} has no JSON-2; it came with 19. Leave the transport to be chosen.`,
      );
    const transport = transportOf(options.transport ?? server.transport, endpoint, options);
    const userId = await transport.signIn(signal);
    const caller = openCaller(transport, options.secret, { ...tuning, concurrency: options.concurrency });
    const info = await userInfo(transport, server, userId, options, signal);
    return openClient({
      caller,
      info,
      url: endpoint.url,
      database: options.database,
      timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT,
      concurrency: options.concurrency ?? DEFAULT_CONCURRENCY,
      close: () => transport.close(),
    });
  } catch (error) {
    endpoint.close();
    throw redacted(error, options.secret);
  }
}

function check(options: ConnectionOptions): void {
  if (options.database === "") throw new SextantError("bad_usage", "The name of Odoo's database is missing.");
  if (!/^[\x20-\x7e]+$/.test(options.database))
    throw new SextantError("bad_usage", "The name of Odoo's database must be plain ASCII.");
  if (options.secret === "")
    throw new SextantError("bad_usage", "The API key is missing. Create one in Odoo's preferences.");
}

function transportOf(name: TransportName, endpoint: Endpoint, options: ConnectionOptions): Transport {
  switch (name) {
    case "bridge":
      if (options.bridge) return bridge(endpoint, options.secret, options.bridge);
      throw new SextantError("bad_usage", "The bridge needs a server that is paired with this Odoo.");
    case "json-2":
      if (!/^[\x21-\x7e]+$/.test(options.secret))
        throw new SextantError("bad_usage", "The API key holds a blank or a character that no key has. Copy it again.");
      return json2(endpoint, options.secret);
    case "json-rpc":
      return jsonRpc(endpoint, credentialsOf(name, options));
    case "xml-rpc": {
      const credentials = credentialsOf(name, options);
      return beyondXml(xmlRpc(endpoint, credentials), jsonRpc(endpoint, credentials));
    }
  }
}

function credentialsOf(name: TransportName, { login, secret }: ConnectionOptions): Credentials {
  if (login) return { login, secret };
  throw new SextantError("bad_usage", `The login is missing: ${name} needs it beside the key. Set the user's login.`);
}

async function userInfo(
  transport: Transport,
  server: ServerVersion,
  userId: number,
  options: ConnectionOptions,
  signal: AbortSignal | undefined,
): Promise<ServerInfo> {
  // Not `context_get`: before 15 its None members cannot travel over XML-RPC.
  const rows = await transport.call({
    kind: "read",
    model: "res.users",
    method: "read",
    ids: [userId],
    named: { fields: ["login", "lang", "tz"], load: false },
    positional: [],
    context: {},
    timeoutMs: 30_000,
    signal,
  });
  const user = (Array.isArray(rows) ? rows[0] : undefined) as Record<string, unknown> | undefined;
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  return {
    transport: transport.name,
    version: server.version,
    major: server.major,
    userId,
    login: text(user?.login) || (options.login ?? ""),
    lang: text(user?.lang) || "en_US",
    tz: text(user?.tz) || "UTC",
  };
}
