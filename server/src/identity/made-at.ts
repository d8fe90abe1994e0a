import type { OdooClient } from "@sextant/odoo-client";
import { z } from "zod";

const read = z.array(z.object({ create_date: z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/) })).length(1);

/**
 * When the user of a connection was made in Odoo, to the second, as he reads it himself. With his number it tells who he is: logins are changed, and
 * numbers are given anew by an Odoo that was brought back from a backup.
 */
export async function madeAtOf(client: OdooClient, signal?: AbortSignal): Promise<Date> {
  const { userId } = client.info;
  const args = { ids: [userId], named: { fields: ["create_date"] } };
  const [user] = read.parse(await client.call("read", "res.users", "read", args, signal ? { signal } : {}));
  return new Date(`${user?.create_date.slice(0, 19).replace(" ", "T")}Z`);
}
