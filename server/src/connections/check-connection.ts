import { type ConnectionHealth, errorBodyOf, isSextantError } from "@sextant/contracts";
import type { OdooClient } from "@sextant/odoo-client";

const CHECK_MS = 20_000;
/** What Odoo's list of keys is called, and the field that tells when one expires; there since Odoo 18. */
const KEYS = { model: "res.users.apikeys", field: "expiration_date" };

/**
 * Looks at an Odoo: whether it lets the person in, which version it is and how it is spoken to, whether the module is there, and until when keys are
 * good. Never rejects: what went wrong is part of what was found.
 *
 * @param paired Whether the module there is the one paired with this server; null where nothing was paired.
 */
export async function checkConnection(
  connect: (signal: AbortSignal) => Promise<OdooClient>,
  {
    paired = async () => null,
    signal,
  }: { readonly paired?: () => Promise<boolean | null>; readonly signal?: AbortSignal } = {},
): Promise<ConnectionHealth> {
  const late = AbortSignal.timeout(CHECK_MS);
  const within = signal ? AbortSignal.any([signal, late]) : late;
  const checkedAt = new Date().toISOString();
  const nothing = {
    checkedAt,
    version: null,
    transport: null,
    login: null,
    module: "unknown",
    keyExpires: null,
  } as const;
  try {
    const client = await connect(within);
    try {
      const { version, transport, login } = client.info;
      const [module, keyExpires, isPaired] = await Promise.all([
        moduleIn(client, within),
        firstExpiry(client, within),
        paired(),
      ]);
      return {
        checkedAt,
        error: null,
        version,
        transport,
        login,
        module: isPaired === true ? "paired" : module,
        keyExpires,
      };
    } finally {
      await client.close();
    }
  } catch (error) {
    return { ...nothing, error: errorBodyOf(error) };
  }
}

async function moduleIn(client: OdooClient, signal: AbortSignal): Promise<ConnectionHealth["module"]> {
  if (client.info.transport === "bridge") return "installed";
  try {
    await client.call("read", "sextant.bridge", "about", {}, { signal });
    return "installed";
  } catch (error) {
    if (!isSextantError(error)) throw error;
    if (error.code === "access") return "installed";
    return ["unknown_method", "unknown_model", "business", "not_found"].includes(error.code) ? "absent" : "unknown";
  }
}

/** A key of the bridge has an end that its session knows; of personal keys Odoo tells the person alone. */
async function firstExpiry(client: OdooClient, signal: AbortSignal): Promise<ConnectionHealth["keyExpires"]> {
  if (client.info.transport === "bridge") return null;
  const domain = [["user_id", "=", client.info.userId]] as const;
  const rows = await client
    .search({ model: KEYS.model, domain: [...domain], fields: [KEYS.field], limit: 100 }, { signal })
    .catch(() => []);
  const ends = rows.flatMap((row) => (typeof row[KEYS.field] === "string" ? [String(row[KEYS.field])] : [])).sort();
  const [first] = ends;
  return first === undefined ? null : { at: first, among: rows.length };
}
