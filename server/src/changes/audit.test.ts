import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Session, SqlRow } from "../platform/database/database.ts";
import { type AuditRow, appendAudit, firstBrokenRow } from "./audit.ts";

/** As much of a database as the chain needs: its two tables. */
function tables() {
  let head = { seq: 0, hash: "" };
  let made = false;
  const rows: AuditRow[] = [];
  const session: Session = {
    async query(text, values = []): Promise<readonly SqlRow[]> {
      const [a, b, c, d] = values;
      if (text.startsWith("insert into audit_head")) {
        if (!made) head = { seq: 0, hash: String(a) };
        made = true;
      } else if (text.startsWith("select")) return [head];
      else if (text.startsWith("insert into audit_event"))
        rows.push({ seq: Number(a), body: String(b), previous: String(c), hash: String(d) });
      else head = { seq: Number(a), hash: String(b) };
      return [];
    },
  };
  return { session, rows, head: () => head };
}

async function chain(length: number) {
  const { session, rows, head } = tables();
  for (let index = 0; index < length; index++)
    await appendAudit(session, {
      at: "2026-11-27T10:00:00.000Z",
      actor: { id: 2, login: "ann" },
      what: "approved",
      proposal: `p${index % 3}`,
      facts: { index },
    });
  return { rows, head: head() };
}

describe("the audit's chain", () => {
  it("is whole as it was written, empty too", async () => {
    for (const length of [0, 1, 20]) {
      const { rows, head } = await chain(length);
      expect(firstBrokenRow(rows, head)).toBeNull();
    }
  });

  it("shows every change, and where it begins", async () => {
    const { rows, head } = await chain(12);
    const tamper = fc.record({
      at: fc.nat(11),
      kind: fc.constantFrom("body", "delete", "insert", "swap", "cut", "previous", "hash"),
    });
    fc.assert(
      fc.property(tamper, ({ at, kind }) => {
        const changed = [...rows];
        const row = changed[at] as AuditRow;
        const next = changed[(at + 1) % 12] as AuditRow;
        if (kind === "body") changed[at] = { ...row, body: row.body.replace("approved", "rejected") };
        if (kind === "previous") changed[at] = { ...row, previous: "f".repeat(64) };
        if (kind === "hash") changed[at] = { ...row, hash: "f".repeat(64) };
        if (kind === "delete") changed.splice(at, 1);
        if (kind === "insert") changed.splice(at, 0, row);
        if (kind === "cut") changed.splice(at);
        if (kind === "swap") {
          changed[at] = next;
          changed[(at + 1) % 12] = row;
        }
        const broken = firstBrokenRow(changed, head);
        // Inserting a copy shows one row later: the copy itself still fits.
        const begins = kind === "swap" ? Math.min(at, (at + 1) % 12) : kind === "insert" ? at + 1 : at;
        expect(broken).toBe(begins + 1);
      }),
      { numRuns: 300 },
    );
  });
});
