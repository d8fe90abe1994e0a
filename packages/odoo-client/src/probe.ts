import { isSextantError, SextantError } from "@sextant/contracts";
import { bodyText, looksLikeHtml } from "./http/body-text.ts";
import type { HttpReply } from "./http/exchange.ts";
import { type Endpoint, openEndpoint } from "./transports/endpoint.ts";
import type { TransportName } from "./types.ts";
import { decodeJson } from "./values/decode-json.ts";
import { encodeJson } from "./values/encode-json.ts";
import { majorOf } from "./version.ts";

/** What a server says of itself without key or database. */
export interface ServerVersion {
  /** e.g. `19.0`, `saas~19.1`. */
  readonly version: string;
  /** Comparable: 19.1 for `saas~19.1`. */
  readonly major: number;
  /** The transport that suits the version: JSON-2 from 19, below it XML-RPC, or JSON-RPC where XML-RPC is blocked. */
  readonly transport: TransportName;
}

const TIMEOUT = 20_000;

/**
 * Asks a server which Odoo it is; needs no key and no database.
 * @throws SextantError `odoo_unreachable`, `not_odoo`, `overloaded`, `gateway`, `timeout`, `aborted`, `bad_usage`
 */
export async function probe(
  url: string,
  options: { readonly signal?: AbortSignal; readonly timeoutMs?: number } = {},
): Promise<ServerVersion> {
  const endpoint = openEndpoint({ url, maxReplyBytes: 1 << 20 });
  try {
    return await probeEndpoint(endpoint, options);
  } finally {
    endpoint.close();
  }
}

export async function probeEndpoint(
  endpoint: Endpoint,
  options: { readonly signal?: AbortSignal | undefined; readonly timeoutMs?: number | undefined } = {},
): Promise<ServerVersion> {
  const settings = { timeoutMs: Math.min(options.timeoutMs ?? TIMEOUT, TIMEOUT), signal: options.signal };
  const page = await asked(() => endpoint.send({ method: "GET", path: "web/version", ...settings }), endpoint);
  const modern = versionIn(readJson(page), "version");
  if (modern !== undefined) {
    const major = majorOf(modern);
    return { version: modern, major, transport: major >= 19 ? "json-2" : "xml-rpc" };
  }
  const xml = await asked(
    () =>
      endpoint.send({
        path: "xmlrpc/2/common",
        headers: { "content-type": "text/xml" },
        body: "<?xml version='1.0'?><methodCall><methodName>version</methodName><params></params></methodCall>",
        ...settings,
      }),
    endpoint,
  );
  const old = xml.status === 200 ? xmlVersion(xml) : undefined;
  if (old !== undefined) {
    const major = majorOf(old);
    return { version: old, major, transport: major >= 19 ? "json-2" : "xml-rpc" };
  }
  const rpc = await asked(
    () =>
      endpoint.send({
        path: "jsonrpc",
        headers: { "content-type": "application/json" },
        body: encodeJson({
          jsonrpc: "2.0",
          method: "call",
          id: 1,
          params: { service: "common", method: "version", args: [] },
        }),
        ...settings,
      }),
    endpoint,
  );
  const result = (readJson(rpc) as { result?: unknown } | undefined)?.result;
  const found = versionIn(result, "server_version");
  if (found === undefined) throw notOdoo(endpoint, page);
  const major = majorOf(found);
  return { version: found, major, transport: major >= 19 ? "json-2" : "json-rpc" };
}

/** A server that breaks the connection or speaks no HTTP is reachable, but it is no Odoo. */
async function asked(send: () => Promise<HttpReply>, endpoint: Endpoint): Promise<HttpReply> {
  let reply: HttpReply;
  try {
    reply = await send();
  } catch (error) {
    if (isSextantError(error) && (error.code === "bad_reply" || error.code === "transport")) throw notOdoo(endpoint);
    throw error;
  }
  if (reply.status === 502 || reply.status === 504)
    throw new SextantError(
      "gateway",
      `A proxy answers at ${endpoint.url}, but no Odoo behind it (HTTP ${reply.status}). Check that Odoo runs.`,
    );
  if (reply.status === 503 || reply.status === 429)
    throw new SextantError(
      "overloaded",
      `The server at ${endpoint.url} is overloaded (HTTP ${reply.status}). Wait and try again.`,
    );
  return reply;
}

function notOdoo(endpoint: Endpoint, reply?: HttpReply): SextantError {
  const to = reply && reply.status >= 300 && reply.status < 400 ? reply.headers.location?.split(/[?#]/)[0] : undefined;
  const hint = to
    ? ` It redirects to ${to.slice(0, 200)}: use the final address.`
    : " Check the URL, its port and its path.";
  return new SextantError("not_odoo", `The server at ${endpoint.url} is not an Odoo.${hint}`);
}

function readJson(reply: HttpReply): unknown {
  if (reply.status !== 200 || looksLikeHtml(reply.body, reply.headers["content-type"])) return undefined;
  try {
    return decodeJson(bodyText(reply.body, reply.headers["content-type"]));
  } catch {
    return undefined;
  }
}

function versionIn(value: unknown, key: string): string | undefined {
  const found = (value as Record<string, unknown> | null | undefined)?.[key];
  return typeof found === "string" && /^(?:saas[~-])?\d/.test(found) ? found : undefined;
}

function xmlVersion(reply: HttpReply): string | undefined {
  const text = reply.body.toString("latin1", 0, 4096);
  return /<name>server_version<\/name>\s*<value>(?:<string>)?\s*((?:saas[~-])?\d[\w.+~-]*)/.exec(text)?.[1];
}
