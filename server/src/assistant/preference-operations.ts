import { preferenceChange, preferences } from "@sextant/contracts";
import type { Database } from "../platform/database/database.ts";
import { type Operation, operation } from "../platform/http/operation.ts";
import { asOwner } from "./conversations/as-owner.ts";
import { changePreferences, NO_PREFERENCES, readPreferences } from "./conversations/preferences.ts";

/**
 * Routes of what a person has Sextant remember. They are the only way to it: no tool and no text of a question leads here.
 *
 * @param mayHaveSome False while nothing was ever kept: then a look does not make a database.
 */
export function preferenceOperations(database: Database, mayHaveSome: () => boolean): readonly Operation[] {
  return [
    operation({
      method: "get",
      path: "/api/preferences",
      summary: "What the caller has Sextant remember",
      access: "ask",
      reply: { schema: preferences },
      handle: ({ caller: { tenant, userId } }) =>
        mayHaveSome() ? asOwner(database, { tenant, user: String(userId) }, readPreferences) : NO_PREFERENCES,
    }),
    operation({
      method: "post",
      path: "/api/preferences",
      summary: "Remember something, or forget it (null)",
      access: "ask",
      body: preferenceChange,
      reply: { schema: preferences },
      handle: ({ caller: { tenant, userId }, body }) =>
        asOwner(database, { tenant, user: String(userId) }, (session) => changePreferences(session, body, new Date())),
    }),
  ];
}
