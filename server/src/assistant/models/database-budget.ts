import { randomUUID } from "node:crypto";
import { type Database, type Session, tenantOf } from "../../platform/database/database.ts";
import { type Account, type Amount, type BudgetLedger, checkBudget, HOLD_MS, MemoryBudget } from "./budget.ts";

/** The names of accounts hold the tenant that they belong to; the rows of all of them are the server's own. */
const OWN = tenantOf({ url: "http://models.invalid", database: "use" });

/**
 * The ledger in the database: what was used today outlives the process, and several processes keep one limit together. Accounts without any limit
 * are counted in memory only, so that nobody waits for a database that decides nothing.
 */
export class DatabaseBudget implements BudgetLedger {
  readonly #database: Database;
  readonly #now: () => Date;
  readonly #free: MemoryBudget;
  /** Ids of what was set aside in memory. */
  readonly #inMemory = new Set<string>();

  constructor(database: Database, now: () => Date = () => new Date()) {
    this.#database = database;
    this.#now = now;
    this.#free = new MemoryBudget(now);
  }

  /** @throws SextantError `model_budget`, `database_unavailable`. */
  async setAside(accounts: readonly Account[], most: Amount): Promise<string> {
    if (!accounts.some(({ limit }) => limit.tokens !== undefined || limit.cost !== undefined)) {
      const id = await this.#free.setAside(accounts, most);
      this.#inMemory.add(id);
      return id;
    }
    const id = randomUUID();
    const now = this.#now();
    await this.#database.transaction(OWN, async (session) => {
      // Whoever asks for the same accounts waits until this is decided.
      for (const { id: account } of [...accounts].sort((a, b) => (a.id < b.id ? -1 : 1)))
        await session.query("select pg_advisory_xact_lock(hashtext($1))", [account]);
      await session.query("delete from model_hold where until <= $1", [now]);
      for (const account of accounts) checkBudget(account, most, await standing(session, account.id, now));
      for (const account of accounts)
        await session.query(
          "insert into model_hold (id, account, tokens, cost, until) values ($1, $2, $3::bigint, $4::numeric, $5)",
          [id, account.id, String(most.tokens), most.cost?.toString() ?? null, new Date(now.getTime() + HOLD_MS)],
        );
    });
    return id;
  }

  async settle(id: string, used: Amount): Promise<void> {
    if (this.#inMemory.delete(id)) return this.#free.settle(id, used);
    await this.#database.query(
      OWN,
      "with held as (delete from model_hold where id = $1 returning account) " +
        "insert into model_use (account, day, tokens, cost) select account, $2::date, $3::bigint, $4::numeric from held " +
        "on conflict (tenant, account, day) do update set tokens = model_use.tokens + excluded.tokens, cost = model_use.cost + excluded.cost",
      [id, dayOf(this.#now()), String(used.tokens), (used.cost ?? 0n).toString()],
    );
  }

  async used(accountId: string): Promise<{ readonly tokens: number; readonly cost: bigint }> {
    return this.#database.transaction(OWN, async (session) => (await standing(session, accountId, this.#now())).used);
  }
}

/** What an account has used today, and what requests under way may still take. */
async function standing(session: Session, account: string, now: Date) {
  const [use] = await session.query(
    "select tokens::text, cost::text from model_use where account = $1 and day = $2::date",
    [account, dayOf(now)],
  );
  const [held] = await session.query(
    "select coalesce(sum(tokens), 0)::text as tokens, coalesce(sum(cost), 0)::text as cost from model_hold where account = $1",
    [account],
  );
  return { used: amountOf(use), held: amountOf(held) };
}

const amountOf = (row: { readonly tokens?: unknown; readonly cost?: unknown } | undefined) => ({
  tokens: Number(row?.tokens ?? 0),
  cost: BigInt(String(row?.cost ?? 0)),
});

/** Budgets turn with the day in UTC. */
const dayOf = (now: Date) => now.toISOString().slice(0, 10);
