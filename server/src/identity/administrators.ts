import { SextantError } from "@sextant/contracts";
import type { Session, TenantId } from "../platform/database/database.ts";
import { listPeople, roleOf } from "./people.ts";

/**
 * Does what takes something from a person, unless he is the last administrator: then nobody could give it back. One at a time in a tenant, so that two
 * administrators do not take it from each other at once.
 *
 * @throws SextantError `last_administrator` when nobody would be left.
 */
export async function keepingAnAdministrator<Result>(
  session: Session,
  tenant: TenantId,
  work: () => Promise<Result>,
): Promise<Result> {
  await session.query("select pg_advisory_xact_lock(hashtext($1))", [`administrators:${tenant}`]);
  const anybody = async () => (await listPeople(session, tenant)).some((one) => roleOf(one) === "administrator");
  const before = await anybody();
  const result = await work();
  if (!before || (await anybody())) return result;
  throw new SextantError(
    "last_administrator",
    "Nobody would be left who may look after people. Make somebody else an administrator first.",
  );
}
