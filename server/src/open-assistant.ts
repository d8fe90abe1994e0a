import type { LedgerSource } from "@sextant/ledger";
import { INDEX_TOOL_NAMES } from "@sextant/odoo-workspace/tool-names";
import { z } from "zod";
import {
  type Account,
  type Agents,
  type AskAgents,
  BOOKS_AGENT_TOOLS,
  type BudgetLedger,
  type DailyLimit,
  dollars,
  forAgents,
  type KeepFacts,
  keepCode,
  loadAgents,
  loadPrices,
  MemoryBudget,
  ModelPool,
  openModels,
  toolRegistry,
} from "./assistant/index.ts";
import { CHANGE_TOOLS, type ChangesAccess, type Proposals } from "./changes/index.ts";
import type { Config } from "./platform/config.ts";
import { projectFile } from "./platform/project-file.ts";
import { loadSemantics, type Semantics } from "./semantics/index.ts";
import type { SourceCode } from "./source-code.ts";

/** Models, agents and their tools, ready for any books. */
export interface Assistant extends Omit<AskAgents, "accounts" | "drill" | "records" | "history"> {
  /** The semantic layer over records. */
  readonly semantics: Semantics;
  readonly code: SourceCode | null;
  readonly limits: { readonly user: DailyLimit; readonly tenant: DailyLimit };
}

/** Names of all tools that agents can be given; which of them there are depends on the configuration. */
const KNOWN: ReadonlySet<string> = new Set([
  ...[...BOOKS_AGENT_TOOLS, ...CHANGE_TOOLS].map(({ name }) => name),
  ...INDEX_TOOL_NAMES,
]);

/** @throws SextantError `not_configured` naming all that is wrong with the agents' files. */
export const openAgents = (): Agents => loadAgents(projectFile("prompts", "agents"), KNOWN);

/**
 * What answering with models needs; null when none is configured, and then no file is read.
 *
 * @param proposals Where agents may propose changes; null: no agent can.
 * @param code Source code that agents may look into; null: none.
 * @param budget Where the use of models is counted; default: in memory, for one question.
 * @throws SextantError `not_configured`.
 */
export function openAssistant(
  { models }: Config,
  proposals: Proposals | null = null,
  budget: BudgetLedger = new MemoryBudget(),
  code: SourceCode | null = null,
): Assistant | null {
  const opened = openModels(models);
  if (opened.strong.length === 0) return null;
  const agents = openAgents();
  const semantics = loadSemantics(projectFile("prompts", "semantics"));
  const prices = loadPrices(projectFile("prompts", "models", "prices.yaml"));
  const { userTokens, userDollars, tenantTokens, tenantDollars } = models.budgets;
  return {
    agents,
    semantics,
    tools: agentToolsWith(proposals && { proposals }, code),
    code,
    pool: new ModelPool({ models: opened, prices, budget }),
    limits: { user: limitOf(userTokens, userDollars), tenant: limitOf(tenantTokens, tenantDollars) },
  };
}

/** What agents can call: the books, proposals where there are some, source code where some is configured. */
export const agentToolsWith = (changes: ChangesAccess | null, code: SourceCode | null) =>
  toolRegistry([
    ...BOOKS_AGENT_TOOLS,
    ...(code ? code.tools.map((tool) => forAgents(tool, () => code.addons, keepCode)) : []),
    ...(changes ? CHANGE_TOOLS.map((tool) => forAgents(tool, () => changes, keepProposal)) : []),
  ]);

/** The same models and budgets for another person: what agents propose for him, they propose as him. */
export const assistantWith = (assistant: Assistant, changes: ChangesAccess): Assistant => ({
  ...assistant,
  tools: agentToolsWith(changes, assistant.code),
});

const shown = z.object({ proposal: z.string(), title: z.string(), expiresAt: z.string() });

const shownRows = z.object({
  proposed: z.array(z.object({ row: z.number(), proposal: z.string(), title: z.string() })),
  refused: z.array(z.object({ row: z.number() })),
});

/** Of a proposal an answer may state its title and when it expires; the difference is for the page Changes. Of many: their titles, and how many there are. */
const keepProposal: KeepFacts = (result, evidence, ref) => {
  const rows = shownRows.safeParse(result);
  if (rows.success) {
    for (const { row, proposal, title } of rows.data.proposed) {
      evidence.addProposal(proposal);
      evidence.add({ ref: `${ref}.row${row}.title`, kind: "name", text: title });
    }
    for (const cell of ["proposed", "refused"] as const)
      evidence.addCount(`${ref}.${cell}`, rows.data[cell].length, cell);
    return;
  }
  const { success, data } = shown.safeParse(result);
  if (!success) return;
  evidence.addProposal(data.proposal);
  evidence.add({ ref: `${ref}.title`, kind: "name", text: data.title });
  evidence.add({ ref: `${ref}.expires`, kind: "date", date: data.expiresAt.slice(0, 10) });
};

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
