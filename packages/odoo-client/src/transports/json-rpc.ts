import { SextantError } from "@sextant/contracts";
import { codeOfReply, odooError } from "../errors/classify.ts";
import type { Failure } from "../errors/failure.ts";
import { envelopeError } from "../errors/http-errors.ts";
import { bodyText } from "../http/body-text.ts";
import { decodeJson } from "../values/decode-json.ts";
import { encodeJson } from "../values/encode-json.ts";
import type { Endpoint } from "./endpoint.ts";
import { type Answer, type Credentials, executeKw, type ServiceRequest } from "./execute-kw.ts";
import type { Transport } from "./transport.ts";

/** `/jsonrpc`: the same services as XML-RPC in JSON; for servers where XML-RPC is blocked. */
export function jsonRpc(endpoint: Endpoint, credentials: Credentials): Transport {
  let lastId = 0;

  async function ask(request: ServiceRequest): Promise<Answer> {
    lastId += 1;
    const id = lastId;
    const { service, method, args } = request;
    const reply = await endpoint.send({
      path: "jsonrpc",
      headers: { "content-type": "application/json" },
      body: encodeJson({ jsonrpc: "2.0", method: "call", id, params: { service, method, args } }),
      timeoutMs: request.timeoutMs,
      signal: request.signal,
      fresh: request.fresh,
    });
    const envelope = envelopeError(reply, endpoint);
    if (envelope) throw envelope;
    if (reply.status < 200 || reply.status >= 300)
      throw odooError(codeOfReply("", reply.status), { model: service, method }, "", { status: reply.status });
    return answerIn(decodeJson(bodyText(reply.body, reply.headers["content-type"])), id);
  }
  return executeKw("json-rpc", endpoint, credentials, ask);
}

function answerIn(body: unknown, id: number): Answer {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return strange("is no object");
  const reply = body as { jsonrpc?: unknown; id?: unknown; result?: unknown; error?: unknown };
  if (reply.jsonrpc !== "2.0") return strange('does not say "jsonrpc": "2.0"');
  // Odoo may answer with a null id, never with another's.
  if (reply.id !== id && reply.id !== null && reply.id !== undefined) return strange("answers another request");
  if (reply.error !== undefined && reply.error !== null) {
    const failure = failureIn(reply.error);
    return failure ? { failure } : strange("holds an error of unknown form");
  }
  // A method that returns None: neither result nor error, and that is success.
  return { value: reply.result === undefined ? null : reply.result };
}

function failureIn(error: unknown): Failure | null {
  if (typeof error !== "object" || error === null) return null;
  const { code, data } = error as { code?: unknown; data?: unknown };
  const facts = (typeof data === "object" && data !== null ? data : {}) as {
    name?: unknown;
    message?: unknown;
    arguments?: unknown;
  };
  const exception = typeof facts.name === "string" ? facts.name : "";
  const first = Array.isArray(facts.arguments) ? facts.arguments[0] : undefined;
  const said = exception === "odoo.exceptions.RedirectWarning" && typeof first === "string" ? first : facts.message;
  const message = typeof said === "string" ? said : "";
  if (code === 100) return { code: "authentication", exception, message };
  if (code === 404) return { code: "unknown_method", exception, message };
  if (typeof code !== "number" && exception === "") return null;
  return { exception, message };
}

function strange(why: string): never {
  throw new SextantError("bad_reply", `Odoo's JSON-RPC reply ${why}. Check proxies, then try again.`);
}
