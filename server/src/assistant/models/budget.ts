import { randomUUID } from "node:crypto";
import { SextantError } from "@sextant/contracts";
import { showCost } from "./prices.ts";

/** What may be used in a day. Absent: no limit. */
export interface DailyLimit {
  readonly tokens?: number;
  /** In 10⁻¹² dollars. */
  readonly cost?: bigint;
}

/** On whose account a request goes, from the widest to the narrowest, e.g. `tenant:…`, `user:…`. */
export interface Account {
  readonly id: string;
  readonly limit: DailyLimit;
}

export interface Amount {
  readonly tokens: number;
  /** Null: not known. */
  readonly cost: bigint | null;
}

/**
 * What has been used today, per account. Before a request its most is set aside on all accounts at once; afterwards what it really took is
 * booked in its place. Parallel requests can therefore not overrun a limit together.
 */
export interface BudgetLedger {
  /**
   * @returns an id to settle by.
   * @throws SextantError `model_budget`, naming the account that lacks the means.
   */
  setAside(accounts: readonly Account[], most: Amount): Promise<string>;
  /** Books what was used. Amounts set aside and never settled fall back after a while. */
  settle(id: string, used: Amount): Promise<void>;
  used(accountId: string): Promise<{ readonly tokens: number; readonly cost: bigint }>;
}

/** What was set aside and never settled falls back after so long. */
export const HOLD_MS = 10 * 60_000;

interface Hold {
  readonly accounts: readonly Account[];
  readonly most: Amount;
  readonly until: number;
}

/** The ledger in memory: it begins anew with the process, and each day in UTC. */
export class MemoryBudget implements BudgetLedger {
  readonly #now: () => Date;
  #day = "";
  readonly #used = new Map<string, { tokens: number; cost: bigint }>();
  readonly #holds = new Map<string, Hold>();

  constructor(now: () => Date = () => new Date()) {
    this.#now = now;
  }

  async setAside(accounts: readonly Account[], most: Amount): Promise<string> {
    this.#turn();
    for (const account of accounts) this.#check(account, most);
    const id = randomUUID();
    this.#holds.set(id, { accounts, most, until: this.#now().getTime() + HOLD_MS });
    return id;
  }

  async settle(id: string, used: Amount): Promise<void> {
    this.#turn();
    const hold = this.#holds.get(id);
    if (!hold) return;
    this.#holds.delete(id);
    for (const account of hold.accounts) {
      const before = this.#used.get(account.id) ?? { tokens: 0, cost: 0n };
      this.#used.set(account.id, { tokens: before.tokens + used.tokens, cost: before.cost + (used.cost ?? 0n) });
    }
  }

  async used(accountId: string): Promise<{ readonly tokens: number; readonly cost: bigint }> {
    this.#turn();
    return this.#used.get(accountId) ?? { tokens: 0, cost: 0n };
  }

  #turn(): void {
    const now = this.#now();
    const day = now.toISOString().slice(0, 10);
    if (day !== this.#day) this.#used.clear();
    this.#day = day;
    for (const [id, { until }] of this.#holds) if (until <= now.getTime()) this.#holds.delete(id);
  }

  #check(account: Account, most: Amount): void {
    const used = this.#used.get(account.id) ?? { tokens: 0, cost: 0n };
    const held = [...this.#holds.values()].filter(({ accounts }) => accounts.some(({ id }) => id === account.id));
    checkBudget(account, most, {
      used,
      held: {
        tokens: held.reduce((sum, hold) => sum + hold.most.tokens, 0),
        cost: held.reduce((sum, hold) => sum + (hold.most.cost ?? 0n), 0n),
      },
    });
  }
}

interface Sum {
  readonly tokens: number;
  readonly cost: bigint;
}

/**
 * Whether an account has the means for a request, on top of what is used and set aside.
 *
 * @throws SextantError `model_budget`.
 */
export function checkBudget(
  { id, limit }: Account,
  most: Amount,
  { used, held }: { readonly used: Sum; readonly held: Sum },
): void {
  if (limit.tokens !== undefined && used.tokens + held.tokens + most.tokens > limit.tokens)
    throw refusal(
      id,
      `${used.tokens} of ${limit.tokens} tokens are used today, and this request may take ${most.tokens}`,
    );
  if (limit.cost === undefined) return;
  if (most.cost === null)
    throw refusal(id, "it is in dollars, and the price of this model is not known: add it to prices.yaml");
  if (used.cost + held.cost + most.cost > limit.cost)
    throw refusal(
      id,
      `${showCost(used.cost)} of ${showCost(limit.cost)} USD are used today, and this request may take ${showCost(most.cost)}`,
    );
}

const refusal = (id: string, why: string) =>
  new SextantError("model_budget", `The budget of the ${id.split(":")[0]} does not allow this: ${why}.`);
