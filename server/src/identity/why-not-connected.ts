import { errorBodyOf } from "@sextant/contracts";
import { askWellKnown } from "./odoo-requests.ts";
import { wellKnown } from "./pair.ts";
import type { IdentityParts } from "./parts.ts";
import type { Connection } from "./types.ts";

/** Why a connected Odoo does not answer as the one that was paired, in words; null when it does. */
export async function whyNotConnected(parts: IdentityParts, connection: Connection): Promise<string | null> {
  try {
    const shown = wellKnown.safeParse(await askWellKnown(parts, connection));
    const same =
      shown.success && shown.data.db_uuid === connection.dbUuid && shown.data.thumbprint === connection.thumbprint;
    return same
      ? null
      : `${connection.tenant} shows another database or key than the one that was paired. Pair it again.`;
  } catch (error) {
    return `${connection.tenant}: ${errorBodyOf(error).message}`;
  }
}
