import { type ErrorCode, isSextantError } from "@sextant/contracts";
import type { Account, Amount, BudgetLedger } from "./budget.ts";
import { showModelName } from "./model-name.ts";
import type { Prices } from "./prices.ts";
import { type OnSetback, type RetryPolicy, streamFirst } from "./retry.ts";
import { type LanguageModel, type ModelEvent, type ModelRequest, tokensOf, type Usage } from "./types.ts";

/** What a task needs of a model: `strong` to think, `fast` to choose among few things. */
export type ModelNeed = "strong" | "fast";

/** What one request took. */
export interface Spent {
  readonly model: string;
  readonly usage: Usage;
  /** In 10⁻¹² dollars; null when the price is not known. */
  readonly cost: bigint | null;
}

export interface ModelPoolOptions {
  /** Models in the order in which they are tried, per need. */
  readonly models: Readonly<Record<ModelNeed, readonly LanguageModel[]>>;
  readonly prices: Prices;
  readonly budget: BudgetLedger;
  readonly retry?: Partial<RetryPolicy>;
}

export interface PoolRequest {
  readonly need: ModelNeed;
  readonly request: ModelRequest;
  readonly accounts: readonly Account[];
  readonly signal: AbortSignal;
  readonly onSetback?: OnSetback;
  readonly onSpent?: (spent: Spent) => void;
}

/** Characters per token are three to five in European languages; counting with three sets enough aside. */
const CHARACTERS_PER_TOKEN = 3;

/** The configured models: chosen by need, retried, replaced by the next, within budgets, and counted. */
export class ModelPool {
  readonly #options: ModelPoolOptions;

  constructor(options: ModelPoolOptions) {
    this.#options = options;
  }

  /** True when at least one model is configured. */
  get available(): boolean {
    return this.#options.models.strong.length > 0;
  }

  /**
   * Streams the reply of the first model that answers.
   *
   * @throws SextantError a `model_…` code, `aborted`.
   */
  async *stream({ need, request, accounts, signal, onSetback, onSpent }: PoolRequest): AsyncGenerator<ModelEvent> {
    const { models, budget, retry } = this.#options;
    const chosen = models[need].length > 0 ? models[need] : models.strong;
    const most = this.#most(chosen, request);
    const hold = await budget.setAside(accounts, most);
    // A reply that broke off was paid for, and nobody says how much: then the most is booked.
    let used: Amount = { tokens: 0, cost: 0n };
    try {
      for await (const event of streamFirst(chosen, request, signal, onSetback, retry)) {
        used = most;
        if (event.type === "stop") {
          const cost = this.#options.prices.costOf(event.model, event.usage);
          used = { tokens: tokensOf(event.usage), cost };
          onSpent?.({ model: showModelName(event.model), usage: event.usage, cost });
        }
        yield event;
      }
    } catch (error) {
      if (isSextantError(error) && PAID_UNSEEN.has(error.code)) used = most;
      throw error;
    } finally {
      await budget.settle(hold, used);
    }
  }

  #most(models: readonly LanguageModel[], request: ModelRequest): Amount {
    const usage = { input: inputTokens(request), cacheRead: 0, cacheWrite: 0, output: request.maxOutputTokens };
    const costs = models.map(({ name }) => this.#options.prices.costOf(name, usage));
    const known = costs.filter((cost) => cost !== null);
    const cost = known.length < costs.length ? null : known.reduce((a, b) => (a > b ? a : b), 0n);
    return { tokens: tokensOf(usage), cost };
  }
}

/** Failures after which the vendor may have worked although nothing arrived. */
const PAID_UNSEEN: ReadonlySet<string> = new Set<ErrorCode>(["model_reply", "model_timeout", "aborted"]);

function inputTokens({ system, turns, tools }: ModelRequest): number {
  return Math.ceil(
    (system.length + JSON.stringify(turns).length + JSON.stringify(tools).length) / CHARACTERS_PER_TOKEN,
  );
}
