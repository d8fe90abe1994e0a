import { type PreferenceChange, type Preferences, preferences } from "@sextant/contracts";
import type { Session } from "../../platform/database/database.ts";

const NONE: Preferences = { company: null, dateStyle: null };

/** What a person has Sextant remember; what another Sextant wrote and this one cannot read is as if it were not there. */
export async function readPreferences(session: Session): Promise<Preferences> {
  const rows = await session.query("select name, value from preference");
  const read = rows.map(({ name, value }) => preferences.partial().safeParse({ [String(name)]: parsed(value) }));
  return Object.assign({ ...NONE }, ...read.map(({ data }) => (data ? defined(data) : {})));
}

export async function changePreferences(session: Session, change: PreferenceChange, now: Date): Promise<Preferences> {
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined) continue;
    if (value === null) await session.query("delete from preference where name = $1", [name]);
    else
      await session.query(
        "insert into preference (name, value, set_at) values ($1, $2, $3) " +
          "on conflict (tenant, owner, name) do update set value = excluded.value, set_at = excluded.set_at",
        [name, JSON.stringify(value), now],
      );
  }
  return readPreferences(session);
}

function parsed(value: unknown): unknown {
  try {
    return JSON.parse(String(value));
  } catch {
    return undefined;
  }
}

/** Names that this Sextant knows, with their values. */
const defined = ({ company, dateStyle }: PreferenceChange): Partial<Preferences> => ({
  ...(company === undefined ? {} : { company }),
  ...(dateStyle === undefined ? {} : { dateStyle }),
});

export const NO_PREFERENCES = NONE;
