import type { LedgerSource } from "@sextant/ledger";
import {
  type Account,
  type Agents,
  type AskAgents,
  BOOKS_AGENT_TOOLS,
  type DailyLimit,
  dollars,
  loadAgents,
  loadPrices,
  MemoryBudget,
  ModelPool,
  openModels,
  toolRegistry,
} from "./assistant/index.ts";
import type { Config } from "./platform/config.ts";
import { projectFile } from "./platform/project-file.ts";

/** Models, agents and their tools, ready for any books. */
export interface Assistant extends Omit<AskAgents, "accounts" | "drill" | "history"> {
  readonly limits: { readonly user: DailyLimit; readonly tenant: DailyLimit };
}

/** The tools that agents can be given. */
const TOOLS = toolRegistry(BOOKS_AGENT_TOOLS);

/** @throws SextantError `not_configured` naming all that is wrong with the agents' files. */
export const openAgents = (): Agents => loadAgents(projectFile("prompts", "agents"), new Set(TOOLS.keys()));

/**
 * What answering with models needs; null when none is configured. The agents' files are checked either way.
 *
 * @throws SextantError `not_configured`.
 */
export function openAssistant({ models }: Config): Assistant | null {
  const agents = openAgents();
  const opened = openModels(models);
  if (opened.strong.length === 0) return null;
  const prices = loadPrices(projectFile("prompts", "models", "prices.yaml"));
  const { userTokens, userDollars, tenantTokens, tenantDollars } = models.budgets;
  return {
    agents,
    tools: TOOLS,
    pool: new ModelPool({ models: opened, prices, budget: new MemoryBudget() }),
    limits: { user: limitOf(userTokens, userDollars), tenant: limitOf(tenantTokens, tenantDollars) },
  };
}

/** On whose budgets a question on these books goes: all of them, and the user whose rights are used. */
export function accountsOf(
  { origin, readAs }: Pick<LedgerSource, "origin" | "readAs">,
  limits: Assistant["limits"],
): Account[] {
  return [
    { id: `tenant:${origin}`, limit: limits.tenant },
    { id: `user:${readAs}@${origin}`, limit: limits.user },
  ];
}

const limitOf = (tokens: number | null, cost: string | null): DailyLimit => ({
  ...(tokens === null ? {} : { tokens }),
  ...(cost === null ? {} : { cost: dollars(cost) }),
});
