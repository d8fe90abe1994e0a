import { createServer, type RequestListener, type Server } from "node:http";
import type { Duplex } from "node:stream";
import { errorBodyOf, SextantError } from "@sextant/contracts";

/** How long a client may take; a reply, such as a stream of events, may take as long as it does. */
export interface Patience {
  readonly headersMs: number;
  /** Headers and body together. */
  readonly requestMs: number;
}

const PATIENCE: Patience = { headersMs: 15_000, requestMs: 60_000 };
const MOST_HEADER_BYTES = 16_384;

/** A server of HTTP that answers what is no request, too, with a code and a sentence, and waits for nobody for ever. */
export function httpServer(listener: RequestListener, { headersMs, requestMs }: Patience = PATIENCE): Server {
  const server = createServer(
    {
      maxHeaderSize: MOST_HEADER_BYTES,
      headersTimeout: headersMs,
      requestTimeout: requestMs,
      connectionsCheckingInterval: Math.min(5_000, headersMs),
    },
    listener,
  );
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => refuse(socket, faultOf(error)));
  return server;
}

function faultOf({ code }: NodeJS.ErrnoException): SextantError {
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") return new SextantError("too_slow", "The request did not arrive in time.");
  if (code === "HPE_HEADER_OVERFLOW" || code === "HPE_CHUNK_EXTENSIONS_OVERFLOW")
    return new SextantError("too_large", `The headers of the request are larger than ${MOST_HEADER_BYTES} bytes.`);
  return new SextantError("bad_usage", "What was sent is not a request of HTTP.");
}

function refuse(socket: Duplex, error: SextantError): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const body = JSON.stringify(errorBodyOf(error));
  socket.end(
    `HTTP/1.1 ${error.status} Refused\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n` +
      `Cache-Control: no-store\r\nConnection: close\r\n\r\n${body}`,
  );
}
