import { z } from "zod";
import { peopleInAudit, readAudit } from "../platform/audit/audit.ts";
import { exportAudit } from "../platform/audit/export.ts";
import { type Operation, operation } from "../platform/http/operation.ts";
import type { IdentityParts } from "./parts.ts";

const event = z.object({
  seq: z.number(),
  who: z.string().nullable(),
  event: z.looseObject({ what: z.string(), at: z.string() }),
});

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
      }),
      reply: { schema: z.object({ events: z.array(event), broken: z.number().nullable() }) },
      handle: ({ caller, query: { before = Number.MAX_SAFE_INTEGER, limit } }) =>
        database.transaction(caller.tenant, async (session) => {
          const { rows, broken } = await readAudit(session);
          const people = await peopleInAudit(session);
          const events = rows
            .filter(({ seq }) => seq < before)
            .slice(-limit)
            .reverse()
            .map(({ seq, body }) => {
              const told = JSON.parse(body) as { what: string; at: string; actor?: { person?: string } };
              return { seq, who: people.get(told.actor?.person ?? "") ?? null, event: told };
            });
          return { events, broken };
        }),
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
