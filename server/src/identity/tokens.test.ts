import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { makeAuditKey, publicAuditKey } from "../platform/audit/signed-head.ts";
import { tenantOf } from "../platform/database/database.ts";
import { type SigningKeys, signText } from "./signing-keys.ts";
import { ageOfCode, signAccess, verifyAccess, verifyCode } from "./tokens.ts";
import type { PublicJwk } from "./types.ts";

const tenant = tenantOf({ url: "https://erp.example.com", database: "prod" });
const now = new Date("2026-11-28T10:00:00Z");
const seconds = now.getTime() / 1000;

function keysOf(key: KeyObject): SigningKeys {
  const { x = "", y = "" } = createPublicKey(key).export({ format: "jwk" });
  const audit = makeAuditKey();
  return { private: key, public: { crv: "P-256", kty: "EC", x, y }, audit, auditPublic: publicAuditKey(audit) };
}

const own = keysOf(generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey);
const stranger = keysOf(generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey);
const encode = (value: unknown) =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");
const signed = (header: unknown, claims: unknown, key = own.private) => {
  const text = `${encode(header)}.${encode(claims)}`;
  return `${text}.${signText(key, text)}`;
};

const claims = {
  iss: "4a9e4a86-uuid",
  aud: tenant as string,
  sub: "7",
  sid: "a".repeat(64),
  cids: [1, 3],
  jti: "j".repeat(32),
  iat: seconds,
  exp: seconds + 60,
};
const HEADER = { alg: "ES256", typ: "JWT" };
const connection = { publicKey: own.public as PublicJwk, dbUuid: claims.iss, tenant };
const takes = async (token: string, at = now) => (await verifyCode(token, connection, at)) !== null;

/** Tokens that look like the good one and are not; each with what is wrong with it. */
function forged(): Map<string, string> {
  const all = new Map<string, string>();
  const good = signed(HEADER, claims);
  const [head = "", body = "", signature = ""] = good.split(".");
  const pem = createPublicKey(own.private).export({ format: "pem", type: "spki" }).toString();
  const hmac = (key: string) => {
    const text = `${encode({ alg: "HS256", typ: "JWT" })}.${body}`;
    return `${text}.${createHmac("sha256", key).update(text).digest("base64url")}`;
  };
  for (const alg of [
    "none",
    "None",
    "NONE",
    "nOnE",
    "HS256",
    "RS256",
    "ES384",
    "ES512",
    "EdDSA",
    "ES256K",
    "",
    null,
    0,
    ["ES256"],
  ]) {
    all.set(`alg ${JSON.stringify(alg)}`, signed({ ...HEADER, alg }, claims));
    all.set(`alg ${JSON.stringify(alg)} unsigned`, `${encode({ ...HEADER, alg })}.${body}.`);
  }
  for (const key of [pem, pem.trim(), JSON.stringify(own.public), own.public.x, ""])
    all.set(`hmac ${key.slice(0, 20)} ${key.length}`, hmac(key));
  for (const extra of [
    { kid: "../../etc/passwd" },
    { kid: "' or 1=1" },
    { jku: "https://evil.example/jwks" },
    { x5u: "https://evil.example/x" },
    { jwk: stranger.public },
    { crit: ["exp"] },
    { b64: false },
    { typ: "at+jwt" },
    { cty: "JWT" },
    { zip: "DEF" },
  ])
    for (const key of [own, stranger])
      all.set(`header ${JSON.stringify(extra)} ${key === own}`, signed({ ...HEADER, ...extra }, claims, key.private));
  all.set("stranger", signed(HEADER, claims, stranger.private));
  for (const name of Object.keys(claims)) {
    const { [name as keyof typeof claims]: _gone, ...rest } = claims;
    all.set(`without ${name}`, signed(HEADER, rest));
    for (const value of [null, "", 0, -1, [], {}, "x".repeat(9000), true, 1e300])
      all.set(`${name} ${JSON.stringify(value).slice(0, 20)}`, signed(HEADER, { ...claims, [name]: value }));
    all.set(
      `twice ${name}`,
      signed(
        HEADER,
        `{"${name}":${JSON.stringify(claims[name as keyof typeof claims])},${JSON.stringify(claims).slice(1)}`,
      ),
    );
  }
  for (const [name, value] of Object.entries({
    nbf: seconds + 3600,
    admin: true,
    __proto__x: 1,
    scope: "all",
    azp: "x",
  }))
    all.set(`more ${name}`, signed(HEADER, { ...claims, [name]: value }));
  for (const [iat, exp] of [
    [seconds - 600, seconds - 540],
    [seconds - 3600, seconds + 60],
    [seconds, seconds + 61],
    [seconds + 600, seconds + 660],
    [seconds, seconds + 1e9],
    [seconds, 1e15],
  ] as const)
    all.set(`iat ${iat - seconds} exp ${exp - seconds}`, signed(HEADER, { ...claims, iat, exp }));
  all.set("blanks", signed(HEADER, JSON.stringify(claims, null, 1)));
  all.set("escapes", signed(HEADER, JSON.stringify(claims).replace("iss", "\\u0069ss")));
  all.set("header blanks", signed('{"alg": "ES256", "typ": "JWT"}', claims));
  all.set("header order", signed('{"typ":"JWT","alg":"ES256"}', claims));
  for (const text of [
    "",
    ".",
    "..",
    "...",
    `${good}.`,
    `.${good}`,
    `${good}.${signature}`,
    `${head}.${body}`,
    `${head}.${body}.`,
    ` ${good}`,
    `${good}\n`,
    `${head}=.${body}.${signature}`,
    `${head}.${body}.${signature}=`,
    good.replaceAll(".", "%2e"),
    good.toUpperCase(),
    "null",
    "{}",
    "é.é.é",
    "a".repeat(100_000),
  ])
    all.set(`shape ${text.slice(0, 12)} ${text.length}`, text);
  // Every signature that is nearly right: each bit of it turned, r and s swapped, zeros.
  const bytes = Buffer.from(signature, "base64url");
  for (let bit = 0; bit < 512; bit++) {
    const turned = Buffer.from(bytes);
    turned[bit >> 3] = (turned[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    all.set(`bit ${bit}`, `${head}.${body}.${turned.toString("base64url")}`);
  }
  all.set(
    "swapped",
    `${head}.${body}.${Buffer.concat([bytes.subarray(32), bytes.subarray(0, 32)]).toString("base64url")}`,
  );
  all.set("zeros", `${head}.${body}.${Buffer.alloc(64).toString("base64url")}`);
  for (const size of [0, 1, 63, 65, 70, 128])
    all.set(`size ${size}`, `${head}.${body}.${randomBytes(size).toString("base64url")}`);
  for (let place = 0; place < body.length; place += 5)
    all.set(
      `body ${place}`,
      `${head}.${body.slice(0, place)}${body[place] === "A" ? "B" : "A"}${body.slice(place + 1)}.${signature}`,
    );
  return all;
}

describe("a one-time code", () => {
  let tried: Map<string, string>;
  beforeAll(() => {
    tried = forged();
  });

  it("is taken as Odoo signs it, within its minute and some seconds of skew", async () => {
    const good = signed(HEADER, claims);
    expect(await verifyCode(good, connection, now)).toEqual(claims);
    expect(await takes(good, new Date(now.getTime() + 89_000))).toBe(true);
    expect(await takes(good, new Date(now.getTime() + 91_000))).toBe(false);
    expect(await takes(good, new Date(now.getTime() - 29_000))).toBe(true);
    expect(await takes(good, new Date(now.getTime() - 31_000))).toBe(false);
    for (const foreign of [
      { dbUuid: "other-uuid" },
      { tenant: tenantOf({ url: "https://x.example", database: "y" }) },
      { publicKey: stranger.public },
    ])
      expect(await verifyCode(good, { ...connection, ...foreign }, now)).toBeNull();
  });

  it("is refused in each of over five hundred forms that are not it", async () => {
    expect(tried.size).toBeGreaterThan(500);
    const taken = [];
    for (const [what, token] of tried) if (await takes(token)) taken.push(what);
    expect(taken).toEqual([]);
  });
});

describe("an access token", () => {
  it("names its session for a quarter of an hour, and nothing else passes for one", async () => {
    const token = await signAccess(own, tenant, 7, "s1", now);
    expect(await verifyAccess(own, token, now)).toEqual({ tenant, sid: "s1" });
    expect(await verifyAccess(own, token, new Date(now.getTime() + 899_000))).not.toBeNull();
    expect(await verifyAccess(own, token, new Date(now.getTime() + 901_000))).toBeNull();
    expect(await verifyAccess(stranger, token, now)).toBeNull();
    expect(await verifyCode(token, connection, now)).toBeNull();
    for (const forgery of [...forged().values(), signed(HEADER, claims)])
      expect(await verifyAccess(own, forgery, now)).toBeNull();
  });
});

describe("the age of a code", () => {
  it("tells that two clocks differ, and nothing of what is not signed", async () => {
    const good = signed(HEADER, claims);
    expect(await ageOfCode(good, connection, new Date(now.getTime() + 300_000))).toBe(300);
    expect(await ageOfCode(good, connection, new Date(now.getTime() - 90_000))).toBe(-90);
    for (const other of [signed(HEADER, claims, stranger.private), `${good}x`, "", "a.b.c"])
      expect(await ageOfCode(other, connection, now)).toBeNull();
  });
});
