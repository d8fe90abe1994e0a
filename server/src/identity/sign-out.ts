import type { Session, TenantId } from "../platform/database/database.ts";
import type { Identity } from "./identity.ts";
import type { IdentityParts } from "./parts.ts";
import { endSessionsOf } from "./sessions.ts";

/** Ends all sessions of a person, and does what belongs to it in the same transaction; returns how many there were. */
export type SignOut = (
  tenant: TenantId,
  userId: number,
  why: string,
  beside?: (session: Session) => Promise<unknown>,
) => Promise<number>;

/** What is open in the sessions, streams too, is closed once they have ended. */
export const signOutOf =
  ({ database, now }: Pick<IdentityParts, "database" | "now">, identity: Pick<Identity, "forget">): SignOut =>
  async (tenant, userId, why, beside) => {
    const open = await database.query(tenant, "select id from session where user_id = $1 and ended_at is null", [
      userId,
    ]);
    const ended = await database.transaction(tenant, async (session) => {
      const many = await endSessionsOf(session, tenant, userId, why, now());
      await beside?.(session);
      return many;
    });
    for (const { id } of open) identity.forget(tenant, String(id));
    return ended;
  };
