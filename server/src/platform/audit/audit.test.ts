import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type Database, tenantOf } from "../database/database.ts";
import { DATABASE_MS, inProcessDatabase } from "../database/testing/in-process.ts";
import { appendAudit, forgetInAudit, peopleInAudit, readAudit } from "./audit.ts";
import { exportAudit, signAuditHead } from "./export.ts";
import { makeAuditKey, publicAuditKey } from "./signed-head.ts";
import { verifyChain } from "./verify-chain.ts";
import { verifyAuditFile } from "./verify-file.ts";

const own = tenantOf({ url: "https://erp.example.com", database: "prod" });
const other = tenantOf({ url: "https://erp.example.com", database: "other" });
const key = makeAuditKey();
const publicKey = publicAuditKey(key);
const ROWS = 40;

let database: Database;
let file = "";
let foreign = "";

beforeAll(async () => {
  database = await inProcessDatabase();
  for (const tenant of [own, other])
    await database.transaction(tenant, async (session) => {
      for (let index = 0; index < ROWS; index++) {
        await appendAudit(session, {
          at: "2026-11-27T10:00:00.000Z",
          actor: { id: index % 3, login: ["ann", "bob", "zoë"][index % 3] ?? "" },
          what: index % 2 ? "approved" : "signed in",
          proposal: `p${index % 5}`,
          facts: { index, tenant },
        });
        if (index % 15 === 0) await signAuditHead(session, tenant, key, new Date(1e12 + index));
      }
    });
  const at = new Date("2026-11-28T10:00:00Z");
  file = await database.transaction(own, (session) => exportAudit(session, own, key, at));
  foreign = await database.transaction(other, (session) => exportAudit(session, other, key, at));
}, DATABASE_MS);

describe("the audit", () => {
  it("is whole as it was written, in the database and in its export", async () => {
    expect(await database.transaction(own, readAudit)).toMatchObject({ broken: null });
    for (const known of [publicKey, undefined])
      expect(verifyAuditFile(file, known)).toEqual({ ok: true, tenant: own, rows: ROWS, heads: 4, problem: null });
    const empty = tenantOf({ url: "https://erp.example.com", database: "empty" });
    const nothing = await database.transaction(empty, (session) => exportAudit(session, empty, key, new Date()));
    expect(verifyAuditFile(nothing, publicKey)).toMatchObject({ ok: true, rows: 0 });
  });

  it("holds no name, and keeps whole when a person is forgotten", async () => {
    // What is random may spell any name.
    expect(file.replace(/"(publicKey|signature)":"[^"]*"/g, "")).not.toMatch(/ann|bob|zoë/);
    const forgotten = tenantOf({ url: "https://erp.example.com", database: "forgotten" });
    await database.transaction(forgotten, async (session) => {
      const event = { at: "2026-11-27T10:00:00.000Z", what: "signed in", facts: {} };
      await appendAudit(session, { ...event, actor: { id: 7, login: "ann" } });
      await appendAudit(session, { ...event, actor: { id: 8, login: "bob" } });
      expect([...(await peopleInAudit(session)).values()].sort()).toEqual(["ann", "bob"]);
      await forgetInAudit(session, 7);
      expect([...(await peopleInAudit(session)).values()]).toEqual(["bob"]);
      expect((await readAudit(session)).broken).toBeNull();
    });
  });

  it("shows every change, and where it begins: 1,000 at random", () => {
    const lines = file.split("\n").slice(0, -1);
    const others = foreign.split("\n").slice(0, -1);
    const last = lines.length - 1;
    const tamper = fc.record({
      kind: fc.constantFrom("edit", "delete", "insert", "swap", "cut", "splice", "header", "character", "tail"),
      at: fc.integer({ min: 1, max: last }),
      to: fc.integer({ min: 1, max: last }),
      part: fc.double({ min: 0, max: 0.999, noNaN: true }),
    });
    let changedFiles = 0;
    fc.assert(
      fc.property(tamper, ({ kind, at, to, part }) => {
        const changed = [...lines];
        const line = lines[at] ?? "";
        if (kind === "edit") changed[at] = line.replace(/approved|signed in|"seq":\d/, "edited");
        if (kind === "delete") changed.splice(at, 1);
        if (kind === "insert") changed.splice(to, 0, line);
        if (kind === "swap") [changed[at], changed[to]] = [lines[to] ?? "", line];
        if (kind === "cut") changed.splice(at);
        if (kind === "splice") changed[at] = others[at] ?? "";
        if (kind === "header") changed[0] = others[0] ?? "";
        if (kind === "tail") changed.push(...lines.slice(at));
        if (kind === "character") {
          const place = Math.floor(part * line.length);
          changed[at] = `${line.slice(0, place)}${line[place] === "0" ? "1" : "0"}${line.slice(place + 1)}`;
        }
        const text = `${changed.join("\n")}\n`;
        fc.pre(text !== file);
        // Cut right after a head, the file is whole up to there: only who knows a later head can tell.
        const verdict = verifyAuditFile(text, publicKey);
        const endsSigned = kind === "cut" && lines[at - 1]?.includes('"kind":"head"');
        fc.pre(!endsSigned && !(kind === "cut" && at === 1));
        changedFiles++;
        expect(verdict.ok).toBe(false);
        const differs = changed.findIndex((one, index) => one !== lines[index]);
        const first = (differs < 0 ? changed.length : differs) + 1;
        // A signed head that was taken away is missed by the next one.
        const headGone = kind === "delete" && line.includes('"kind":"head"');
        const next = changed.findIndex((one, index) => index >= at && one.includes('"kind":"head"')) + 1;
        expect(verdict.problem?.line).toBe(headGone && next > 0 ? next : first);
      }),
      { numRuns: 1000 },
    );
    expect(changedFiles).toBe(1000);
  });

  it("finds where a signed head was, when it was moved behind rows that it does not cover", () => {
    const lines = file.split("\n");
    lines.forEach((line, at) => {
      if (!line.includes('"kind":"head"')) return;
      for (const by of [1, 2]) {
        const rest = [...lines];
        rest.splice(at, 1);
        rest.splice(at + by, 0, line);
        if (rest.slice(at, at + by).some((one) => !one.includes('"kind":"row"'))) continue;
        expect(verifyAuditFile(rest.join("\n"), publicKey).problem?.line).toBe(at + 1);
        // The same with the row that follows put in front of it a second time.
        const twice = [...lines];
        twice.splice(at, 0, lines[at + 1] ?? "");
        expect(verifyAuditFile(twice.join("\n"), publicKey).problem?.line).toBe(at + 1);
      }
    });
  });

  it("says at which entry the chain breaks where it lies", () => {
    const read = (kind: string) =>
      file
        .split("\n")
        .filter((line) => line.includes(`{"kind":"${kind}"`))
        .map((line) => JSON.parse(line));
    const [rows, heads] = [read("row"), read("head")];
    const end = rows.at(-1);
    const verify = (changed: typeof rows, signed = heads) =>
      verifyChain(changed, { seq: changed.length, hash: changed.at(-1)?.hash ?? "" }, signed, publicKey);
    expect(verify(rows)).toMatchObject({ entries: rows.length, signedThrough: end.seq, broken: null });
    for (const at of [0, 1, rows.length - 1]) {
      const changed = rows.map((row, index) => (index === at ? { ...row, body: `${row.body} ` } : row));
      expect(verify(changed).broken?.seq).toBe(at + 1);
    }
    // Somebody who computes the chain anew is found out by the signed heads; so is who takes one of them away.
    const [{ seq }] = heads;
    const forged = rows.map((row) => (row.seq === seq ? { ...row, hash: "0".repeat(64) } : row));
    expect(verify(forged).broken?.seq).toBe(seq);
    expect(verify(rows, heads.slice(1)).broken?.seq).toBe(heads[1].seq);
    const stranger = heads.map((head) => ({ ...head, signature: heads.at(-1).signature.replace(/^./, "A") }));
    expect(verify(rows, stranger).broken?.seq).toBe(seq);
  });

  it("tells a cut at a signed head by a later head that is known from elsewhere", () => {
    const lines = file.split("\n");
    const first = lines.findIndex((line) => line.includes('"kind":"head"'));
    const cut = `${lines.slice(0, first + 1).join("\n")}\n`;
    expect(verifyAuditFile(cut, publicKey).ok).toBe(true);
    const known = JSON.parse(lines.findLast((line) => line.includes('"kind":"head"')) ?? "{}");
    expect(verifyAuditFile(cut, publicKey, known)).toMatchObject({ ok: false, problem: { line: first + 2 } });
    expect(verifyAuditFile(file, publicKey, known).ok).toBe(true);
  });

  it("does not take another key's word", () => {
    const stranger = publicAuditKey(makeAuditKey());
    expect(verifyAuditFile(file, stranger)).toMatchObject({ ok: false, problem: { line: 1 } });
    for (const nothing of ["", "\n", "{}\n", "[]", "null\n", file.slice(0, 40)])
      expect(verifyAuditFile(nothing).ok).toBe(false);
  });
});
