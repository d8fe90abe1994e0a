import { SextantError } from "@sextant/contracts";
import type { Transport } from "./transport.ts";

/**
 * Id of the user whose key is used, as Odoo's own context for that user tells it.
 *
 * @throws SextantError `bad_reply`, and what the call throws.
 */
export async function userOfKey(call: Transport["call"], signal: AbortSignal | undefined): Promise<number> {
  const context = await call({
    kind: "read",
    model: "res.users",
    method: "context_get",
    named: {},
    positional: [],
    context: {},
    timeoutMs: 30_000,
    signal,
  });
  const id = (context as { uid?: unknown } | null)?.uid;
  if (typeof id === "number" && Number.isInteger(id) && id > 0) return id;
  throw new SextantError("bad_reply", "Odoo did not say who the key belongs to. Check the URL and proxies.");
}
