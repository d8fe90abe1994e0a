import { SextantError } from "@sextant/contracts";
import { codeOfReply, odooError } from "../errors/classify.ts";
import { failureOfFault } from "../errors/fault.ts";
import { envelopeError } from "../errors/http-errors.ts";
import { bodyText } from "../http/body-text.ts";
import { readReply } from "../xml/read-reply.ts";
import { xmlCall } from "../xml/write-call.ts";
import type { Endpoint } from "./endpoint.ts";
import { type Answer, type Credentials, executeKw, type ServiceRequest } from "./execute-kw.ts";
import type { Transport } from "./transport.ts";

/** `/xmlrpc/2`: the transport of Odoo 14 to 18. */
export function xmlRpc(endpoint: Endpoint, credentials: Credentials): Transport {
  async function ask(request: ServiceRequest): Promise<Answer> {
    const reply = await endpoint.send({
      path: `xmlrpc/2/${request.service}`,
      headers: { "content-type": "text/xml; charset=utf-8" },
      body: xmlCall(request.method, request.args),
      timeoutMs: request.timeoutMs,
      signal: request.signal,
      fresh: request.fresh,
    });
    const envelope = envelopeError(reply, endpoint);
    if (envelope) throw envelope;
    if (reply.status < 200 || reply.status >= 300)
      throw odooError(codeOfReply("", reply.status), { model: request.service, method: request.method }, "", {
        status: reply.status,
      });
    const { fault, value } = await readReply(bodyText(reply.body, reply.headers["content-type"]), request.signal);
    if (!fault) return { value };
    const failure = failureOfFault(value);
    if (failure) return { failure };
    throw new SextantError(
      "bad_reply",
      "Odoo's XML-RPC reply is a fault without a code. Check proxies, then try again.",
    );
  }
  return executeKw("xml-rpc", endpoint, credentials, ask);
}
