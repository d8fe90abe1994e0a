import { errorBody, proposal, proposalState, proposeRequest, SextantError } from "@sextant/contracts";
import { z } from "zod";
import type { Caller } from "../platform/access/caller.ts";
import { type Operation, operation } from "../platform/http/operation.ts";
import type { Proposals } from "./proposals.ts";
import { type Readable, seenBy } from "./seen-by.ts";

const shown = z.strictObject({ sha256: z.string().describe("Of the payload that was shown") });
const choice = z.strictObject({ id: z.string(), sha256: z.string() });

/** Where the caller's changes are proposed; null without an Odoo to change. */
export type ProposalsOf = (caller: Caller) => Promise<Proposals | null>;

/**
 * Routes of proposals. Without an Odoo there is nothing to change: the list is empty and says so.
 *
 * @param mayHaveSome False while nothing was ever proposed: then looking at the list does not make a database.
 */
export function changeOperations(
  proposalsOf: ProposalsOf,
  readable: Readable,
  mayHaveSome: () => boolean,
): readonly Operation[] {
  const open = async (caller: Caller): Promise<Proposals> => {
    const proposals = await proposalsOf(caller);
    if (proposals) return proposals;
    throw new SextantError(
      "not_configured",
      "Changes need an Odoo to be made in. Set SEXTANT_ODOO_URL, SEXTANT_ODOO_DATABASE and SEXTANT_ODOO_KEY.",
    );
  };
  /** The proposals with this one among them, if the caller may see it. */
  const openFor = async (caller: Caller, id = ""): Promise<Proposals> => {
    const proposals = await open(caller);
    const found = await proposals.get(id);
    if ((await seenBy(caller, readable, [found])).length > 0) return proposals;
    throw new SextantError("not_found", "There is no such proposal.");
  };
  return [
    operation({
      method: "get",
      path: "/api/proposals",
      summary: "The newest proposals, optionally of one state",
      access: "read-proposals",
      query: z.object({ state: proposalState.optional() }),
      reply: { schema: z.object({ available: z.boolean(), proposals: z.array(proposal) }) },
      async handle({ caller, query: { state } }) {
        const proposals = await proposalsOf(caller);
        const all = proposals && mayHaveSome() ? await proposals.list({ state }) : [];
        return { available: proposals !== null, proposals: proposals ? await seenBy(caller, readable, all) : [] };
      },
    }),
    operation({
      method: "get",
      path: "/api/proposals/:id",
      summary: "One proposal with its payload, difference and result",
      access: "read-proposals",
      reply: { schema: proposal },
      handle: async ({ caller, params: { id = "" } }) => (await openFor(caller, id)).get(id),
    }),
    operation({
      method: "post",
      path: "/api/proposals",
      summary: "Propose a change; it is checked on the live record and kept for a person to decide on",
      access: "propose",
      body: proposeRequest,
      reply: { status: 201, schema: proposal },
      handle: async ({ caller, body, signal }) => (await open(caller)).propose(body, signal),
    }),
    operation({
      method: "post",
      path: "/api/proposals/approve",
      summary: "Approve several proposals of normal risk, each by its hash",
      access: "approve",
      body: z.strictObject({ proposals: z.array(choice).min(1).max(50) }),
      reply: {
        schema: z.object({ outcomes: z.array(z.union([proposal, z.object({ id: z.string(), error: errorBody })])) }),
      },
      async handle({ caller, body, signal }) {
        for (const { id } of body.proposals) await openFor(caller, id);
        return { outcomes: await (await open(caller)).approveBatch(body.proposals, signal) };
      },
    }),
    operation({
      method: "post",
      path: "/api/proposals/:id/edit",
      summary: "Put another change in the place of a pending one; the hash becomes another",
      access: "propose",
      body: proposeRequest.extend(shown.shape),
      reply: { schema: proposal },
      handle: async ({ caller, params: { id = "" }, body: { sha256, ...request }, signal }) =>
        (await openFor(caller, id)).edit(id, sha256, request, signal),
    }),
    operation({
      method: "post",
      path: "/api/proposals/:id/approve",
      summary: "Approve exactly the payload with this hash, and execute it once as the caller",
      access: "approve",
      body: shown,
      reply: { schema: proposal },
      handle: async ({ caller, params: { id = "" }, body, signal }) =>
        (await openFor(caller, id)).approve(id, body.sha256, signal),
    }),
    operation({
      method: "post",
      path: "/api/proposals/:id/reject",
      summary: "Reject a pending proposal",
      access: "approve",
      body: shown,
      reply: { schema: proposal },
      handle: async ({ caller, params: { id = "" }, body, signal }) =>
        (await openFor(caller, id)).reject(id, body.sha256, signal),
    }),
    operation({
      method: "post",
      path: "/api/proposals/:id/undo",
      summary: "Propose to take back what a proposal did",
      access: "propose",
      reply: { status: 201, schema: proposal },
      handle: async ({ caller, params: { id = "" }, signal }) => (await openFor(caller, id)).undo(id, signal),
    }),
    operation({
      method: "post",
      path: "/api/proposals/:id/settle",
      summary: "Find out what became of an execution whose answer was lost, and complete it",
      access: "approve",
      reply: { schema: proposal },
      handle: async ({ caller, params: { id = "" }, signal }) => (await openFor(caller, id)).settle(id, signal),
    }),
    operation({
      method: "get",
      path: "/api/audit",
      summary: "The audit of proposals as a chain of hashes, and the first row of it that does not fit",
      access: "read-audit",
      reply: {
        schema: z.object({
          rows: z.array(z.object({ seq: z.number(), body: z.string(), previous: z.string(), hash: z.string() })),
          broken: z.number().nullable(),
        }),
      },
      handle: async ({ caller }) => (await open(caller)).audit(),
    }),
  ];
}
