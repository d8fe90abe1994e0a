import { z } from "zod";

/** What questions took together. Cost in dollars, exact; `unpriced`: questions whose cost is not known, which it does not hold. */
const taken = z.object({
  questions: z.number().int(),
  answered: z.number().int(),
  /** Not understood, or not allowed. */
  refused: z.number().int(),
  /** Cancelled or interrupted ones too. */
  failed: z.number().int(),
  requests: z.number().int(),
  tools: z.number().int(),
  tokens: z.number().int(),
  cost: z.string(),
  unpriced: z.number().int(),
  /** Milliseconds of all of them. */
  ms: z.number().int(),
});
export type RunsTaken = z.infer<typeof taken>;

/** Where a question was asked: on a page of the console or of Odoo, by a schedule, on the command line, by an MCP client. */
export const askedFrom = z.enum(["page", "schedule", "command line", "mcp"]);
export type AskedFrom = z.infer<typeof askedFrom>;

/** By what runs are added up. A question of several agents or models stands in the row of each. */
export const runsBy = z.enum(["day", "person", "agent", "model", "place"]);
export type RunsBy = z.infer<typeof runsBy>;

/** A daily limit of the configuration, and what is used of it today, in UTC. Dollars as decimal texts; null: no limit. */
const budget = z.object({
  tokens: z.object({ used: z.number().int(), limit: z.number().int() }).nullable(),
  cost: z.object({ used: z.string(), limit: z.string() }).nullable(),
});
export type RunsBudget = z.infer<typeof budget>;

/** What answering questions took: without the text of any question or answer. */
export const questionRuns = z.object({
  from: z.string(),
  to: z.string(),
  /** Whether a model is configured at all; without one the planner answers, which costs nothing. */
  models: z.boolean(),
  total: taken,
  rows: z.array(taken.extend({ key: z.string(), label: z.string() })),
  budgets: z.object({
    /** All people of this Odoo together; null: no limit is set. */
    tenant: budget.nullable(),
    /** Each person's limit alone; what he used stands in his row. */
    person: z.object({ tokens: z.number().int().nullable(), cost: z.string().nullable() }).nullable(),
  }),
  latest: z.array(
    z.object({
      at: z.string(),
      who: z.string(),
      from: askedFrom,
      outcome: z.enum(["answered", "refused", "failed"]),
      code: z.string().nullable(),
      agents: z.array(z.string()),
      models: z.array(z.string()),
      tokens: z.number().int(),
      cost: z.string().nullable(),
      ms: z.number().int(),
    }),
  ),
});
export type QuestionRuns = z.infer<typeof questionRuns>;
