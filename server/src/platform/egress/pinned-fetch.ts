import { type IncomingMessage, request as plain } from "node:http";
import { request as tls } from "node:https";
import type { LookupFunction } from "node:net";
import { pipeline, Readable } from "node:stream";
import type { ReadableStream as NodeStream } from "node:stream/web";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";

const UNPACK: Readonly<Record<string, () => ReturnType<typeof createGunzip>>> = {
  gzip: createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};
/** Statuses that have no body. */
const EMPTY = [204, 205, 304];

/**
 * `fetch` for the SDKs of vendors, whose connection goes where the lookup says: the `fetch` of Node resolves a name by itself, after whoever has
 * checked it. Redirects are returned, not followed, and each request has a connection of its own. Bodies are texts.
 */
export function pinnedFetch(lookup: LookupFunction): typeof fetch {
  return (input, init = {}) =>
    new Promise((resolve, reject) => {
      const url = new URL(input instanceof Request ? input.url : String(input));
      const headers = Object.fromEntries(new Headers(init.headers));
      const body = init.body ?? null;
      if (body !== null && typeof body !== "string") {
        reject(new TypeError("Only a text can be sent."));
        return;
      }
      const ask = (url.protocol === "https:" ? tls : plain)(url, {
        method: init.method ?? "GET",
        headers: {
          accept: "*/*",
          ...headers,
          "accept-encoding": "gzip, deflate, br",
          ...(body === null ? {} : { "content-length": Buffer.byteLength(body) }),
        },
        lookup,
        agent: false,
        ...(init.signal ? { signal: init.signal } : {}),
      });
      ask.on("error", reject);
      ask.on("response", (reply) => {
        try {
          resolve(responseOf(reply));
        } catch (error) {
          ask.destroy();
          reject(error);
        }
      });
      ask.end(body ?? undefined);
    });
}

function responseOf(reply: IncomingMessage): Response {
  const headers = new Headers();
  for (let at = 0; at < reply.rawHeaders.length; at += 2)
    headers.append(reply.rawHeaders[at] ?? "", reply.rawHeaders[at + 1] ?? "");
  const status = reply.statusCode ?? 0;
  const unpack = UNPACK[headers.get("content-encoding")?.trim().toLowerCase() ?? ""];
  if (EMPTY.includes(status)) {
    reply.resume();
    return new Response(null, { status, headers });
  }
  const body: Readable = unpack ? pipeline(reply, unpack(), () => undefined) : reply;
  return new Response(webStream(Readable.toWeb(body)), { status, headers });
}

/** Node's type of a stream and the web's are the same thing under two names. */
function webStream(stream: NodeStream): ReadableStream<Uint8Array> {
  const reader = stream.getReader();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
