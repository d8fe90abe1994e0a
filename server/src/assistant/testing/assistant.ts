import { readdirSync, readFileSync } from "node:fs";
import type { ReportResult } from "@sextant/contracts";
import { projectFile } from "../../platform/project-file.ts";
import type { AskAgents } from "../agents/ask-agents.ts";
import { loadAgents } from "../agents/load-agents.ts";
import { MemoryBudget } from "../models/budget.ts";
import { ModelPool } from "../models/model-pool.ts";
import { loadPrices } from "../models/prices.ts";
import type { LanguageModel } from "../models/types.ts";
import type { AskDependencies } from "../plan-answer.ts";
import { BOOKS_AGENT_TOOLS, toolRegistry } from "../tools/tool-registry.ts";
import { CONTEXT } from "./books.ts";
import { AGED_RECEIVABLE, balanceSheet, OPEN_RECEIVABLE, profitAndLoss } from "./results.ts";

const TOOLS = toolRegistry(BOOKS_AGENT_TOOLS);
const PRICES = loadPrices(projectFile("prompts", "models", "prices.yaml"));
/** Tools that agents name and other slices offer are taken for granted; their agents have no part here. */
const named = readdirSync(projectFile("prompts", "agents")).flatMap((name) => [
  ...readFileSync(projectFile("prompts", "agents", name), "utf8").matchAll(
    /\b(?:propose_[a-z_]+|list_proposals|find_symbol|model_card|resolve_xmlid|combined_view|references|check)\b/g,
  ),
]);
export const AGENTS = loadAgents(
  projectFile("prompts", "agents"),
  new Set([...TOOLS.keys(), ...named.map(([name]) => name)]),
);

/** Models as scripted, the agents and tools that ship, and books made by hand. */
export function assistantWith(models: readonly LanguageModel[], rest: Partial<AskAgents> = {}): AskAgents {
  const sleep = async () => undefined;
  return {
    agents: AGENTS,
    tools: TOOLS,
    pool: new ModelPool({
      models: { strong: models, fast: [] },
      prices: PRICES,
      budget: new MemoryBudget(),
      retry: { sleep },
    }),
    accounts: [],
    drill: async () => ({
      items: [],
      next: null,
      link: null,
      proof: { count: 2, total: "1234.50", hash: "h", matches: true },
    }),
    ...rest,
  };
}

const RESULTS: Readonly<Record<string, ReportResult>> = {
  "aged-receivable": { ...AGED_RECEIVABLE, asOf: "2026-03-31" },
  "open-receivable": { ...OPEN_RECEIVABLE, asOf: "2026-03-31" },
  "balance-sheet": { ...balanceSheet("777.00"), asOf: "2026-03-31" },
  "profit-and-loss": {
    ...profitAndLoss(["500.00", "0.00", "0.00", "0.00", "0.00", "0.00", "0.00", "100.00"]),
    from: "2026-01-01",
    to: "2026-03-31",
  },
};

/** What a question is asked of; `change` alters what reports give. */
export function booksWith(change: (result: ReportResult) => ReportResult = (same) => same): AskDependencies {
  return {
    context: CONTEXT,
    runReport: async (name) => {
      const found = RESULTS[name];
      if (!found) throw new Error(`no report ${name}`);
      return change(found);
    },
  };
}

/** Gives the question to these agents, as the supervisor's model does. */
export const assign = (...names: readonly string[]) => ({
  calls: [["assign", { agents: names.map((name) => ({ name, task: `as ${name}` })) }] as const],
});
