import { beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../platform/database/database.ts";
import { DATABASE_MS, inProcessDatabase } from "../../platform/database/testing/in-process.ts";
import { DatabaseBudget } from "./database-budget.ts";

let database: Database;
beforeAll(async () => {
  database = await inProcessDatabase();
}, DATABASE_MS);

const account = (id: string, tokens?: number, cost?: bigint) => ({
  id,
  limit: { ...(tokens === undefined ? {} : { tokens }), ...(cost === undefined ? {} : { cost }) },
});
const refused = expect.objectContaining({ code: "model_budget" });

describe("the budget in the database", () => {
  it("holds a limit among requests that come at once, and over a restart", async () => {
    const own = account(`user:${crypto.randomUUID()}`, 100);
    const budget = new DatabaseBudget(database);
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, () => budget.setAside([own], { tokens: 30, cost: null })),
    );
    const ids = results.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    expect(ids).toHaveLength(3);
    for (const id of ids) await budget.settle(id, { tokens: 20, cost: 7n });
    const later = new DatabaseBudget(database);
    expect(await later.used(own.id)).toEqual({ tokens: 60, cost: 21n });
    await expect(later.setAside([own], { tokens: 41, cost: null })).rejects.toEqual(refused);
    await later.setAside([own], { tokens: 40, cost: null });
  });

  it("takes nothing from one account when another lacks the means", async () => {
    const [wide, narrow] = [account(`tenant:${crypto.randomUUID()}`, 1000), account(`user:${crypto.randomUUID()}`, 10)];
    const budget = new DatabaseBudget(database);
    await expect(budget.setAside([wide, narrow], { tokens: 50, cost: null })).rejects.toThrow("budget of the user");
    await budget.setAside([wide], { tokens: 1000, cost: null });
  });

  it("begins anew each day, gives back what was never settled, and knows dollars to the last digit", async () => {
    let now = new Date("2026-05-01T23:50:00Z");
    const own = account(`user:${crypto.randomUUID()}`, undefined, 10n ** 24n);
    const budget = new DatabaseBudget(database, () => now);
    await budget.setAside([own], { tokens: 1, cost: 10n ** 24n });
    await expect(budget.setAside([own], { tokens: 1, cost: 1n })).rejects.toEqual(refused);
    await expect(budget.setAside([own], { tokens: 1, cost: null })).rejects.toThrow("prices.yaml");
    now = new Date("2026-05-01T23:59:59Z");
    await expect(budget.setAside([own], { tokens: 1, cost: 1n })).rejects.toEqual(refused);
    now = new Date("2026-05-02T00:00:01Z");
    const id = await budget.setAside([own], { tokens: 1, cost: 10n ** 24n });
    await budget.settle(id, { tokens: 1, cost: 10n ** 24n - 1n });
    expect(await budget.used(own.id)).toEqual({ tokens: 1, cost: 10n ** 24n - 1n });
  });

  it("asks no database where nothing limits", async () => {
    const gone: Database = {
      transaction: () => Promise.reject(new Error("asked")),
      query: () => Promise.reject(new Error("asked")),
      close: async () => undefined,
    };
    const budget = new DatabaseBudget(gone);
    await budget.settle(await budget.setAside([account("user:free")], { tokens: 5, cost: null }), {
      tokens: 5,
      cost: null,
    });
  });
});
