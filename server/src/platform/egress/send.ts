import { request as plain } from "node:http";
import { request as tls } from "node:https";
import { isSextantError, SextantError } from "@sextant/contracts";
import { type Guard, portOf } from "./guard.ts";

export interface Outgoing {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
}

const MOST_BYTES = 1_000_000;
const TIMEOUT_MS = 20_000;

/**
 * One small request to an address that somebody else has named: guarded, without redirects and cookies, bounded in time and size.
 *
 * @throws SextantError `address_refused`, `odoo_unreachable`, `timeout`, `bad_reply`
 */
export function send(
  guard: Guard,
  { method, url: text, headers, body, timeoutMs = TIMEOUT_MS, signal }: Outgoing,
): Promise<{ readonly status: number; readonly text: string }> {
  const url = guard.check(text);
  return new Promise((resolve, reject) => {
    const late = AbortSignal.timeout(timeoutMs);
    const ask = (url.protocol === "https:" ? tls : plain)(url, {
      method,
      headers: {
        accept: "application/json",
        ...headers,
        ...(body ? { "content-length": Buffer.byteLength(body) } : {}),
      },
      lookup: guard.lookup(portOf(url)),
      agent: false,
      signal: signal ? AbortSignal.any([signal, late]) : late,
    });
    ask.on("error", (error) => {
      if (isSextantError(error)) reject(error);
      else if (late.aborted) reject(new SextantError("timeout", `${url.origin} did not answer in time.`));
      else reject(new SextantError("odoo_unreachable", `${url.origin} cannot be reached.`));
    });
    ask.on("response", (reply) => {
      const parts: Buffer[] = [];
      let size = 0;
      reply.on("data", (part: Buffer) => {
        size += part.length;
        if (size <= MOST_BYTES) parts.push(part);
        else ask.destroy(new SextantError("bad_reply", `${url.origin} answers with too much.`));
      });
      reply.on("end", () => resolve({ status: reply.statusCode ?? 0, text: Buffer.concat(parts).toString("utf8") }));
    });
    ask.end(body);
  });
}

/** The reply of {@link send} as JSON. */
export async function sendForJson(
  guard: Guard,
  outgoing: Outgoing,
): Promise<{ readonly status: number; readonly json: unknown }> {
  const { status, text } = await send(guard, outgoing);
  try {
    return { status, json: JSON.parse(text) };
  } catch {
    throw new SextantError("bad_reply", `${new URL(outgoing.url).origin} does not answer in JSON (status ${status}).`);
  }
}
