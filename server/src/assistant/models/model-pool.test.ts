import { SextantError } from "@sextant/contracts";
import { describe, expect, it } from "vitest";
import { projectFile } from "../../platform/project-file.ts";
import { type Account, type BudgetLedger, MemoryBudget } from "./budget.ts";
import { readModelName } from "./model-name.ts";
import { ModelPool, type Spent } from "./model-pool.ts";
import { dollars, loadPrices, showCost } from "./prices.ts";
import type { OnSetback } from "./retry.ts";
import { collect, REQUEST } from "./testing/collect.ts";
import { ANTHROPIC, OLLAMA, OPENAI } from "./testing/vendor-protocols.ts";
import { type Answer, cut, failing, streamed, vendorServer } from "./testing/vendor-server.ts";
import type { LanguageModel } from "./types.ts";

const PRICES = loadPrices(projectFile("prompts", "models", "prices.yaml"));
const good = (text: string) => streamed(OPENAI.type, OPENAI.stream({ text: [text] }));
const limited = (seconds?: string) =>
  failing(429, OPENAI.error("rate_limit_exceeded", "slow"), seconds === undefined ? {} : { "retry-after": seconds });
const overloaded = failing(503, OPENAI.error("server_error", "busy"));
const wrongModel = failing(404, OPENAI.error("model_not_found", "no such model"));

interface Run {
  readonly budget?: BudgetLedger;
  readonly accounts?: readonly Account[];
  readonly signal?: AbortSignal;
}

/** A pool without waiting; what it would have waited is written down. */
function poolOf(models: readonly LanguageModel[], { budget = new MemoryBudget(), accounts = [], signal }: Run = {}) {
  const waits: number[] = [];
  const setbacks: string[] = [];
  const spent: Spent[] = [];
  const sleep = async (ms: number) => void waits.push(Math.round(ms));
  const pool = new ModelPool({ models: { strong: models, fast: [] }, prices: PRICES, budget, retry: { sleep } });
  const onSetback: OnSetback = (error, next) => setbacks.push(`${error.code} → ${next.model}`);
  const ask = () =>
    collect(
      pool.stream({
        need: "strong",
        request: REQUEST,
        accounts,
        signal: signal ?? new AbortController().signal,
        onSetback,
        onSpent: (one) => spent.push(one),
      }),
    );
  return { ask, waits, setbacks, spent, pool };
}

describe("a pool of models", () => {
  it.each<[string, Answer[], number[], number]>([
    ["tries again after the time that the server asks for", [limited("3"), good("ok")], [3000], 2],
    ["tries an overloaded server three times", [overloaded, overloaded, good("ok")], [], 3],
  ])("%s", async (_, answers, waits, requests) => {
    await using server = await vendorServer(...answers);
    const run = poolOf([OPENAI.model(server.url)]);
    expect((await run.ask()).text).toBe("ok");
    expect(server.received).toHaveLength(requests);
    if (waits.length > 0) expect(run.waits).toEqual(waits);
    else expect(run.waits[1]).toBeGreaterThan(run.waits[0] ?? Number.POSITIVE_INFINITY);
  });

  it("waits longer each time when the server names no time", async () => {
    await using server = await vendorServer(limited(), limited(), good("ok"));
    const run = poolOf([OPENAI.model(server.url)]);
    expect((await run.ask()).error).toBeNull();
    const [first = 0, second = 0] = run.waits;
    expect(first).toBeGreaterThanOrEqual(375);
    expect(second).toBeGreaterThanOrEqual(750);
  });

  it("goes on to the next model instead of waiting for minutes, and for what will not pass", async () => {
    await using slow = await vendorServer(limited("600"));
    await using other = await vendorServer(wrongModel);
    await using third = await vendorServer(streamed(OLLAMA.type, OLLAMA.stream({ text: ["from the third"] })));
    const run = poolOf([OPENAI.model(slow.url), OPENAI.model(other.url), OLLAMA.model(third.url)]);
    expect((await run.ask()).text).toBe("from the third");
    expect(run.waits).toEqual([]);
    expect(run.setbacks).toEqual(["model_limited → openai/m", "model_unknown → ollama/m"]);
  });

  it("reports the last model's failure when none answers", async () => {
    await using server = await vendorServer(wrongModel);
    const { error } = await poolOf([OPENAI.model(server.url)]).ask();
    expect(error).toMatchObject({ code: "model_unknown", message: expect.stringContaining("no such model") });
    expect((await poolOf([]).ask()).error?.code).toBe("not_configured");
  });

  it("takes an empty answer for a failure", async () => {
    await using server = await vendorServer(good(""), good(" \n"), good("at last"));
    expect((await poolOf([OPENAI.model(server.url)]).ask()).text).toBe("at last");
  });

  it("repeats nothing of which a part was given out", async () => {
    const content = new TextEncoder().encode(OPENAI.stream({ text: ["one ", "two"] }));
    await using server = await vendorServer(cut(OPENAI.type, content, content.length - 500, "destroy"), good("again"));
    const reply = await poolOf([OPENAI.model(server.url)]).ask();
    expect(reply.text).toMatch(/^one /);
    expect(reply.error?.code).toBe("model_reply");
    expect(server.received).toHaveLength(1);
  });

  it("does not sleep through a cancellation", async () => {
    const abort = new AbortController();
    await using server = await vendorServer((response, received) => {
      setTimeout(() => abort.abort(), 20);
      limited("15")(response, received);
    });
    const pool = new ModelPool({
      models: { strong: [OPENAI.model(server.url)], fast: [] },
      prices: PRICES,
      budget: new MemoryBudget(),
    });
    const before = performance.now();
    const { error } = await collect(
      pool.stream({ need: "strong", request: REQUEST, accounts: [], signal: abort.signal }),
    );
    expect(error?.code).toBe("aborted");
    expect(performance.now() - before).toBeLessThan(10_000);
  });

  it("asks the fast models for what needs no more", async () => {
    await using server = await vendorServer(good("fast"));
    const fast = [OPENAI.model(server.url)];
    const pool = new ModelPool({ models: { strong: [], fast }, prices: PRICES, budget: new MemoryBudget() });
    const signal = new AbortController().signal;
    expect((await collect(pool.stream({ need: "fast", request: REQUEST, accounts: [], signal }))).text).toBe("fast");
  });
});

describe("budgets", () => {
  const account = (tokens: number): Account => ({ id: "user:anna", limit: { tokens } });

  it("count what was used, and refuse what would go beyond, in words of the account", async () => {
    await using server = await vendorServer(good("ok"));
    const budget = new MemoryBudget();
    const run = poolOf([OPENAI.model(server.url)], { budget, accounts: [account(900)] });
    expect((await run.ask()).error).toBeNull();
    expect(await budget.used("user:anna")).toEqual({ tokens: 118, cost: 0n });
    for (let n = 0; n < 8; n += 1) await run.ask();
    const { error } = await run.ask();
    expect(error?.code).toBe("model_budget");
    expect(error?.message).toMatch(/^The budget of the user does not allow this: \d+ of 900 tokens are used today/);
    expect((await budget.used("user:anna")).tokens).toBeLessThanOrEqual(900);
  });

  it("are not overrun by requests side by side", async () => {
    const budget = new MemoryBudget();
    const all = await Promise.allSettled(
      Array.from({ length: 50 }, () => budget.setAside([account(1000)], { tokens: 100, cost: null })),
    );
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
  });

  it("begin anew each day, and free what was never settled", async () => {
    let now = new Date("2026-11-27T23:00:00Z");
    const budget = new MemoryBudget(() => now);
    await budget.setAside([account(100)], { tokens: 100, cost: null });
    await expect(budget.setAside([account(100)], { tokens: 1, cost: null })).rejects.toThrow(SextantError);
    now = new Date("2026-11-27T23:30:00Z");
    const id = await budget.setAside([account(100)], { tokens: 100, cost: null });
    await budget.settle(id, { tokens: 90, cost: 5n });
    expect(await budget.used("user:anna")).toEqual({ tokens: 90, cost: 5n });
    now = new Date("2026-11-28T00:01:00Z");
    expect(await budget.used("user:anna")).toEqual({ tokens: 0, cost: 0n });
  });

  it("in dollars refuse a model without a known price", async () => {
    await using server = await vendorServer(good("ok"));
    const accounts = [{ id: "tenant:x", limit: { cost: dollars("5") } }];
    const { error } = await poolOf([OPENAI.model(server.url)], { accounts }).ask();
    expect(error?.message).toContain("the price of this model is not known");
    expect(server.received).toEqual([]);
  });

  it("book the most for a reply that broke off", async () => {
    const content = new TextEncoder().encode(ANTHROPIC.stream({ text: ["one ", "two"] }));
    await using server = await vendorServer(cut(ANTHROPIC.type, content, content.length - 100, "end"));
    const budget = new MemoryBudget();
    expect(
      (await poolOf([ANTHROPIC.model(server.url)], { budget, accounts: [account(10_000)] }).ask()).error,
    ).not.toBeNull();
    expect((await budget.used("user:anna")).tokens).toBeGreaterThan(500);
  });
});

describe("prices", () => {
  const usage = { input: 1_000_000, cacheRead: 1_000_000, cacheWrite: 1_000_000, output: 1_000_000 };
  it.each([
    ["anthropic/claude-sonnet-5-5", "14.6000"],
    ["anthropic/claude-opus-5-5", "29.2000"],
    ["ollama/qwen3:8b", "0.0000"],
  ])("%s: a million of each costs %s", (name, expected) => {
    const cost = PRICES.costOf(readModelName(name), usage);
    expect(cost === null ? null : showCost(cost)).toBe(expected);
  });

  it("are exact to the token, never look free, and are unknown for what is not listed", () => {
    const one = PRICES.costOf(readModelName("anthropic/claude-haiku-5-5"), {
      ...usage,
      input: 1,
      cacheRead: 0,
      cacheWrite: 0,
      output: 0,
    });
    expect([one, one && showCost(one)]).toEqual([100_000n, "0.0001"]);
    expect(PRICES.costOf(readModelName("openai/some-new-model"), usage)).toBeNull();
  });
});
