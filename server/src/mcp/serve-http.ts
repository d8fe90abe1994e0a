import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import {
  createMcpHandler,
  hostHeaderValidationResponse,
  localhostAllowedHostnames,
  localhostAllowedOrigins,
  type McpServerFactory,
  originValidationResponse,
} from "@modelcontextprotocol/server";
import { SextantError } from "@sextant/contracts";
import { protectedResource } from "./protected-resource.ts";

export interface HttpOptions {
  readonly port: number;
  /** What every request must carry as a bearer token. */
  readonly token: string;
  readonly onError: (error: unknown) => void;
}

export interface McpOverHttp {
  readonly url: string;
  stop(): Promise<void>;
}

const HOST = "127.0.0.1";
const LARGEST_BODY = 1024 * 1024;

/**
 * Streamable HTTP on the loopback address. Every request passes, in this order: the host it names, the page it comes from, its token.
 *
 * @throws SextantError `port_in_use`.
 */
export async function serveMcpOverHttp(
  factory: McpServerFactory,
  { port, token, onError }: HttpOptions,
): Promise<McpOverHttp> {
  const handler = createMcpHandler(factory, { onerror: onError, maxRequestBodySize: LARGEST_BODY });
  const server = createServer();
  await listen(server, port);
  const address = server.address() as AddressInfo;
  const url = new URL(`http://${HOST}:${address.port}/mcp`);
  const resource = protectedResource(url, token);
  const answer = async (request: Request): Promise<Response> => {
    const rejected =
      hostHeaderValidationResponse(request, localhostAllowedHostnames()) ??
      originValidationResponse(request, localhostAllowedOrigins());
    if (rejected) return rejected;
    const metadata = resource.metadata(request);
    if (metadata) return metadata;
    if (new URL(request.url).pathname !== url.pathname) return new Response("Not found\n", { status: 404 });
    const authorised = await resource.authorise(request);
    return authorised instanceof Response ? authorised : handler.fetch(request, { authInfo: authorised });
  };
  server.on("request", (incoming, outgoing) => {
    exchange(incoming, outgoing, answer).catch((error: unknown) => {
      onError(error);
      outgoing.destroy();
    });
  });
  return {
    url: url.href,
    async stop() {
      server.close();
      await handler.close();
      server.closeAllConnections();
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      const busy = cause.code === "EADDRINUSE";
      const message = busy
        ? `Port ${port} on ${HOST} is taken by another program. Start with --port and another number.`
        : `Cannot listen on ${HOST}:${port}.`;
      reject(new SextantError(busy ? "port_in_use" : "bad_usage", message, { cause }));
    });
    server.listen(port, HOST, resolve);
  });
}

/** One exchange of Node as a web request and response; a client that leaves aborts it. */
async function exchange(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  answer: (request: Request) => Promise<Response>,
): Promise<void> {
  if (Number(incoming.headers["content-length"] ?? 0) > LARGEST_BODY) {
    // Read to its end and thrown away: a connection that is cut would hide the answer.
    incoming.resume();
    outgoing.writeHead(413).end("The body is too large.\n");
    return;
  }
  const abort = new AbortController();
  outgoing.once("close", () => abort.abort());
  const request = webRequest(incoming, abort.signal);
  const response = request ? await answer(request) : new Response("Bad request\n", { status: 400 });
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.flushHeaders();
  if (response.body === null) outgoing.end();
  else
    await pipeline(Readable.fromWeb(response.body as ReadableStream), outgoing).catch((error: unknown) => {
      if (!abort.signal.aborted) throw error;
    });
}

/** Null for a target or header that the web's own types refuse. */
function webRequest(incoming: IncomingMessage, signal: AbortSignal): Request | null {
  const { method = "GET", url = "/", headers } = incoming;
  try {
    const given = Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value] as [string, string]],
    );
    const body =
      method === "GET" || method === "HEAD" ? {} : { body: Readable.toWeb(incoming), duplex: "half" as const };
    // The host is checked by its header; the address of the request only needs to be one.
    return new Request(new URL(`http://${HOST}${url}`), { method, headers: given, signal, ...body });
  } catch {
    return null;
  }
}
