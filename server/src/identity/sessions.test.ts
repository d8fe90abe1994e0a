import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Database, tenantOf } from "../platform/database/database.ts";
import { DATABASE_MS, inProcessDatabase } from "../platform/database/testing/in-process.ts";
import { makePairingCode, takePairingCode } from "./pairing-codes.ts";
import { keepPerson } from "./people.ts";
import { PersonPool } from "./person-pool.ts";
import { takeTokens } from "./rate-limits.ts";
import { endSession, findSession, openSession, refreshSession, tenantInToken } from "./sessions.ts";
import { SessionWatch } from "./watch-sessions.ts";

const tenant = tenantOf({ url: "https://sessions.example.com", database: "prod" });
const person = {
  tenant,
  userId: 7,
  login: "ann",
  email: null,
  lang: "en_US",
  tz: "UTC",
  role: "member",
  groupsHash: "g",
  madeAt: null,
};
const start = new Date("2026-11-28T10:00:00Z");
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

let database: Database;
beforeAll(async () => {
  database = await inProcessDatabase();
  await database.transaction(tenant, (session) => keepPerson(session, person, start));
}, DATABASE_MS);

describe("a session", () => {
  const open = (endsWith: Date | null = null) =>
    database.transaction(tenant, (session) =>
      openSession(session, { person, kind: "key", credential: "key:7", endsWith }, start),
    );
  const find = (id: string, at: Date) =>
    database.transaction(tenant, (session) => findSession(session, tenant, id, at));
  const refresh = (token: string, at: Date) =>
    database.transaction(tenant, (session) => refreshSession(session, tenant, token, at));

  it("lasts seven days, or as long as its key", async () => {
    const { id } = await open();
    expect((await find(id, after(7 * 86_400 - 1)))?.person.login).toBe("ann");
    expect(await find(id, after(7 * 86_400))).toBeNull();
    const short = await open(after(3600));
    expect(await find(short.id, after(3599))).not.toBeNull();
    expect(await find(short.id, after(3600))).toBeNull();
    expect(await refresh(short.refreshToken, after(3601))).toBeNull();
  });

  it("goes on by tokens that are used once; of many at once one is, and then the family ends", async () => {
    const first = await open();
    expect(tenantInToken(first.refreshToken)).toBe(tenant);
    const next = await refresh(first.refreshToken, after(10));
    expect(next?.signedIn.id).toBe(first.id);
    const many = await Promise.all(Array.from({ length: 5 }, () => refresh(next?.refreshToken ?? "", after(20))));
    expect(many.filter((one) => one !== null)).toHaveLength(1);
    expect(await find(first.id, after(21))).toBeNull();
    expect(await refresh(many.find((one) => one !== null)?.refreshToken ?? "", after(22))).toBeNull();
    expect(await refresh("bm9uZQ.nothing", after(22))).toBeNull();
    const [event] = await database.query(
      tenant,
      "select body from audit_event where body like '%refresh_token_reused%' and body like $1",
      [`%${first.id}%`],
    );
    expect(event).toBeDefined();
  });

  it("ends once, and keeps no token in clear", async () => {
    const { id, refreshToken } = await open();
    const end = () =>
      database.transaction(tenant, (session) => endSession(session, tenant, id, "signed_out", after(5)));
    expect(await end()).toBe(true);
    expect(await end()).toBe(false);
    expect(await find(id, after(6))).toBeNull();
    expect(JSON.stringify(await database.query(tenant, "select * from refresh_token"))).not.toContain(
      refreshToken.split(".")[1],
    );
  });
});

describe("buckets of tokens", () => {
  it("give what they hold, refill with time, and say how long to wait", async () => {
    const buckets = [["person:1", { holds: 3, perSecond: 0.5 }]] as const;
    const take = (seconds: number) => takeTokens(database, tenant, buckets, after(seconds));
    for (let index = 0; index < 3; index++) await take(0);
    await expect(take(0)).rejects.toMatchObject({ code: "too_many_requests", details: { retryAfter: 2 } });
    await expect(take(1)).rejects.toMatchObject({ details: { retryAfter: 1 } });
    await take(2);
    await expect(take(2)).rejects.toMatchObject({ code: "too_many_requests" });
    for (let index = 0; index < 3; index++) await take(10_000);
    await expect(take(10_000)).rejects.toMatchObject({ code: "too_many_requests" });
    // A clock that goes back gives nothing.
    await expect(take(9_000)).rejects.toMatchObject({ code: "too_many_requests" });
  });
});

describe("the watch over sessions", () => {
  it("ends what waits in a session, asks while somebody waits, and never otherwise", async () => {
    let asked = 0;
    let goesOn = true;
    const watch = new SessionWatch({
      everyMs: 5,
      goesOn: async () => {
        asked++;
        if (asked === 2) throw new Error("Odoo is away");
        return goesOn;
      },
    });
    const [one, two] = [watch.hold(tenant, "s"), watch.hold(tenant, "s")];
    await expect.poll(() => asked).toBeGreaterThan(3);
    expect(one.ended.aborted).toBe(false);
    goesOn = false;
    await expect.poll(() => one.ended.aborted && two.ended.aborted).toBe(true);
    one.release();
    two.release();
    goesOn = true;
    const third = watch.hold(tenant, "s");
    third.release();
    const before = asked;
    await later(40);
    expect(asked - before).toBeLessThan(2);
    const fourth = watch.hold(tenant, "t");
    watch.end(tenant, "t");
    expect(fourth.ended.aborted).toBe(true);
    watch.close();
  });
});

describe("what is kept open for people", () => {
  it("is opened once, closed when idle, when there are too many, and when its session ends", async () => {
    const closed: string[] = [];
    let opened = 0;
    const pool = new PersonPool<string>(async (thing) => closed.push(thing), { most: 2, idleMs: 40 });
    const get = (key: string) =>
      pool.get(key, async () => {
        opened++;
        return key;
      });
    await Promise.all([get("a"), get("a"), get("b")]);
    expect(opened).toBe(2);
    await get("c");
    await expect.poll(() => closed).toEqual(["a"]);
    pool.drop("c");
    await expect.poll(() => closed).toEqual(["a", "c"]);
    await expect.poll(() => pool.size).toBe(0);
    await expect(pool.get("d", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    await expect.poll(() => pool.size).toBe(0);
    await pool.close();
  });
});

describe("a pairing code", () => {
  const data = mkdtempSync(join(tmpdir(), "sextant-pairing-"));
  afterAll(() => rmSync(data, { recursive: true, force: true }));
  const offer = { url: "https://erp.example.com", database: "prod" };

  it("is for one Odoo, for ten minutes, once", async () => {
    const code = await makePairingCode(data, offer, start);
    expect(code).toMatch(/^([A-Z2-9]{4}-){3}[A-Z2-9]{4}$/);
    const taken = await Promise.all(
      Array.from({ length: 20 }, () => takePairingCode(data, ` ${code.toLowerCase()} `, after(599))),
    );
    expect(taken.filter((one) => one !== null)).toHaveLength(1);
    const late = await makePairingCode(data, offer, start);
    expect(await takePairingCode(data, late, after(600))).toBeNull();
    for (const wrong of ["", "AAAA-AAAA-AAAA-AAAA", "../../etc/passwd"])
      expect(await takePairingCode(data, wrong, start)).toBeNull();
  });
});
