import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Database, tenantOf } from "../../platform/database/database.ts";
import { DATABASE_MS, ownInProcessDatabase } from "../../platform/database/testing/in-process.ts";
import { keepCredential, readCredential } from "../credentials.ts";
import { addKey, openKeyring } from "./keyring.ts";
import { makeKey, type Place, seal, unseal } from "./seal.ts";
import { rotateKeys, Vault } from "./vault.ts";

const own = tenantOf({ url: "https://vault.example.com", database: "prod" });
const other = tenantOf({ url: "https://vault.example.com", database: "other" });

describe("a sealed secret", () => {
  const key = makeKey();
  const place: Place = { tenant: own, table: "credential", row: "1", column: "sealed" };

  it("opens in its place, with its key, unchanged, and nowhere else", () => {
    const sealed = seal(key, "k1", place, "a secret ü");
    expect(unseal(key, place, sealed)).toBe("a secret ü");
    expect(sealed).not.toContain("secret");
    for (const [name, value] of Object.entries({ tenant: other, table: "session", row: "2", column: "key" }))
      expect(() => unseal(key, { ...place, [name]: value }, sealed), name).toThrow("does not open");
    expect(() => unseal(makeKey(), place, sealed)).toThrow("does not open");
    expect(() => unseal(key, place, sealed.replace("k1", "k2"))).toThrow("does not open");
    for (let at = sealed.indexOf(".", 3) + 1; at < sealed.length; at += 3) {
      const changed = `${sealed.slice(0, at)}${sealed[at] === "A" ? "Q" : "A"}${sealed.slice(at + 1)}`;
      expect(() => unseal(key, place, changed)).toThrow("does not open");
    }
    // A tag that is cut short is none.
    expect(() => unseal(key, place, sealed.slice(0, -8))).toThrow("does not open");
  });

  it("never repeats a nonce", () => {
    const nonces = new Set(Array.from({ length: 20_000 }, () => seal(key, "k1", place, "").split(".")[2]));
    expect(nonces.size).toBe(20_000);
  });
});

describe("the vault", () => {
  const data = mkdtempSync(join(tmpdir(), "sextant-vault-"));
  let database: Database;
  beforeAll(async () => {
    database = await ownInProcessDatabase();
  }, DATABASE_MS);
  afterAll(() => rmSync(data, { recursive: true, force: true }));
  const open = () => new Vault(() => openKeyring(data));
  const keep = (vault: Vault, tenant: typeof own, id: string, secret: string) =>
    database.transaction(tenant, (session) =>
      keepCredential(session, vault, tenant, { id, userId: 1, kind: "key", secret, expiresAt: null }),
    );
  const read = (vault: Vault, tenant: typeof own, id: string) =>
    database.transaction(tenant, (session) => readCredential(session, vault, tenant, id, new Date()));

  it("keeps the ring for its owner alone, made once", async () => {
    const rings = await Promise.all(Array.from({ length: 5 }, () => openKeyring(data)));
    expect(new Set(rings.map(({ current }) => current)).size).toBe(1);
    expect(statSync(join(data, "keys/ring.json")).mode & 0o777).toBe(0o600);
    await expect(openKeyring(data, ["a:short"])).rejects.toMatchObject({ code: "not_configured" });
    const set = await openKeyring(data, [`new:${makeKey().toString("base64")}`, `old:${makeKey().toString("base64")}`]);
    expect(set.current).toBe("new");
    expect(() => set.key("none")).toThrow("is not there");
  });

  it("gives secrets back, not moved to another row or tenant", async () => {
    await keep(open(), own, "one", "secret one");
    await keep(open(), own, "two", "secret two");
    await keep(open(), other, "one", "secret of others");
    expect(await read(open(), own, "one")).toBe("secret one");
    const [two] = await database.query(own, "select sealed from credential where id = 'two'");
    await database.query(own, "update credential set sealed = $1 where id = 'one'", [String(two?.sealed)]);
    await expect(read(open(), own, "one")).rejects.toThrow("does not open");
    await database.query(other, "insert into tenant_key (id, wrapped, created_at) values ('x', $1, now())", [
      String((await database.query(own, "select wrapped from tenant_key"))[0]?.wrapped),
    ]);
    await database.query(other, "update credential set sealed = $1 where id = 'one'", [String(two?.sealed)]);
    await expect(read(open(), other, "one")).rejects.toThrow();
    await database.query(other, "delete from credential");
  });

  it("turns to a new key while it runs, and then needs the old one no more", async () => {
    const running = open();
    expect(await read(running, own, "two")).toBe("secret two");
    const ring = await addKey(data);
    expect(await rotateKeys(database, ring).catch((error: Error) => error.message)).toContain("does not open");
    await database.query(other, "update tenant_key set wrapped = $1 where id = 'x'", [
      seal(
        ring.key(ring.current),
        ring.current,
        { tenant: other, table: "tenant_key", row: "x", column: "wrapped" },
        makeKey().toString("base64"),
      ),
    ]);
    expect(await rotateKeys(database, ring)).toBeGreaterThan(0);
    expect(await read(running, own, "two")).toBe("secret two");
    const { current, keys } = JSON.parse(readFileSync(join(data, "keys/ring.json"), "utf8")) as {
      current: string;
      keys: Record<string, string>;
    };
    const alone = new Vault(() => openKeyring(data, [`${current}:${keys[current]}`]));
    expect(await read(alone, own, "two")).toBe("secret two");
    expect(await rotateKeys(database, ring)).toBe(0);
  });
});
