import type { PartnerName } from "@sextant/ledger";
import type { CallOptions, OdooClient } from "@sextant/odoo-client";
import { idOf, textOf } from "./values.ts";

/** Ids in one question; a domain of this length is far below any limit of Odoo. */
const CHUNK = 5000;

/** Commercial partner of each partner. One that the user may not read stays its own. */
export async function readCommercialPartners(
  client: OdooClient,
  partnerIds: Iterable<number>,
  options: CallOptions,
): Promise<ReadonlyMap<number, number>> {
  const rows = await readPartners(client, partnerIds, ["commercial_partner_id"], options);
  return new Map(rows.map((row) => [row.id, idOf(row.commercial_partner_id) ?? row.id]));
}

/** Names by id; a partner that the user may not read is absent. */
export async function readPartnerNames(
  client: OdooClient,
  partnerIds: Iterable<number>,
  options: CallOptions,
): Promise<ReadonlyMap<number, string>> {
  const rows = await readPartners(client, partnerIds, ["name", "display_name"], options);
  return new Map(rows.map((row) => [row.id, textOf(row.name ?? null) || textOf(row.display_name ?? null)]));
}

async function readPartners(
  client: OdooClient,
  partnerIds: Iterable<number>,
  fields: readonly string[],
  options: CallOptions,
) {
  const ids = [...new Set(partnerIds)].filter((id) => id > 0).sort((a, b) => a - b);
  const chunks = Array.from({ length: Math.ceil(ids.length / CHUNK) }, (_, i) => ids.slice(i * CHUNK, (i + 1) * CHUNK));
  const scope = { ...options, activeTest: false };
  const pages = await Promise.all(
    chunks.map((chunk) =>
      client.search({ model: "res.partner", domain: [["id", "in", chunk]], fields, limit: CHUNK }, scope),
    ),
  );
  return pages.flat();
}

const fold = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();

/** Commercial partners whose name contains the text: the same name first, then names that begin with it, then words that do. */
export async function findCommercialPartners(
  client: OdooClient,
  text: string,
  limit: number,
  options: CallOptions,
): Promise<readonly PartnerName[]> {
  const wanted = text.trim();
  if (wanted === "" || limit < 1) return [];
  const pattern = wanted.replace(/[\\%_]/g, "\\$&");
  const commercial = ["|", ["parent_id", "=", false], ["is_company", "=", true]];
  const scope = { ...options, activeTest: false };
  const fields = ["name"];
  const ask = (operator: string, most: number) =>
    client.search(
      {
        model: "res.partner",
        domain: [["name", operator, pattern], ...commercial],
        fields,
        limit: most,
        order: "name, id",
      },
      scope,
    );
  // The exact name is asked for apart, so that a common word cannot push it beyond the limit.
  const [exact, containing] = await Promise.all([ask("=ilike", limit), ask("ilike", Math.max(200, limit))]);
  const found = new Map([...exact, ...containing].map((row) => [row.id, textOf(row.name ?? null)]));
  const key = fold(wanted);
  const rank = (name: string) => {
    const folded = fold(name);
    if (folded === key) return 0;
    if (folded.startsWith(key)) return 1;
    return folded.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(key)) ? 2 : 3;
  };
  return [...found]
    .map(([id, name]) => ({ id, name }))
    .sort((a, b) => rank(a.name) - rank(b.name) || a.name.length - b.name.length || a.id - b.id)
    .slice(0, limit);
}
