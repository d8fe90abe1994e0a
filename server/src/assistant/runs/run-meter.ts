import type { AskResult, ConversationEvent, ErrorBody } from "@sextant/contracts";
import { dollars, exactDollars } from "../models/prices.ts";

/** What one agent took for a question. Cost in dollars; null where the price of a model is not known. */
export interface RunPart {
  readonly agent: string;
  readonly models: readonly string[];
  /** Requests to models, calls of tools. */
  readonly requests: number;
  readonly tools: number;
  readonly tokens: number;
  readonly cost: string | null;
}

/** How a question ended and what it took. Nothing of its text is in it. */
export interface QuestionRun {
  readonly ms: number;
  readonly outcome: "answered" | "refused" | "failed";
  readonly code: string | null;
  readonly parts: readonly RunPart[];
}

interface Counted {
  requests: number;
  tools: number;
  tokens: number;
  cost: bigint | null;
}

const PLANNER: RunPart = { agent: "planner", models: [], requests: 0, tools: 0, tokens: 0, cost: "0" };

/** Counts what a question takes while it is answered: what agents spent before they failed was spent, too. */
export class RunMeter {
  readonly #from: number;
  readonly #now: () => Date;
  readonly #parts = new Map<string, Counted>();

  constructor(now: () => Date) {
    this.#now = now;
    this.#from = now().getTime();
  }

  step({ agent, step }: Extract<ConversationEvent, { type: "step" }>): void {
    const part = this.#parts.get(agent) ?? { requests: 0, tools: 0, tokens: 0, cost: 0n };
    this.#parts.set(agent, part);
    if (step.tokens !== undefined) {
      part.requests += 1;
      part.tokens += step.tokens;
    }
    if (step.ms !== undefined) part.tools += 1;
    if (step.cost !== undefined)
      part.cost = part.cost === null || step.cost === null ? null : part.cost + dollars(step.cost);
  }

  end(last: { readonly result: AskResult } | { readonly error: ErrorBody }): QuestionRun {
    const result = "result" in last ? last.result : null;
    const failure = "error" in last ? last.error : (result?.refused ?? null);
    const modelsOf = (agent: string) => result?.contributors?.find((one) => one.agent === agent)?.models ?? [];
    const parts = [...this.#parts].map(([agent, { cost, ...counted }]) => ({
      agent,
      models: modelsOf(agent),
      ...counted,
      cost: cost === null ? null : exactDollars(cost),
    }));
    // Where no model worded the answer the planner did, whatever agents had tried before.
    const planned = result !== null && result.contributors === undefined;
    return {
      ms: Math.max(0, this.#now().getTime() - this.#from),
      outcome: "error" in last ? "failed" : failure ? "refused" : "answered",
      code: failure?.code ?? null,
      parts: planned || parts.length === 0 ? [...parts, PLANNER] : parts,
    };
  }
}
