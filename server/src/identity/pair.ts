import { BRIDGE_VERSION } from "@sextant/contracts";
import { z } from "zod";
import { appendAudit } from "../platform/audit/audit.ts";
import { tenantOf } from "../platform/database/database.ts";
import { keepConnection, publicJwk } from "./connections.ts";
import { pairingRefused } from "./errors.ts";
import { askWellKnown } from "./odoo-requests.ts";
import { takePairingCode } from "./pairing-codes.ts";
import type { IdentityParts } from "./parts.ts";
import { thumbprintOf } from "./signing-keys.ts";
import type { Connection, PublicJwk } from "./types.ts";

export const pairRequest = z.strictObject({
  pairing_code: z.string().max(100),
  db_uuid: z.string().min(8).max(100),
  base_url: z.url({ protocol: /^https?$/ }).max(300),
  addon_ver: z.string().max(100),
  pubkey: publicJwk,
});

/** What an Odoo with the module shows of itself. */
export const wellKnown = z.object({ db_uuid: z.string(), thumbprint: z.string(), version: z.number().int() });
const bare = (url: string) => url.replace(/\/+$/, "");

/**
 * Connects an Odoo: the code says which one may come, and the Odoo at that address has to show the same database and key as the one that asks.
 *
 * @throws SextantError `pairing_refused`, `address_refused`
 */
export async function pair(
  parts: IdentityParts,
  { pairing_code, db_uuid, base_url, addon_ver, pubkey }: z.infer<typeof pairRequest>,
): Promise<{ readonly connection: Connection; readonly publicKey: PublicJwk }> {
  const offer = await takePairingCode(parts.data, pairing_code, parts.now());
  if (!offer) throw pairingRefused("code", "the code is unknown, was used, or is older than ten minutes");
  const url = bare(offer.url);
  if (bare(base_url) !== url)
    throw pairingRefused(
      "address",
      `the code is for ${url}, and the Odoo calls itself ${bare(base_url).slice(0, 200)} (web.base.url)`,
      { expected: url },
    );
  const thumbprint = thumbprintOf(pubkey);
  const shown = wellKnown.safeParse(await askWellKnown(parts, { url, database: offer.database }));
  if (!shown.success || shown.data.db_uuid !== db_uuid || shown.data.thumbprint !== thumbprint)
    throw pairingRefused("database", `the Odoo at ${url} does not show the database and key of the one that asks`);
  if (shown.data.version !== BRIDGE_VERSION)
    throw pairingRefused(
      "version",
      `the module there speaks version ${shown.data.version}, and this server ${BRIDGE_VERSION}: update the older one`,
    );
  const tenant = tenantOf({ url, database: offer.database });
  const connection: Connection = {
    tenant,
    url,
    database: offer.database,
    dbUuid: db_uuid,
    publicKey: pubkey,
    thumbprint,
    version: addon_ver,
    state: "active",
  };
  const keys = await parts.keys();
  await parts.database.transaction(tenant, async (session) => {
    await keepConnection(session, connection, parts.now());
    await appendAudit(session, {
      at: parts.now().toISOString(),
      actor: { id: 0, login: "sextant" },
      what: "paired",
      facts: { url, database: offer.database, thumbprint, version: addon_ver },
    });
  });
  return { connection, publicKey: keys.public };
}
