import { SextantError } from "@sextant/contracts";
import type { BridgeSigner } from "../types.ts";
import { encodeJson } from "../values/encode-json.ts";
import type { Endpoint } from "./endpoint.ts";
import { readReply } from "./json-2.ts";
import type { Transport, WireCall } from "./transport.ts";
import { userOfKey } from "./user-of-key.ts";

const ROOT = "sextant/v1";

/**
 * The routes of the module `sextant`, with a key that opens them alone: reading methods of any model by `call`, and approved changes by `execute`.
 * Nothing else can be written.
 */
export function bridge(endpoint: Endpoint, secret: string, signer: BridgeSigner): Transport {
  const headers = {
    authorization: `bearer ${secret}`,
    "content-type": "application/json",
    "x-odoo-database": endpoint.database,
  };
  let userId = 0;

  async function body(call: WireCall): Promise<{ readonly path: string; readonly body: string }> {
    const { model, method, named, ids, context } = call;
    if (call.positional.length > 0)
      throw new SextantError("bad_call", `${model}.${method}: the bridge takes named arguments only. Name them.`);
    if (model !== "sextant.bridge" || method !== "execute")
      return {
        path: `${ROOT}/call`,
        body: encodeJson({ model, method, kwargs: named, context, ...(ids === undefined ? {} : { ids }) }),
      };
    const signature = await signer.approve(String(named.payload_sha256), String(named.idem_key), userId);
    return { path: `${ROOT}/execute`, body: encodeJson({ ...named, approval_sig: signature }) };
  }

  async function call(call: WireCall): Promise<unknown> {
    const { timeoutMs, signal, kind } = call;
    const request = await body(call);
    const reply = await endpoint.send({ ...request, headers, timeoutMs, signal, fresh: kind === "write" });
    return readReply(reply, call, endpoint);
  }

  return {
    name: "bridge",
    call,
    async signIn(signal) {
      userId = await userOfKey(call, signal);
      return userId;
    },
    close: () => endpoint.close(),
  };
}
