import { appendAudit } from "../platform/audit/audit.ts";
import type { Session } from "../platform/database/database.ts";
import type { PersonalData } from "./account-data.ts";
import { endSessionsOf } from "./sessions.ts";
import type { Person } from "./types.ts";

/**
 * Where Odoo has given a person the number of somebody who was here before, parts the two: the account before is closed and kept, with what belongs to
 * it, under a number below zero; its keys are forgotten, and the audit tells the administrators. An account of which it was never noted when its user
 * was made is taken for his who comes.
 *
 * @returns whether there was somebody before
 */
export async function partFromFormer(
  session: Session,
  { tenant, userId, madeAt }: Person,
  personal: readonly PersonalData[],
  now: Date,
): Promise<boolean> {
  const [known] = await session.query("select made_at from person where user_id = $1 for update", [userId]);
  const before = known?.made_at as Date | null | undefined;
  if (!before || !madeAt || before.getTime() === madeAt.getTime()) return false;
  await endSessionsOf(session, tenant, userId, "another_person", now);
  const former = await numberBelowZero(session);
  await session.query("delete from credential where user_id = $1", [userId]);
  for (const part of personal) await part.move(session, userId, former);
  await session.query("update audit_person set user_id = $2 where user_id = $1", [userId, former]);
  await session.query("update person set user_id = $2, closed_at = coalesce(closed_at, $3) where user_id = $1", [
    userId,
    former,
    now,
  ]);
  await appendAudit(session, {
    at: now.toISOString(),
    actor: { id: 0, login: "" },
    what: "account_parted",
    facts: {
      person: userId,
      kept_as: former,
      why:
        `Odoo has given the number ${userId} to another user, made on ${day(madeAt)} and not on ${day(before)}, as after a restored backup. ` +
        `The account before is closed and kept as ${former}; its role, conversations and proposals were not handed over.`,
    },
  });
  return true;
}

const day = (at: Date) => `${at.toISOString().slice(0, 19).replace("T", " ")} UTC`;

/** One that no account has, had, or will have: the place of an entry of the audit, which only grows. */
async function numberBelowZero(session: Session): Promise<number> {
  const [head] = await session.query("select seq from audit_head for update");
  return -(Number(head?.seq) + 1);
}
