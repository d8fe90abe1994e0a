import { Agent, type AgentOptions } from "node:http";
import { Agent as TlsAgent } from "node:https";
import { SextantError } from "@sextant/contracts";
import { exchange, type HttpReply } from "../http/exchange.ts";
import type { ConnectionOptions } from "../types.ts";

export interface EndpointRequest {
  readonly method?: "GET" | "POST";
  /** Path below the address, e.g. `web/version`. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /** A write travels on a connection of its own. */
  readonly fresh?: boolean;
}

/** The address of one Odoo: keeps the path prefix, pools connections where the server allows it, sends no cookies. */
export interface Endpoint {
  readonly url: string;
  readonly database: string;
  send(request: EndpointRequest): Promise<HttpReply>;
  close(): void;
}

/** @throws SextantError `bad_usage` when the address is not http(s) */
export function baseUrl(address: string): URL {
  let url: URL;
  try {
    url = new URL(address.trim());
  } catch {
    throw new SextantError(
      "bad_usage",
      `"${address.slice(0, 200)}" is not an address. Write it like https://erp.example.com.`,
    );
  }
  if (url.protocol !== "http:" && url.protocol !== "https:")
    throw new SextantError(
      "bad_usage",
      `The address of Odoo must begin with http:// or https://, not ${url.protocol}//.`,
    );
  if (url.username !== "" || url.password !== "")
    throw new SextantError("bad_usage", "The address of Odoo must not contain a user or password. Set them apart.");
  url.search = "";
  url.hash = "";
  if (!url.pathname.endsWith("/")) url.pathname += "/";
  return url;
}

export function openEndpoint(
  options: Pick<ConnectionOptions, "url" | "maxReplyBytes" | "userAgent" | "concurrency" | "lookup"> & {
    readonly database?: string;
  },
): Endpoint {
  const base = baseUrl(options.url);
  const lookup = options.lookup ? { lookup: options.lookup } : {};
  const pool: AgentOptions = { keepAlive: true, maxSockets: options.concurrency ?? 3, timeout: 30_000, ...lookup };
  const agent = base.protocol === "https:" ? new TlsAgent(pool) : new Agent(pool);
  const maxBytes = options.maxReplyBytes ?? 64 * 2 ** 20;
  const shown = base.href.replace(/\/$/, "");
  return {
    url: shown,
    database: options.database ?? "",
    send: (request) =>
      exchange({
        method: request.method ?? "POST",
        url: new URL(request.path, base),
        headers: { "user-agent": options.userAgent ?? "sextant", ...request.headers },
        ...(request.body === undefined ? {} : { body: Buffer.from(request.body, "utf8") }),
        timeoutMs: request.timeoutMs,
        maxBytes,
        signal: request.signal,
        ...lookup,
        agent: request.fresh ? undefined : agent,
      }),
    close: () => agent.destroy(),
  };
}
