import { isSextantError, SextantError } from "@sextant/contracts";
import { z } from "zod";
import type { Account } from "../models/budget.ts";
import type { ModelPool, Spent } from "../models/model-pool.ts";
import type { Turn } from "../models/types.ts";
import type { Agents } from "./load-agents.ts";
import type { Agent, Exchange } from "./types.ts";

/** Agents that may work on one question. */
const MOST_AGENTS = 3;
const MAX_OUTPUT_TOKENS = 4000;
/** Of a task that a model words; an agent that proposes changes gets the person's own words instead. */
const LONGEST_TASK = 2000;

export interface Assignment {
  readonly agent: Agent;
  readonly task: string;
}

export interface RouteOptions extends Agents {
  readonly question: string;
  readonly history: readonly Exchange[];
  readonly pool: ModelPool;
  readonly accounts: readonly Account[];
  readonly signal: AbortSignal;
  readonly onSpent: (spent: Spent) => void;
}

const assigned = z.object({
  agents: z
    .array(
      z.object({
        name: z.string(),
        task: z
          .string()
          .trim()
          .min(1)
          .transform((task) => task.slice(0, LONGEST_TASK)),
      }),
    )
    .min(1)
    .max(MOST_AGENTS),
});

/**
 * Which agents work on a question, and on what. A model chooses among the names; a reply that names nobody known leaves the question to the
 * first agent as it was asked.
 *
 * @throws SextantError when no model answers.
 */
export async function routeQuestion(options: RouteOptions): Promise<readonly Assignment[]> {
  const { agents, supervisor, question, history, pool, accounts, signal, onSpent } = options;
  const [first] = agents;
  if (first === undefined) throw new SextantError("not_configured", "There is no agent.");
  if (agents.length === 1) return [{ agent: first, task: question }];
  const turns: Turn[] = [
    ...history.flatMap(({ question: asked, answer }): Turn[] => [
      { role: "user", text: asked },
      { role: "assistant", text: answer, calls: [] },
    ]),
    { role: "user", text: question },
  ];
  const request = {
    system: systemOf(supervisor, agents),
    turns,
    tools: [offerOf(agents)],
    maxOutputTokens: MAX_OUTPUT_TOKENS,
  };
  const chosen = new Map<string, Assignment>();
  try {
    for await (const event of pool.stream({ need: "fast", request, accounts, signal, onSpent })) {
      if (event.type !== "tool-call" || event.call.name !== "assign") continue;
      const parsed = assigned.safeParse(event.call.input);
      for (const { name, task } of parsed.data?.agents ?? []) {
        const agent = agents.find((one) => one.name === name);
        if (agent && !chosen.has(name)) chosen.set(name, { agent, task });
      }
    }
  } catch (error) {
    // An answer that is empty or cannot be read is no reason to give up: the agent itself may fare better.
    if (!isSextantError(error) || error.code !== "model_reply") throw error;
  }
  return chosen.size > 0 ? [...chosen.values()].slice(0, MOST_AGENTS) : [{ agent: first, task: question }];
}

function systemOf(supervisor: string, agents: readonly Agent[]): string {
  const list = agents.map(
    ({ name, purpose, examples }) => `- ${name}: ${purpose} E.g. ${examples.map((one) => `"${one}"`).join(", ")}`,
  );
  return `${supervisor}\n\nAgents:\n${list.join("\n")}`;
}

const offerOf = (agents: readonly Agent[]) => ({
  name: "assign",
  description: "Gives the question to agents.",
  input: z.toJSONSchema(
    z.object({
      agents: z
        .array(z.object({ name: z.enum(agents.map(({ name }) => name)), task: z.string() }))
        .min(1)
        .max(MOST_AGENTS),
    }),
  ),
});
