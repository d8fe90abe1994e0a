import { SextantError } from "@sextant/contracts";
import { codeOfReply, odooError, plainMessage } from "../errors/classify.ts";
import { envelopeError } from "../errors/http-errors.ts";
import { bodyText } from "../http/body-text.ts";
import type { HttpReply } from "../http/exchange.ts";
import { decodeJson } from "../values/decode-json.ts";
import { encodeJson } from "../values/encode-json.ts";
import type { Endpoint } from "./endpoint.ts";
import type { Transport, WireCall } from "./transport.ts";
import { userOfKey } from "./user-of-key.ts";

interface ErrorReply {
  readonly name: string;
  readonly message?: unknown;
  readonly arguments?: unknown;
}

/** `POST /json/2/<model>/<method>` with named arguments and the key as bearer; from Odoo 19. */
export function json2(endpoint: Endpoint, secret: string): Transport {
  const headers = {
    authorization: `bearer ${secret}`,
    "content-type": "application/json",
    "x-odoo-database": endpoint.database,
  };

  async function call(call: WireCall): Promise<unknown> {
    if (call.positional.length > 0)
      throw new SextantError("bad_call", `${call.model}.${call.method}: JSON-2 takes named arguments only. Name them.`);
    const body = encodeJson({
      ...call.named,
      ...(call.ids === undefined ? {} : { ids: call.ids }),
      context: call.context,
    });
    const reply = await endpoint.send({
      path: `json/2/${encodeURIComponent(call.model)}/${encodeURIComponent(call.method)}`,
      headers,
      body,
      timeoutMs: call.timeoutMs,
      signal: call.signal,
      fresh: call.kind === "write",
    });
    return readReply(reply, call, endpoint);
  }

  return {
    name: "json-2",
    call,
    signIn: (signal) => userOfKey(call, signal),
    close: () => endpoint.close(),
  };
}

/** The result in a reply of a `json2` route, or its typed error. */
export function readReply(reply: HttpReply, call: WireCall, endpoint: Endpoint): unknown {
  const envelope = envelopeError(reply, endpoint);
  if (envelope) throw envelope;
  const ok = reply.status >= 200 && reply.status < 300;
  let value: unknown;
  try {
    value = decodeJson(bodyText(reply.body, reply.headers["content-type"]));
  } catch (error) {
    if (ok) throw error;
    throw odooError(codeOfReply("", reply.status), call, "", { status: reply.status });
  }
  if (isErrorReply(value)) throw errorOf(value, reply.status, call);
  if (ok) return value;
  throw odooError(codeOfReply("", reply.status), call, "", { status: reply.status });
}

/** Some proxies turn every status into 200: an error body is recognised by its members. */
function isErrorReply(value: unknown): value is ErrorReply {
  return (
    typeof value === "object" &&
    value !== null &&
    typeof (value as { name?: unknown }).name === "string" &&
    Object.hasOwn(value, "debug") &&
    Object.hasOwn(value, "arguments")
  );
}

function errorOf(body: ErrorReply, status: number, call: WireCall): SextantError {
  const code = codeOfReply(body.name, status < 400 ? 500 : status);
  const first = Array.isArray(body.arguments) ? body.arguments[0] : undefined;
  const said = body.name === "odoo.exceptions.RedirectWarning" && typeof first === "string" ? first : body.message;
  return odooError(code, call, plainMessage(said), { status, exception: body.name.slice(0, 120) });
}
