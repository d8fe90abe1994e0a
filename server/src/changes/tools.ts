import { randomUUID } from "node:crypto";
import {
  changePreview,
  defineTool,
  isSextantError,
  type Proposal,
  type ProposeRequest,
  proposalState,
  proposeRequest,
  READS,
  SextantError,
  type Tool,
  type ToolEffects,
} from "@sextant/contracts";
import { z } from "zod";
import { ACTIONS } from "./actions/index.ts";
import type { Proposals } from "./proposals.ts";

/** What the tools that propose changes work on. */
export interface ChangesAccess {
  readonly proposals: Proposals;
  /** Those of the proposals that the person may see; without it he is the only one, and sees all. */
  readonly seen?: (all: readonly Proposal[]) => Promise<readonly Proposal[]>;
}

const KEEPS: ToolEffects = { readOnly: false, destructive: false, idempotent: false };
const PROMISE =
  " Nothing is changed in Odoo: a person sees the exact difference in Sextant's console and approves or rejects it. There is no tool to approve.";
const MOST_LISTED = 20;

const reason = z.string().trim().max(500).optional().describe("Why, in one sentence for the person who decides");
const proposed = z.object({
  proposal: z.string().describe("Id of the proposal"),
  state: proposalState,
  highRisk: z.boolean(),
  needsSecondPerson: z.boolean(),
  title: z.string(),
  differences: changePreview.shape.fields,
  warnings: z.array(z.string()),
  expiresAt: z.string(),
  result: z
    .object({ record: z.string().nullable(), url: z.string().nullable(), error: z.string().nullable() })
    .nullable(),
  next: z.string(),
});

const NEXT: Readonly<Partial<Record<Proposal["state"], string>>> = {
  pending: "Tell the user that the proposal waits on the page Changes of the console. Do not say that it was done.",
  done: "It was approved and done.",
};

const summary = ({ id, state, risk, fourEyes, preview, expiresAt, result }: Proposal): z.input<typeof proposed> => ({
  proposal: id,
  state,
  highRisk: risk === "high",
  needsSecondPerson: fourEyes,
  title: preview.title,
  differences: preview.fields,
  warnings: preview.warnings,
  expiresAt,
  result: result && {
    record: result.record && `${result.record.model} ${result.record.id}: ${result.record.name}`,
    url: result.record?.url ?? null,
    error: result.error?.message ?? null,
  },
  next: NEXT[state] ?? `The proposal is ${state}.`,
});

/** The generic tools take any values; their form is that of a proposal. */
function checked(change: unknown, why: unknown): ProposeRequest {
  const request = proposeRequest.safeParse({ change, ...(why === undefined ? {} : { reason: why }) });
  if (request.success) return request.data;
  throw new SextantError("bad_usage", `This is no change: ${z.prettifyError(request.error).slice(0, 600)}`);
}

const actionTools = ACTIONS.map((action) =>
  defineTool({
    name: `propose_${action.name}`,
    title: action.title,
    description: action.description + PROMISE,
    input: action.input.extend({ reason }),
    output: proposed,
    effects: KEEPS,
    async handle({ proposals }: ChangesAccess, { reason: why, ...parameters }, { signal }) {
      const change = { kind: "action", action: action.name, parameters };
      return summary(await proposals.propose(checked(change, why), signal));
    },
  }),
);

const model = z.string().max(64).describe('Technical name, e.g. "res.partner"');
const values = z
  .record(z.string(), z.unknown())
  .describe(
    "Field → value: many2one as id, many2many as list of ids, one2many of a new record as list of lines, null to empty",
  );

const createTool = defineTool({
  name: "propose_create",
  title: "Propose a new record",
  description: `Proposes a new record of a model that the policy opens (partners, products, leads, orders as drafts, …).${PROMISE}`,
  input: z.strictObject({ model, values, reason }),
  output: proposed,
  effects: KEEPS,
  handle: async ({ proposals }: ChangesAccess, { reason: why, ...rest }, { signal }) =>
    summary(await proposals.propose(checked({ kind: "create", ...rest }, why), signal)),
});

const writeTool = defineTool({
  name: "propose_write",
  title: "Propose new values of a record",
  description: `Proposes to set fields of one record of a model that the policy opens.${PROMISE}`,
  input: z.strictObject({ model, id: z.number().int().positive(), values, reason }),
  output: proposed,
  effects: KEEPS,
  handle: async ({ proposals }: ChangesAccess, { reason: why, ...rest }, { signal }) =>
    summary(await proposals.propose(checked({ kind: "write", ...rest }, why), signal)),
});

const MOST_ROWS = 50;
const rowOutcome = { row: z.number().int().describe("Place of the row, from 1") };

const rowsTool = defineTool({
  name: "propose_rows",
  title: "Propose records from a table",
  description: `Proposes one change for each row of a table that the person gave: a new record, or with \`id\` new values of an existing one; all of one model, kept as one batch that a person may approve together. Rows that do not fit are named with the reason and not proposed.${PROMISE}`,
  input: z.strictObject({
    model,
    rows: z
      .array(z.strictObject({ id: z.number().int().positive().optional(), values }))
      .min(1)
      .max(MOST_ROWS),
    reason,
  }),
  output: z.object({
    batch: z.string(),
    proposed: z.array(
      z.object({ ...rowOutcome, proposal: z.string(), title: z.string(), warnings: z.array(z.string()) }),
    ),
    refused: z.array(z.object({ ...rowOutcome, why: z.string() })),
    next: z.string(),
  }),
  effects: KEEPS,
  async handle({ proposals }: ChangesAccess, { model: of, rows, reason: why }, { signal }) {
    const batch = `rows-${randomUUID().slice(0, 8)}`;
    const proposed = [];
    const refused = [];
    for (const [at, { id, values: set }] of rows.entries()) {
      const row = at + 1;
      const change =
        id === undefined ? { kind: "create", model: of, values: set } : { kind: "write", model: of, id, values: set };
      try {
        const one = await proposals.propose({ ...checked(change, why), batch }, signal);
        proposed.push({ row, proposal: one.id, title: one.preview.title, warnings: one.preview.warnings });
      } catch (error) {
        // A row that does not fit says nothing of the next one; an Odoo that is away does.
        if (!isSextantError(error) || error.retryable || error.code === "aborted") throw error;
        refused.push({ row, why: error.message });
      }
    }
    return {
      batch,
      proposed,
      refused,
      next: "Tell the user which rows wait on the page Changes of the console, and why the others do not. Do not say that it was done.",
    };
  },
});

const listTool = defineTool({
  name: "list_proposals",
  title: "Proposals and their state",
  description:
    "The newest proposed changes: which wait for a person, which were done, rejected or failed, with a link to the record.",
  input: z.strictObject({ state: proposalState.optional() }),
  output: z.object({ proposals: z.array(proposed) }),
  effects: READS,
  async handle({ proposals, seen }: ChangesAccess, { state }) {
    const all = await proposals.list({ state, limit: MOST_LISTED });
    return { proposals: (seen ? await seen(all) : all).map(summary) };
  },
});

/** Tools that propose changes, and one that looks at them. None of them approves. */
export const CHANGE_TOOLS: readonly Tool<ChangesAccess>[] = [...actionTools, createTool, writeTool, rowsTool, listTool];
