import { z } from "zod";
import { peopleInAudit, readAudit } from "../platform/audit/audit.ts";
import { exportAudit, readSignedHeads } from "../platform/audit/export.ts";
import { verifyChain } from "../platform/audit/verify-chain.ts";
import { type Operation, operation } from "../platform/http/operation.ts";
import type { IdentityParts } from "./parts.ts";

const event = z.object({
  seq: z.number(),
  who: z.string().nullable(),
  event: z.looseObject({ what: z.string(), at: z.string() }),
});

const verdict = z.object({
  entries: z.number(),
  signedThrough: z.number(),
  signedAt: z.string().nullable(),
  broken: z.object({ seq: z.number(), why: z.string() }).nullable(),
});
const body = z.looseObject({
  what: z.string(),
  at: z.string(),
  actor: z.looseObject({ person: z.string() }).optional(),
});

/** A row as it tells of itself; one that was tampered with may tell nothing, and is shown all the same. */
function readBody(text: string): z.infer<typeof body> {
  try {
    return body.parse(JSON.parse(text));
  } catch {
    return { what: "unreadable", at: "" };
  }
}

/** Routes of the audit of everything: who came in, was refused, took data out, proposed, approved. */
export function auditOperations({
  database,
  keys,
  now,
}: Pick<IdentityParts, "database" | "keys" | "now">): readonly Operation[] {
  return [
    operation({
      method: "get",
      path: "/v1/audit",
      summary: "What happened, the newest first, with the names of people who are not forgotten",
      access: "read-audit",
      query: z.object({
        before: z.coerce.number().int().min(1).optional(),
        limit: z.coerce.number().int().min(1).max(500).default(100),
        person: z.string().max(200).optional().describe("Part of a login"),
        what: z.string().max(100).optional().describe("The exact name of an action"),
        from: z.iso.date().optional().describe("First day, in UTC"),
        to: z.iso.date().optional().describe("Last day, in UTC"),
      }),
      reply: {
        schema: z.object({
          events: z.array(event),
          /** Names of all actions in the chain, to choose from. */
          actions: z.array(z.string()),
          broken: z.number().nullable(),
          verdict,
        }),
      },
      async handle({ caller, query: { before = Number.MAX_SAFE_INTEGER, limit, person, what, from, to } }) {
        const { auditPublic } = await keys();
        return database.transaction(caller.tenant, async (session) => {
          const { rows, head, broken } = await readAudit(session);
          const people = await peopleInAudit(session);
          const told = rows.map(({ seq, body }) => {
            const one = readBody(body);
            return { seq, who: people.get(one.actor?.person ?? "") ?? null, event: one };
          });
          const events = told
            .filter(
              ({ seq, who, event: one }) =>
                seq < before &&
                (!person || (who ?? "").toLowerCase().includes(person.toLowerCase())) &&
                (!what || one.what === what) &&
                (!from || one.at.slice(0, 10) >= from) &&
                (!to || one.at.slice(0, 10) <= to),
            )
            .slice(-limit)
            .reverse();
          return {
            events,
            actions: [...new Set(told.map((one) => one.event.what))].sort(),
            broken,
            verdict: verifyChain(rows, head, await readSignedHeads(session, caller.tenant), auditPublic),
          };
        });
      },
    }),
    operation({
      method: "get",
      path: "/v1/audit/export",
      summary: "The audit as a file that `sextant audit verify` verifies by itself",
      access: "export-audit",
      reply: { file: "One JSON object a line: the audit's head with its public key, rows, signed heads" },
      async handle({ caller: { tenant }, response }) {
        const { audit } = await keys();
        const text = await database.transaction(tenant, (session) => exportAudit(session, tenant, audit, now()));
        response.attachment("sextant-audit.jsonl").type("application/x-ndjson").send(text);
      },
    }),
    operation({
      method: "get",
      path: "/v1/audit/key",
      summary: "The public key that signs heads of the audit; keep it elsewhere, and verify with it",
      access: "read-audit",
      reply: { schema: z.object({ publicKey: z.string() }) },
      handle: async () => ({ publicKey: (await keys()).auditPublic }),
    }),
  ];
}
