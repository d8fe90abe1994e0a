import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AskResult, RunsBy } from "@sextant/contracts";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { type Database, tenantOf } from "../../platform/database/database.ts";
import { DATABASE_MS, inProcessDatabase } from "../../platform/database/testing/in-process.ts";
import { answerNotUnderstood } from "../answers/refusal.ts";
import { Conversations } from "../conversations/conversations.ts";
import { CALLER } from "../conversations/testing/people.ts";
import type { AskFunction } from "../conversations/types.ts";
import { MemoryBudget } from "../models/budget.ts";
import { countQuestion } from "./count-question.ts";
import { keepRun, noteRun, takeNotedRuns } from "./noted-runs.ts";
import { readRuns } from "./read-runs.ts";
import type { QuestionRun } from "./run-meter.ts";
import { runOperations } from "./run-operations.ts";

const tenant = tenantOf({ url: "https://runs.example.com", database: "prod" });
const other = tenantOf({ url: "https://runs.example.com", database: "other" });
const SECRET = "What does the director earn?";
const within = { from: new Date("2026-11-01"), to: new Date("2026-12-01") };

const unknown = answerNotUnderstood("?", {
  kind: "not-understood",
  reason: "no-match",
  message: "No.",
  unexplained: [],
  suggestions: [],
});
const { refused: _refused, ...rest } = unknown;
const answered: AskResult = { ...rest, understood: true, refused: null };
const contributor = (agent: string, models: string[]) => ({
  agent,
  title: agent,
  end: "answered" as const,
  sentences: { shown: 1, dropped: 0 },
  models,
  tokens: 0,
  cost: "0",
  steps: [],
});

/** Answers each question as it says itself. */
const ask: AskFunction = async (question, { onEvent }) => {
  const step = (agent: string, tokens: number, cost: string | null) =>
    onEvent({ type: "step", agent, title: agent, step: { at: 0, what: "asked", tokens, cost } });
  if (question.startsWith("agents")) {
    step("accountant", 1000, "0.0100");
    onEvent({ type: "step", agent: "accountant", title: "", step: { at: 1, what: "report", ms: 5, ok: true } });
    step("clerk", 500, "0.0050");
    return { ...answered, contributors: [contributor("accountant", ["openai/a"]), contributor("clerk", ["openai/b"])] };
  }
  if (question.startsWith("fails")) {
    step("accountant", 300, "0.0030");
    throw new Error("broken");
  }
  if (question.startsWith("unpriced")) {
    step("accountant", 10, null);
    return { ...answered, contributors: [contributor("accountant", ["ollama/c"])] };
  }
  return question === SECRET ? unknown : answered;
};

let database: Database;
beforeAll(async () => {
  database = await inProcessDatabase();
  let clock = Date.parse("2026-11-27T23:59:00Z");
  const tick = () => {
    clock += 1000;
    return new Date(clock);
  };
  const store = new Conversations({ ask, database, patienceMs: 1, now: tick });
  const say = async (user: string, question: string) => {
    const owner = { tenant, user, name: user };
    await (await store.ask(owner, store.open(owner), question, { caller: CALLER })).finished;
  };
  for (const question of ["agents one", "agents two", SECRET]) await say("2", question);
  clock = Date.parse("2026-11-28T09:00:00Z");
  for (const question of ["fails", "plain", "unpriced"]) await say("7", question);
  await store.close();
  await database.query(
    tenant,
    "insert into person (user_id, login, lang, tz, role, groups_hash, created_at, seen_at) values (2, 'ann', 'en_US', 'UTC', 'member', '', now(), now())",
  );
}, DATABASE_MS);

const read = (by: RunsBy, as = tenant) => database.transaction(as, (session) => readRuns(session, within, by));

describe("what questions took", () => {
  it("is added up once each, by day, person, agent and model", async () => {
    const { total, rows, latest } = await read("day");
    expect(total).toMatchObject({ questions: 6, answered: 4, refused: 1, failed: 1, requests: 6, tools: 2 });
    // 2 × (1000 + 500) + 300 + 10; what failed was spent, and what has no price is none.
    expect([total.tokens, total.cost, total.unpriced]).toEqual([3310, "0.033", 1]);
    expect(rows.map(({ key, questions, tokens }) => [key, questions, tokens])).toEqual([
      ["2026-11-28", 3, 310],
      ["2026-11-27", 3, 3000],
    ]);
    expect(rows.reduce((sum, { ms }) => sum + ms, 0)).toBe(total.ms);
    const shown = async (by: "person" | "agent" | "model") =>
      (await read(by)).rows.map(({ label, questions, cost }) => [label, questions, cost]);
    expect(await shown("person")).toEqual([
      ["ann", 3, "0.03"],
      ["somebody forgotten", 3, "0.003"],
    ]);
    expect(await shown("agent")).toEqual([
      ["accountant", 4, "0.023"],
      ["clerk", 2, "0.01"],
      ["planner", 2, "0"],
    ]);
    expect(await shown("model")).toEqual([
      ["openai/a", 2, "0.02"],
      ["openai/b", 2, "0.01"],
      ["none", 3, "0.003"],
      ["ollama/c", 1, "0"],
    ]);
    expect(latest[0]).toMatchObject({
      who: "somebody forgotten",
      outcome: "answered",
      models: ["ollama/c"],
      cost: null,
    });
    expect(latest.at(-1)).toMatchObject({ who: "ann", agents: ["accountant", "clerk"], tokens: 1500, cost: "0.015" });
  });

  it("holds no text of a question, and nothing of another tenant", async () => {
    const dump = JSON.stringify([await read("day"), await database.query(tenant, "select * from question_run")]);
    expect(dump).not.toContain("director");
    expect((await read("day", other)).total.questions).toBe(0);
  });

  it("counts what was asked outside of conversations: by whom and from where, once, however it ended", async () => {
    const data = mkdtempSync(join(tmpdir(), "sextant-runs-"));
    onTestFinished(() => rmSync(data, { recursive: true }));
    const elsewhere = tenantOf({ url: "https://runs.example.com", database: "elsewhere" });
    const at = new Date("2026-11-28T10:00:00Z");
    const note = (from: "mcp" | "command line") => (run: QuestionRun) =>
      noteRun(data, { tenant: elsewhere, person: "0", from, at, run });
    const spent = {
      type: "step",
      agent: "accountant",
      title: "",
      step: { at: 0, what: "", tokens: 90, cost: "0.02" },
    } as const;
    const agents = { ...answered, contributors: [contributor("accountant", ["openai/a"])] };
    await countQuestion(async (onStep) => {
      onStep(spent);
      return agents;
    }, note("command line"));
    await countQuestion(async () => unknown, note("mcp"));
    await expect(countQuestion(() => Promise.reject(new Error("broken")), note("mcp"))).rejects.toThrow("broken");
    const scheduled = (run: QuestionRun) =>
      database.transaction(elsewhere, async (session) => {
        const asked = { id: "one", tenant: elsewhere, person: "2", from: "schedule", at, run } as const;
        await keepRun(session, asked);
        await keepRun(session, asked);
      });
    await countQuestion(async () => answered, scheduled);
    // What cannot be kept does not fail the question.
    expect(
      await countQuestion(
        async () => answered,
        () => Promise.reject(new Error("full")),
      ),
    ).toBe(answered);
    writeFileSync(join(data, "runs", "broken.json"), "{");
    await takeNotedRuns(database, data);
    expect(readdirSync(join(data, "runs"))).toEqual([]);
    await takeNotedRuns(database, data);
    const { rows, latest } = await read("place", elsewhere);
    expect(
      rows.map(({ key, questions, answered: good, tokens, cost }) => [key, questions, good, tokens, cost]),
    ).toEqual([
      ["command line", 1, 1, 90, "0.02"],
      ["mcp", 2, 0, 0, "0"],
      ["schedule", 1, 1, 0, "0"],
    ]);
    expect(new Set(latest.map(({ who, from }) => `${who}: ${from}`))).toEqual(
      new Set([
        "the person at this machine: command line",
        "the person at this machine: mcp",
        "somebody forgotten: schedule",
      ]),
    );
  });

  it("is read against the budgets that are set", async () => {
    const budget = new MemoryBudget();
    await budget.settle(await budget.setAside([{ id: "tenant:here", limit: {} }], { tokens: 1, cost: 0n }), {
      tokens: 70,
      cost: 10n ** 10n,
    });
    const none = { userTokens: null, userDollars: null, tenantTokens: null, tenantDollars: null };
    const asked = async (names: string[], budgets = none) => {
      const [route] = runOperations({
        database,
        budget,
        tenantAccount: async () => "tenant:here",
        models: { names, budgets },
        data: join(tmpdir(), "sextant-no-runs"),
        mayHaveSome: () => true,
      });
      const call = { caller: { ...CALLER, tenant }, query: { days: 1, by: "day" }, params: {}, body: undefined };
      return (await route?.handle(call as never)) as { models: boolean; budgets: unknown };
    };
    expect(await asked([])).toMatchObject({ models: false, budgets: { tenant: null, person: null } });
    expect(await asked(["openai/a"], { ...none, tenantTokens: 100, tenantDollars: "2.50" } as never)).toMatchObject({
      models: true,
      budgets: {
        tenant: { tokens: { used: 70, limit: 100 }, cost: { used: "0.01", limit: "2.50" } },
        person: null,
      },
    });
  });
});
