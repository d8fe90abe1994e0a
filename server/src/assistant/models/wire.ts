import { isSextantError, SextantError } from "@sextant/contracts";
import { lookupOnce, type Resolver } from "../../platform/egress/lookup-once.ts";
import { isMetadataHost } from "../../platform/egress/metadata-address.ts";
import { pinnedFetch } from "../../platform/egress/pinned-fetch.ts";
import { errorOfReply } from "./vendor-error.ts";

/** How long and how much a reply may take. */
export interface WireLimits {
  /** Until the first byte of the reply. */
  readonly firstByteMs: number;
  /** Between two parts of the reply. */
  readonly idleMs: number;
  /** The whole reply. */
  readonly totalMs: number;
  readonly bytes: number;
}

/** Generous, because a model that thinks is silent meanwhile; how long a person waits is the budget of the agent. */
export const WIRE_LIMITS: WireLimits = { firstByteMs: 120_000, idleMs: 120_000, totalMs: 600_000, bytes: 8_000_000 };

/** Bytes of an error's body that are looked at. */
const ERROR_BYTES = 64_000;
const STREAMS = ["text/event-stream", "application/x-ndjson", "application/octet-stream"];

/**
 * One request to a model's server, watched. The SDKs are given `fetch`; whatever they make of a failure, `failure` is what happened.
 *
 * Nothing but the configured origin is contacted and redirects are not followed: the books must not travel elsewhere. A configured name that leads to
 * a link-local or metadata address is refused; it is resolved once, for the connection itself. Other networks are open: the host is the
 * administrator's choice, and in a private network as a rule.
 */
export interface Wire {
  readonly fetch: typeof fetch;
  /** The first thing that went wrong. */
  failure(): SextantError | null;
  /** Ends the request if it still runs, and the clocks. */
  close(): void;
}

export interface WireOptions {
  /** Whose words errors are in: `Anthropic`, or the address of a compatible server. */
  readonly server: string;
  readonly base: string;
  readonly signal: AbortSignal;
  readonly limits?: Partial<WireLimits>;
  /** Replies in one piece are right: listing models. */
  readonly whole?: boolean;
  /** The reply is lines of JSON, each of which must be readable: Ollama's SDK passes over one that is not, and its words would be missing. */
  readonly lines?: boolean;
  /** For tests: another name server. */
  readonly resolver?: Resolver;
}

export function openWire({ server, base, signal, limits, whole = false, lines = false, resolver }: WireOptions): Wire {
  const { firstByteMs, idleMs, totalMs, bytes } = { ...WIRE_LIMITS, ...limits };
  const { origin } = new URL(base);
  const abort = new AbortController();
  const seconds = (ms: number) => `${Math.max(1, Math.round(ms / 1000))} s`;
  let first: SextantError | null = null;
  const fail = (error: SextantError): SextantError => {
    first ??= error;
    if (!abort.signal.aborted) abort.abort(first);
    return first;
  };
  const late = (what: string) => () => void fail(new SextantError("model_timeout", `${server} ${what}.`));
  const total = setTimeout(late(`had not finished its reply after ${seconds(totalMs)}`), totalMs);
  let idle = setTimeout(late(`had not begun to answer after ${seconds(firstByteMs)}`), firstByteMs);
  const heard = () => {
    clearTimeout(idle);
    idle = setTimeout(late(`fell silent in the middle of its reply for ${seconds(idleMs)}`), idleMs);
  };
  const cancelled = () => void fail(new SextantError("aborted", "The question was cancelled."));
  if (signal.aborted) cancelled();
  else signal.addEventListener("abort", cancelled, { once: true });

  const leadsAstray = () =>
    new SextantError(
      "model_unreachable",
      `A request to ${origin} was refused: it leads to a link-local or metadata address. Correct the address of ${server}.`,
    );
  const pinned = pinnedFetch(lookupOnce((address) => (isMetadataHost(address) ? leadsAstray() : null), resolver));

  const watched: typeof fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input));
    if (url.origin !== origin)
      throw fail(
        new SextantError("model_unreachable", `A request to ${url.origin} was refused: only ${origin} is configured.`),
      );
    // An address in numbers is connected to without a lookup.
    if (isMetadataHost(url.hostname)) throw fail(leadsAstray());
    let response: Response;
    try {
      response = await pinned(url, { ...init, signal: abort.signal });
    } catch (cause) {
      const unreachable = () =>
        new SextantError("model_unreachable", `${server} cannot be reached at ${origin}.`, { cause });
      throw first ?? fail(isSextantError(cause) ? cause : unreachable());
    }
    heard();
    if (response.status >= 300 && response.status < 400)
      throw fail(
        new SextantError(
          "model_unreachable",
          `${server} sends elsewhere (status ${response.status}), which is not followed. Correct its address.`,
        ),
      );
    const type = response.headers.get("content-type") ?? "";
    const streams = whole || STREAMS.some((stream) => type.startsWith(stream));
    if (!response.ok || !streams) {
      const body = await beginningOf(response).catch(() => "");
      throw first ?? fail(errorOfReply({ server, status: response.status, headers: response.headers, body }));
    }
    return new Response(response.body && counted(response.body.getReader()), {
      status: response.status,
      headers: response.headers,
    });
  };

  const counted = (reader: ReadableStreamDefaultReader<Uint8Array>) => {
    let taken = 0;
    let left = false;
    const check = lines ? lineCheck() : null;
    return new ReadableStream<Uint8Array>({
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (left) return;
          if (done) return controller.close();
          heard();
          taken += value.byteLength;
          if (taken > bytes)
            throw new SextantError(
              "model_reply",
              `${server} does not stop: its reply has more than ${Math.round(bytes / 1000)} kB.`,
            );
          if (check?.(value) === false)
            throw new SextantError("model_reply", `${server} sent a line that is not JSON.`);
          controller.enqueue(value);
        } catch (cause) {
          if (left) return;
          const broke = new SextantError(
            "model_reply",
            `The connection to ${server} broke in the middle of its reply.`,
            { cause },
          );
          controller.error(first ?? fail(cause instanceof SextantError ? cause : broke));
        }
      },
      // Whoever read has seen enough; what the connection does from here on is no failure.
      cancel(reason) {
        left = true;
        return reader.cancel(reason);
      },
    });
  };

  return {
    fetch: watched,
    failure: () => first,
    close() {
      clearTimeout(total);
      clearTimeout(idle);
      signal.removeEventListener("abort", cancelled);
      abort.abort();
    },
  };
}

/** Tells of each part whether all lines that end in it are JSON. */
function lineCheck(): (part: Uint8Array) => boolean {
  const decoder = new TextDecoder();
  let rest = "";
  return (part) => {
    const whole = (rest + decoder.decode(part, { stream: true })).split("\n");
    rest = whole.pop() ?? "";
    return whole.every((line) => {
      try {
        return line.trim() === "" || JSON.parse(line) !== undefined;
      } catch {
        return false;
      }
    });
  };
}

async function beginningOf(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length >= ERROR_BYTES) break;
  }
  return text;
}
