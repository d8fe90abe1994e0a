import type { OdooClient } from "@sextant/odoo-client";

/** Stands for a record that does not exist yet. */
export const NEW = 0;

/** Which of these records the connected user may look at now; of a new one, whether he may make it. */
export async function readable(
  client: OdooClient,
  model: string,
  ids: readonly number[],
): Promise<ReadonlySet<number>> {
  const known = ids.filter((id) => id !== NEW);
  const domain = [["id", "in", [...new Set(known)]]] as const;
  const rows =
    known.length > 0
      ? await client.search({ model, domain: [...domain], fields: ["id"], limit: known.length }, { activeTest: false })
      : [];
  const seen = new Set(rows.map(({ id }) => id));
  if (known.length < ids.length) {
    const named = { operation: "create" };
    const modern = client.info.major >= 18;
    const may = modern
      ? await client.call("read", model, "has_access", { ids: [], named }, {})
      : await client.call("read", model, "check_access_rights", { named }, {});
    if (may === true) seen.add(NEW);
  }
  return seen;
}
