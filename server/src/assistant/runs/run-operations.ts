import { questionRuns, type RunsBudget, runsBy } from "@sextant/contracts";
import { z } from "zod";
import type { Caller } from "../../platform/access/caller.ts";
import type { ModelSettings } from "../../platform/config.ts";
import type { Database } from "../../platform/database/database.ts";
import { type Operation, operation } from "../../platform/http/operation.ts";
import type { BudgetLedger } from "../models/budget.ts";
import { exactDollars } from "../models/prices.ts";
import { takeNotedRuns } from "./noted-runs.ts";
import { readRuns } from "./read-runs.ts";

export interface RunOperationsParts {
  readonly database: Database;
  readonly budget: BudgetLedger;
  /** The account that all people of the caller's Odoo are on. */
  readonly tenantAccount: (caller: Caller) => Promise<string>;
  readonly models: Pick<ModelSettings, "names" | "budgets">;
  /** The data folder, where the command line and MCP note theirs. */
  readonly data: string;
  /** False while nothing was ever kept: then a look does not make a database. */
  readonly mayHaveSome: () => boolean;
}

const DAY_MS = 86_400_000;
const DAYS = 30;
const MOST_DAYS = 400;
const NONE = {
  total: {
    questions: 0,
    answered: 0,
    refused: 0,
    failed: 0,
    requests: 0,
    tools: 0,
    tokens: 0,
    cost: "0",
    unpriced: 0,
    ms: 0,
  },
  rows: [],
  latest: [],
};

/** The route of what questions took. Nobody's questions are in it: those are their askers' alone. */
export function runOperations(parts: RunOperationsParts): readonly Operation[] {
  const { database, data, mayHaveSome, models } = parts;
  return [
    operation({
      method: "get",
      path: "/api/runs",
      summary:
        "What answering questions took, by day, person, agent, model or where it was asked, against the budgets; without their text",
      access: "read-runs",
      query: z.object({
        days: z.coerce
          .number()
          .int()
          .min(1)
          .max(MOST_DAYS)
          .default(DAYS)
          .describe("The last days, today included, in UTC"),
        by: runsBy.default("day"),
      }),
      reply: { schema: questionRuns },
      async handle({ caller, query: { days, by } }) {
        const now = Date.now();
        const from = new Date((Math.floor(now / DAY_MS) - days + 1) * DAY_MS);
        const to = new Date(now + 1);
        await takeNotedRuns(database, data);
        const read = mayHaveSome()
          ? await database.transaction(caller.tenant, (session) => readRuns(session, { from, to }, by))
          : NONE;
        return {
          from: from.toISOString(),
          to: to.toISOString(),
          models: models.names.length > 0,
          ...read,
          budgets: { tenant: await tenantBudget(parts, caller), person: personLimit(models) },
        };
      },
    }),
  ];
}

/** As the ledger of budgets counts it: command line and MCP included, and broken replies at their most. */
async function tenantBudget(
  { budget, tenantAccount, models }: RunOperationsParts,
  caller: Caller,
): Promise<RunsBudget | null> {
  const { tenantTokens, tenantDollars } = models.budgets;
  if (models.names.length === 0 || (tenantTokens === null && tenantDollars === null)) return null;
  const used = await budget.used(await tenantAccount(caller));
  return {
    tokens: tenantTokens === null ? null : { used: used.tokens, limit: tenantTokens },
    cost: tenantDollars === null ? null : { used: exactDollars(used.cost), limit: tenantDollars },
  };
}

function personLimit({ names, budgets: { userTokens, userDollars } }: RunOperationsParts["models"]) {
  const limited = names.length > 0 && (userTokens !== null || userDollars !== null);
  return limited ? { tokens: userTokens, cost: userDollars } : null;
}
