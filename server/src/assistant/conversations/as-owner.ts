import type { Database, Session } from "../../platform/database/database.ts";
import type { Owner } from "./types.ts";

/** One transaction that sees what this person may see: row-level security asks for the tenant and the user. */
export function asOwner<T>(
  database: Database,
  { tenant, user }: Pick<Owner, "tenant" | "user">,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  return database.transaction(tenant, async (session) => {
    await session.query("select set_config('sextant.user', $1, true)", [user]);
    return work(session);
  });
}
