import { type ErrorCode, SextantError } from "@sextant/contracts";
import { z } from "zod";
import { plainText } from "../answers/plain-text.ts";

interface Reply {
  readonly server: string;
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/** The error bodies of all three: `{error: {type, code, message}}`, or Ollama's `{error: "…"}`. */
const errorBody = z.object({
  error: z.union([
    z.string(),
    z.looseObject({
      type: z.string().nullish(),
      code: z.union([z.string(), z.number()]).nullish(),
      message: z.string().nullish(),
    }),
  ]),
});

/** What a kind of error, as vendors name it, is here. The name tells more than the status does. */
const KINDS: Readonly<Record<string, ErrorCode>> = {
  authentication_error: "model_authentication",
  permission_error: "model_authentication",
  invalid_api_key: "model_authentication",
  not_found_error: "model_unknown",
  model_not_found: "model_unknown",
  rate_limit_error: "model_limited",
  rate_limit_exceeded: "model_limited",
  insufficient_quota: "model_budget",
  billing_error: "model_budget",
  overloaded_error: "model_overloaded",
  api_error: "model_overloaded",
  server_error: "model_overloaded",
  timeout_error: "model_timeout",
  invalid_request_error: "model_refused",
};

/** A reply that is no stream, as an error: what the server said, in one line. */
export function errorOfReply({ server, status, headers, body }: Reply): SextantError {
  const { kind, message } = read(body);
  const code = codeOf(status, kind);
  const wait = retryAfter(headers);
  const what = status < 300 ? "answered with something that is no stream" : `answered with status ${status}`;
  const said = message === "" ? "" : `: ${message}`;
  return new SextantError(code, `${server} ${what}${said}.`, {
    details: { status, ...(wait === null ? {} : { retryAfterMs: wait }) },
  });
}

/** An error that arrived inside a stream that had begun well. */
export function errorInStream(server: string, body: unknown): SextantError {
  const { kind, message } = read(typeof body === "string" ? body : JSON.stringify(body ?? ""));
  const code = (kind !== null && KINDS[kind]) || "model_overloaded";
  return new SextantError(code, `${server} broke its reply off${message === "" ? "" : `: ${message}`}.`);
}

function read(body: string): { kind: string | null; message: string } {
  let content: unknown;
  try {
    content = JSON.parse(body);
  } catch {
    return { kind: null, message: body.trimStart().startsWith("<") ? "a page of HTML" : oneLine(body) };
  }
  const parsed = errorBody.safeParse(content);
  if (!parsed.success) return { kind: null, message: "" };
  const { error } = parsed.data;
  if (typeof error === "string") return { kind: null, message: oneLine(error) };
  // OpenAI names the exact kind in `code`, Anthropic in `type`.
  const kind = [error.code, error.type].find((name) => typeof name === "string" && Object.hasOwn(KINDS, name));
  return { kind: typeof kind === "string" ? kind : null, message: oneLine(error.message ?? "") };
}

/** One line, without a full stop, and without what looks like a key. */
const oneLine = (text: string) =>
  plainText(text.replace(/\b(?:sk|key|Bearer)[-_ ][\w*.…-]{6,}/gi, "(key)").slice(0, 2000)).replace(/\.$/, "");

function codeOf(status: number, kind: string | null): ErrorCode {
  const named = kind === null ? undefined : KINDS[kind];
  if (named !== undefined && !(named === "model_refused" && status === 404)) return named;
  if (status === 401 || status === 403) return "model_authentication";
  if (status === 402) return "model_budget";
  if (status === 404) return "model_unknown";
  if (status === 408 || status === 504) return "model_timeout";
  if (status === 429) return "model_limited";
  if (status >= 500) return "model_overloaded";
  return status >= 400 ? "model_refused" : "model_reply";
}

/** How long the server asks to wait, in milliseconds: `retry-after-ms`, or `retry-after` in seconds or as a date. */
export function retryAfter(headers: Headers): number | null {
  const exact = Number(headers.get("retry-after-ms") ?? Number.NaN);
  if (exact >= 0) return exact;
  const text = headers.get("retry-after");
  if (text === null) return null;
  if (/^\d+(\.\d+)?$/.test(text.trim())) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - Date.now());
}
