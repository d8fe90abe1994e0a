import type { PersonalData } from "./identity/index.ts";
import type { Caller } from "./platform/access/caller.ts";
import type { Session } from "./platform/database/database.ts";

/** Conversations are seen by their owner alone. */
const asOwner = (session: Session, { userId }: Caller) =>
  session.query("select set_config('sextant.user', $1, true)", [String(userId)]);

/** What Sextant keeps of a person beside his account: for its export, and to be forgotten with him. */
export const PERSONAL_DATA: readonly PersonalData[] = [
  {
    name: "conversations",
    async collect(session, caller) {
      await asOwner(session, caller);
      const owned = "owner = current_setting('sextant.user')";
      const conversations = await session.query(
        `select id, title, created_at from conversation where ${owned} order by created_at`,
      );
      const events = await session.query(
        `select conversation, kind, at, body from conversation_event where ${owned} order by seq`,
      );
      return conversations.map((one) => ({
        ...one,
        events: events.filter(({ conversation }) => conversation === one.id),
      }));
    },
    async forget(session, caller) {
      await asOwner(session, caller);
      await session.query("delete from conversation where owner = current_setting('sextant.user')");
    },
    async move(session, from, to) {
      const numbers = [String(from), String(to)];
      await session.query(
        "select set_config('sextant.user', $1, true), set_config('sextant.moved_to', $2, true)",
        numbers,
      );
      for (const table of ["conversation_event", "conversation"])
        await session.query(`update ${table} set owner = $2 where owner = $1`, numbers);
    },
  },
  {
    name: "preferences",
    async collect(session, caller) {
      await asOwner(session, caller);
      return session.query("select name, value, set_at from preference order by name");
    },
    async forget(session, caller) {
      await asOwner(session, caller);
      await session.query("delete from preference");
    },
    // They say how somebody likes it who does not come any more.
    async move(session, from) {
      await session.query("select set_config('sextant.user', $1, true)", [String(from)]);
      await session.query("delete from preference");
    },
  },
  {
    name: "questions and what they took",
    collect: (session, { userId }) =>
      session.query(
        "select at, ms, outcome, code, parts::text as parts from question_run where person = $1 order by at",
        [String(userId)],
      ),
    // What was spent stays spent; by whom is forgotten.
    async forget(session, { userId }) {
      await session.query("update question_run set person = '' where person = $1", [String(userId)]);
    },
    async move(session, from, to) {
      await session.query("update question_run set person = $2 where person = $1", [String(from), String(to)]);
    },
  },
  {
    name: "marked questions",
    collect: (session, { userId }) =>
      session.query(
        "select id, state, marked, marked_at from marked_question where marked_by = $1 order by marked_at",
        [userId],
      ),
    // What a reviewer has confirmed stays as a file of the company's, without a name.
    async forget(session, { userId }) {
      await session.query("delete from marked_question where marked_by = $1", [userId]);
    },
    async move(session, from, to) {
      await session.query("update marked_question set marked_by = $2 where marked_by = $1", [from, to]);
      await session.query("update marked_question set decided_by = $2 where decided_by = $1", [from, to]);
    },
  },
  {
    name: "proposals",
    collect: (session, { userId }) =>
      session.query(
        "select id, state, title, payload, created_at, decided_at from proposal where proposed_by = $1 or decided_by = $1 order by created_at",
        [userId],
      ),
    // What was changed in Odoo stays documented; who it was is a number of Odoo's.
    async forget(session, { userId }) {
      await session.query("update proposal set proposed_login = '' where proposed_by = $1", [userId]);
      await session.query("update proposal set decided_login = '' where decided_by = $1", [userId]);
    },
    // What waits goes on waiting for somebody else; what was being executed is nobody's to find out any more.
    async move(session, from, to) {
      await session.query("update proposal set proposed_by = $2 where proposed_by = $1", [from, to]);
      await session.query("update proposal set decided_by = $2 where decided_by = $1", [from, to]);
    },
  },
];
