import { beforeAll, expect, it } from "vitest";
import type { Database } from "../../platform/database/database.ts";
import { DATABASE_MS, inProcessDatabase } from "../../platform/database/testing/in-process.ts";
import { asOwner } from "./as-owner.ts";
import { changePreferences, readPreferences } from "./preferences.ts";
import { ANN, BEN, EVE } from "./testing/people.ts";

let database: Database;
beforeAll(async () => {
  database = await inProcessDatabase();
}, DATABASE_MS);

it("are a person's own: set, replaced, forgotten; what cannot be read is as if it were not there", async () => {
  const change = (values: Parameters<typeof changePreferences>[1]) =>
    asOwner(database, ANN, (session) => changePreferences(session, values, new Date()));
  expect(await change({ company: 3, dateStyle: "2026-03-31" })).toEqual({ company: 3, dateStyle: "2026-03-31" });
  expect(await change({ company: 4 })).toEqual({ company: 4, dateStyle: "2026-03-31" });
  for (const other of [BEN, EVE])
    expect(await asOwner(database, other, readPreferences)).toEqual({ company: null, dateStyle: null });
  expect(await database.query(ANN.tenant, "select 1 from preference")).toEqual([]);
  await asOwner(database, ANN, (session) =>
    session.query(
      "insert into preference (name, value, set_at) values ('later', '1', now()), ('__proto__', '{}', now())",
    ),
  );
  await asOwner(database, ANN, (session) =>
    session.query("update preference set value = '\"x\"' where name = 'company'"),
  );
  expect(await asOwner(database, ANN, readPreferences)).toEqual({ company: null, dateStyle: "2026-03-31" });
  expect(await change({ dateStyle: null })).toEqual({ company: null, dateStyle: null });
});
