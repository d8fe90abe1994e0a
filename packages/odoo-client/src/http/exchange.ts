import type { IncomingMessage, RequestOptions } from "node:http";
import { type Agent, request as plainRequest } from "node:http";
import { request as tlsRequest } from "node:https";
import type { LookupFunction } from "node:net";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { isSextantError, SextantError } from "@sextant/contracts";

export interface HttpRequest {
  readonly method: "GET" | "POST";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  readonly timeoutMs: number;
  /** Largest body accepted, counted after decompression. */
  readonly maxBytes: number;
  readonly signal?: AbortSignal | undefined;
  /** Pool of kept connections. Without it the request gets a connection of its own: a write never rides on a half-open one. */
  readonly agent?: Agent | undefined;
  readonly lookup?: LookupFunction;
}

export interface HttpReply {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

/** Failures that happen before the request has left: the server cannot have seen it. */
const UNREACHABLE = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EADDRNOTAVAIL",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "ERR_SSL_WRONG_VERSION_NUMBER",
  "EPROTO",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
]);

const seconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`;

function networkError(error: unknown, url: URL, connected: boolean): SextantError {
  const code = String((error as { code?: unknown }).code ?? "unknown");
  // A cause of our own: the original may hold the request, and with it the key.
  const cause = new Error(`network error ${code}`);
  const details = { network: code };
  if (!connected || UNREACHABLE.has(code)) {
    const why = code.includes("CERT") || code.startsWith("ERR_") || code === "EPROTO" ? "TLS fails" : "nothing answers";
    return new SextantError(
      "odoo_unreachable",
      `Odoo cannot be reached: ${why} at ${url.origin} (${code}). Check the URL and that Odoo runs.`,
      { cause, details },
    );
  }
  if (code.startsWith("HPE_"))
    return new SextantError("bad_reply", `${url.origin} does not answer in HTTP (${code}). Check the URL.`, {
      cause,
      details,
    });
  return new SextantError(
    "transport",
    `The connection to ${url.origin} broke before the reply was complete (${code}). Try again.`,
    { cause, details },
  );
}

function decoded(reply: IncomingMessage): Readable {
  const encoding = (reply.headers["content-encoding"] ?? "identity").trim().toLowerCase();
  if (encoding === "identity" || encoding === "") return reply;
  if (encoding === "gzip" || encoding === "x-gzip") {
    const gunzip = createGunzip();
    reply.on("error", (error) => gunzip.destroy(error));
    return reply.pipe(gunzip);
  }
  throw new SextantError(
    "bad_reply",
    `Odoo's reply has the encoding "${encoding.slice(0, 40)}", which was not asked for.`,
  );
}

/**
 * One HTTP exchange: bounded in time and size, abortable, without cookies and without following redirects.
 *
 * @throws SextantError `odoo_unreachable` (nothing was sent), `transport`, `timeout`, `aborted`, `bad_reply` (too large, damaged)
 */
export function exchange(options: HttpRequest): Promise<HttpReply> {
  const { url, signal, timeoutMs, maxBytes } = options;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(new SextantError("aborted", "The call was cancelled before it was sent.", { details: { sent: false } }));
      return;
    }
    let settled = false;
    let connected = false;
    const settle = (act: () => void) => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
      act();
    };
    const fail = (error: SextantError) =>
      settle(() => {
        request.destroy();
        reject(error);
      });
    const onAbort = () =>
      fail(new SextantError("aborted", "The call was cancelled.", { details: { sent: connected } }));

    const send = url.protocol === "https:" ? tlsRequest : plainRequest;
    const settings: RequestOptions = {
      method: options.method,
      headers: {
        ...options.headers,
        "accept-encoding": "gzip",
        ...(options.body ? { "content-length": String(options.body.byteLength) } : {}),
      },
      agent: options.agent ?? false,
      ...(options.lookup ? { lookup: options.lookup } : {}),
    };
    const request = send(url, settings);
    const timer = setTimeout(() => {
      const text = `Odoo at ${url.origin} did not answer completely within ${seconds(timeoutMs)}. Try again or raise the time-out.`;
      fail(new SextantError("timeout", text, { details: { timeoutMs, sent: connected } }));
    }, timeoutMs);
    signal?.addEventListener("abort", onAbort, { once: true });

    request.on("socket", (socket) => {
      if (!socket.connecting) connected = true;
      else
        socket.once(url.protocol === "https:" ? "secureConnect" : "connect", () => {
          connected = true;
        });
    });
    // A lookup that refuses the address says why itself.
    request.on("error", (error) => fail(isSextantError(error) ? error : networkError(error, url, connected)));
    request.on("response", (reply) => {
      const chunks: Buffer[] = [];
      let size = 0;
      let body: Readable;
      try {
        body = decoded(reply);
      } catch (error) {
        fail(error as SextantError);
        return;
      }
      reply.on("aborted", () => fail(networkError({ code: "ECONNRESET" }, url, true)));
      body.on("error", (error: Error & { code?: string }) => {
        const damaged = error.code?.startsWith("Z_") ?? false;
        fail(
          damaged
            ? new SextantError(
                "bad_reply",
                `Odoo's compressed reply is damaged (${error.code}). Check proxies, then try again.`,
              )
            : networkError(error, url, true),
        );
      });
      body.on("data", (chunk: Buffer) => {
        size += chunk.byteLength;
        if (size > maxBytes) {
          const text = `Odoo's reply is larger than the limit of ${maxBytes} bytes. Read less at once, or raise maxReplyBytes.`;
          fail(new SextantError("bad_reply", text, { details: { maxBytes, tooLarge: true } }));
          body.destroy();
        } else chunks.push(chunk);
      });
      body.on("end", () =>
        settle(() => {
          const [only] = chunks;
          const whole = chunks.length === 1 && only ? only : Buffer.concat(chunks, size);
          resolve({ status: reply.statusCode ?? 0, headers: reply.headers, body: whole });
        }),
      );
    });
    request.end(options.body);
  });
}
