import { isSextantError, SextantError } from "@sextant/contracts";
import type { Transport, WireCall } from "./transport.ts";

/** More fields than this are not tried one by one. */
const MOST_TRIED = 64;

const cannotTravel = (error: unknown): error is SextantError => isSextantError(error) && error.code === "none_result";

/**
 * XML-RPC, with reads that it cannot carry (None, a number beyond 2^31) sent once more over JSON-RPC, which every Odoo with XML-RPC has.
 * Where JSON-RPC is blocked too, the error names the fields at fault. A write is never sent again: it is done already.
 */
export function beyondXml(xml: Transport, json: Transport): Transport {
  return {
    name: xml.name,
    signIn: (signal) => xml.signIn(signal),
    async call(call) {
      try {
        return await xml.call(call);
      } catch (error) {
        if (call.kind === "write" || !cannotTravel(error)) throw error;
        try {
          return await json.call(call);
        } catch (second) {
          if (isSextantError(second) && second.code === "aborted") throw second;
          throw await named(error, call);
        }
      }
    },
    close() {
      xml.close();
      json.close();
    },
  };

  async function named(error: SextantError, call: WireCall): Promise<SextantError> {
    const { fields } = call.named;
    const culprits: string[] = [];
    if (Array.isArray(fields) && fields.length <= MOST_TRIED)
      for (const field of fields)
        await xml.call({ ...call, named: { ...call.named, fields: [field] } }).catch((cause: unknown) => {
          if (cannotTravel(cause)) culprits.push(String(field));
        });
    const which = culprits.length > 0 ? `Leave out ${culprits.join(", ")}` : "Ask for less";
    return new SextantError(
      "none_result",
      `The result of ${call.model}.${call.method} cannot travel over XML-RPC: it holds None or a number beyond 32 bits. ${which}, or open /jsonrpc on the server.`,
      { details: { ...error.details, fields: culprits } },
    );
  }
}
