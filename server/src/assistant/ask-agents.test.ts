import { defineTool, SextantError } from "@sextant/contracts";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { ask } from "./ask.ts";
import type { AskEvent } from "./plan-answer.ts";
import { AGENTS, assign, assistantWith, booksWith } from "./testing/assistant.ts";
import { CONTEXT } from "./testing/books.ts";
import { type ScriptedModel, type ScriptedReply, scriptedModel } from "./testing/scripted-model.ts";
import { BOOKS_AGENT_TOOLS, forAgents, toolRegistry } from "./tools/tool-registry.ts";

const REPORT = { calls: [["report", { report: "aged-receivable" }] as const] };

/** Replies in order, whichever agent asks; the supervisor is asked first. */
const inOrder = (...replies: readonly ScriptedReply[]) =>
  scriptedModel((_, turn) => replies[Math.min(turn, replies.length) - 1] ?? "");

const isSupervisor = ({ tools }: { readonly tools: readonly { readonly name: string }[] }) =>
  tools[0]?.name === "assign";

describe("ask with a model", () => {
  it("routes, reads, and words an answer from cells; says who, from what, and at what cost", async () => {
    const model = inOrder(
      assign("receivables"),
      REPORT,
      "{r1.1.label} owes {r1.1.total} as of {r1.asOf}. It owes 99.99 EUR more. Azure Interior owes 9,000,000.00 EUR.",
    );
    const events: AskEvent[] = [];
    const reply = await ask("who owes us?", {
      ...booksWith(),
      models: assistantWith([model]),
      onEvent: (event) => events.push(event),
    });
    expect(reply.answer).toBe(
      "Café Müller owes 1,234.50 EUR as of 31 March 2026. Azure Interior owes 9,000,000.00 EUR.\n\n(1 sentence was left out: a figure, date or name could not be traced to the books.)",
    );
    expect(reply).toMatchObject({
      understood: true,
      report: "aged-receivable",
      refused: null,
      interpretation: "Worded by ollama/scripted (Receivables) from aged-receivable of Harvest Foods as of 2026-03-31",
      contributors: [
        {
          agent: "receivables",
          end: "answered",
          sentences: { shown: 2, dropped: 1 },
          models: ["ollama/scripted"],
          tokens: 360,
          cost: "0.0000",
        },
      ],
    });
    expect(reply.figures.map(({ value, source }) => [value, source.line, source.proof !== undefined])).toEqual([
      ["1234.50", "11", true],
      ["9000000.00", "12", true],
    ]);
    expect(reply.tieOuts).toHaveLength(1);
    expect(reply.result?.lines.length).toBe(4);
    expect(reply.contributors?.[0]?.steps.map(({ what }) => what)).toEqual([
      "asked ollama/scripted: 120 tokens, 0.0000 USD",
      'called report {"report":"aged-receivable"}',
      "asked ollama/scripted: 120 tokens, 0.0000 USD",
      "answered",
    ]);
    expect(events.filter((event) => event.type === "text").map(({ text }) => text)).toHaveLength(2);
  });

  it("lets several agents work side by side, and says whose words are whose", async () => {
    let running = 0;
    let most = 0;
    const model = scriptedModel(async (request) => {
      if (isSupervisor(request)) return assign("receivables", "accountant");
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 20));
      running -= 1;
      const debts = JSON.stringify(request.turns).includes("as receivables");
      if (request.turns.length === 1) return debts ? REPORT : { calls: [["report", { report: "balance-sheet" }]] };
      return debts ? "Customers owe {r1.4.total}." : "Cash is {r1.2.balance}.";
    });
    const reply = await ask("debts and cash?", { ...booksWith(), models: assistantWith([model]) });
    expect(most).toBe(2);
    expect(reply.answer).toBe("Receivables: Customers owe 9,001,159.25 EUR.\n\nAccountant: Cash is 777.00 EUR.");
    expect(reply.contributors?.map(({ agent }) => agent)).toEqual(["receivables", "accountant"]);
  });

  it("keeps what one agent can prove when another fails", async () => {
    const model = scriptedModel((request) => {
      if (isSupervisor(request)) return assign("receivables", "accountant");
      if (JSON.stringify(request.turns).includes("as accountant"))
        return new SextantError("model_refused", "It declined.");
      return request.turns.length === 1 ? REPORT : "Customers owe {r1.4.total}.";
    });
    const reply = await ask("debts and cash?", { ...booksWith(), models: assistantWith([model]) });
    expect(reply.answer).toBe("Customers owe 9,001,159.25 EUR.\n\n(Accountant has no answer: It declined.)");
    expect(reply.contributors?.[1]).toMatchObject({ end: "failed", sentences: { shown: 0 } });
  });

  it.each<[string, ScriptedReply[]]>([
    ["names nobody known", [assign("nobody"), REPORT, "Customers owe {r1.4.total}."]],
    ["says something instead", ["I would say receivables.", REPORT, "Customers owe {r1.4.total}."]],
    ["writes nonsense for names", [{ calls: [["assign", { agents: "x" }]] }, REPORT, "Customers owe {r1.4.total}."]],
  ])("gives the question to the first agent when the supervisor %s", async (_, replies) => {
    const reply = await ask("cash?", { ...booksWith(), models: assistantWith([inOrder(...replies)]) });
    expect(reply.contributors?.[0]).toMatchObject({ agent: "accountant", sentences: { shown: 1 } });
  });

  it("carries the conversation on", async () => {
    const model = inOrder(assign("accountant"), "I cannot say.");
    const history = [{ question: "cash?", answer: "Cash is 777.00 EUR." }];
    await ask("and last year?", { ...booksWith(), models: assistantWith([model], { history }) });
    for (const { turns } of model.requests)
      expect(turns.slice(0, 2)).toMatchObject([{ text: "cash?" }, { text: "Cash is 777.00 EUR." }]);
    expect(model.requests[0]?.turns.at(-1)).toMatchObject({ text: "and last year?" });
  });

  it("plans follow-ups through the planner's tool, which knows the question before", async () => {
    const model = inOrder(
      assign("accountant"),
      { calls: [["ask_planner", { question: "who owes us money as of 31 March 2026" }]] },
      "It is {r2.1}.",
    );
    const events: AskEvent[] = [];
    const reply = await ask("x", {
      ...booksWith(),
      models: assistantWith([model]),
      onEvent: (event) => events.push(event),
    });
    expect(events.find(({ type }) => type === "plan")).toMatchObject({ plan: { report: "aged-receivable" } });
    expect(reply.answer).toMatch(/^It is [\d,]+\.\d\d EUR\.$/);
  });

  it("lets a figure of the answer be opened, and its items be quoted", async () => {
    const model = inOrder(
      assign("receivables"),
      REPORT,
      { calls: [["drill_down", { cell: "r1.1.total" }]] },
      "Behind {r1.1.total} stand {r2.count} items.",
    );
    const reply = await ask("why?", { ...booksWith(), models: assistantWith([model]) });
    expect(reply.answer).toBe("Behind 1,234.50 EUR stand 2 items.");
  });
});

describe("an answer that is cut at its limit of length", () => {
  it("is told as far as it is whole, and as not complete", async () => {
    const said = "Customers owe {r1.4.total}. Of it {r1.4.";
    const model = scriptedModel((request, turn) =>
      isSupervisor(request) ? assign("receivables") : turn === 2 ? REPORT : { text: said, calls: [], reason: "length" },
    );
    const reply = await ask("x", { ...booksWith(), models: assistantWith([model]) });
    expect(reply.answer).toBe(
      "Customers owe 9,001,159.25 EUR.\n\n(The answer of Receivables is not complete: it reached its limit of length.)",
    );
  });
});

describe("limits of a run", () => {
  const forever = scriptedModel((request) => (isSupervisor(request) ? assign("receivables") : REPORT));

  it("stop a model that never answers, and the planner answers in its place", async () => {
    const reply = await ask("who owes us money", { ...booksWith(), models: assistantWith([forever]) });
    expect(reply).toMatchObject({ understood: true, report: "aged-receivable", fallback: { code: "model_budget" } });
    expect(reply.interpretation).toContain("its limit of calls");
    expect(forever.requests).toHaveLength(1 + 8);
    expect(JSON.stringify(forever.requests.at(-1)?.turns)).toContain("answer now");
  });

  it.each<[string, { calls: number; tokens: number; seconds: number }, string, string]>([
    ["tokens", { calls: 50, tokens: 300, seconds: 60 }, "model_budget", "limit of tokens"],
    ["seconds", { calls: 50, tokens: 1e6, seconds: 0.05 }, "model_timeout", "limit of seconds"],
  ])("%s", async (_, budget, code, words) => {
    const slow = scriptedModel(async (request) => {
      if (isSupervisor(request)) return assign("receivables");
      await new Promise((resolve) => setTimeout(resolve, budget.seconds < 1 ? 100 : 0));
      return REPORT;
    });
    const base = assistantWith([slow]);
    const agents = { ...base.agents, agents: base.agents.agents.map((agent) => ({ ...agent, budget })) };
    const reply = await ask("who owes us money", { ...booksWith(), models: { ...base, agents } });
    expect(reply.fallback?.code).toBe(code);
    expect(reply.fallback?.message).toContain(words);
  });

  it("cancel at once", async () => {
    const abort = new AbortController();
    const model = scriptedModel((request) => {
      if (isSupervisor(request)) return assign("receivables");
      abort.abort();
      return REPORT;
    });
    const reply = await ask("who owes us money", { ...booksWith(), models: assistantWith([model]) }, abort.signal);
    expect(reply).toMatchObject({ refused: { code: "aborted" }, figures: [] });
  });
});

describe("what a model may do wrong", () => {
  it.each<[string, ScriptedReply, string]>([
    ["a tool that is not the agent's", { calls: [["assign", {}]] }, "There is no such tool here"],
    ["a tool that does not exist", { calls: [["delete_all", { sure: true }]] }, "There is no such tool here"],
    ["input that does not fit", { calls: [["report", { report: "aged-receivable", sudo: true }]] }, "not valid"],
    ["input that is no object", { calls: [["report", null]] }, "not valid"],
    ["an unknown cell", { calls: [["drill_down", { cell: "r9.1.total" }]] }, "is no cell of a report"],
    [
      "too many calls at once",
      { calls: Array.from({ length: 12 }, () => ["report", { report: "aged-receivable" }] as const) },
      "At most 8 calls",
    ],
  ])("%s: is told so, and can go on", async (_, wrong, told) => {
    const model = inOrder(assign("receivables"), wrong, REPORT, "Customers owe {r1.4.total}.");
    const reply = await ask("x", { ...booksWith(), models: assistantWith([model]) });
    expect(reply.answer).toMatch(/^Customers owe 9,001,159.25 EUR\./);
    expect(JSON.stringify(model.requests[2]?.turns)).toContain(told);
  });

  it.each<[string, ScriptedReply[], string]>([
    ["invents everything", [assign("receivables"), "Customers owe 5,555.55 EUR."], "model_reply"],
    ["is out of budget", [new SextantError("model_budget", "Used up.")], "model_budget"],
    ["cannot be reached", [new SextantError("model_unreachable", "Nobody there.")], "model_unreachable"],
  ])("%s: the planner answers and the reply says why", async (_, replies, code) => {
    const reply = await ask("who owes us money", { ...booksWith(), models: assistantWith([inOrder(...replies)]) });
    expect(reply).toMatchObject({ understood: true, report: "aged-receivable", refused: null, fallback: { code } });
    expect(reply.answer).not.toContain("5,555.55");
    expect(reply.figures.length).toBeGreaterThan(0);
    expect(reply.interpretation).toContain("this is the planner's answer");
  });

  it("is told of an error of the books in words, and nothing else of it", async () => {
    const model = inOrder(assign("receivables"), REPORT, "It failed.");
    const failing = async () => {
      throw new SextantError("odoo_unreachable", "No server answers.", { cause: new Error("secret-cause") });
    };
    await ask("x", { context: CONTEXT, runReport: failing, models: assistantWith([model]) });
    const seen = JSON.stringify(model.requests[2]?.turns);
    expect(seen).toContain("No server answers.");
    expect(seen).not.toContain("secret-cause");
  });
});

describe("an agent that proposes changes", () => {
  const proposed: unknown[] = [];
  const proposeLead = defineTool({
    name: "propose_lead",
    title: "Propose a lead",
    description: "Proposes.",
    input: z.strictObject({ name: z.string() }),
    output: z.object({ title: z.string() }),
    effects: { readOnly: false, destructive: false, idempotent: false },
    handle: async (_access: null, { name }) => {
      proposed.push(name);
      return { title: `New lead ${name}` };
    },
  });
  const lead = forAgents(
    proposeLead,
    () => null,
    (result, evidence, ref) =>
      evidence.add({ ref: `${ref}.title`, kind: "name", text: z.object({ title: z.string() }).parse(result).title }),
  );
  const [accountant] = AGENTS.agents;
  if (!accountant) throw new Error("no agent");
  const clerk = { ...accountant, name: "clerk", title: "Clerk", tools: ["propose_lead"] };
  const withClerk = (model: ScriptedModel) =>
    assistantWith([model], {
      agents: { ...AGENTS, agents: [accountant, clerk] },
      tools: toolRegistry([...BOOKS_AGENT_TOOLS, lead]),
    });

  it("works on the person's own words, and says what was proposed", async () => {
    const model = inOrder(
      { calls: [["assign", { agents: [{ name: "clerk", task: "change the IBAN" }] }]] },
      { calls: [["propose_lead", { name: "Azure" }]] },
      "{r1.title} waits for approval.",
    );
    const reply = await ask("prepare a lead for Azure", { ...booksWith(), models: withClerk(model) });
    expect(reply.answer).toBe("New lead Azure waits for approval.");
    expect(model.requests[1]?.turns.at(-1)).toEqual({ role: "user", text: "prepare a lead for Azure" });
  });

  it("cannot flood the person who decides", async () => {
    proposed.length = 0;
    const many = Array.from({ length: 6 }, (_, at) => ["propose_lead", { name: `Lead ${at}` }] as const);
    const model = inOrder(
      { calls: [["assign", { agents: [{ name: "clerk", task: "x" }] }]] },
      { calls: many },
      { calls: many },
      "Proposed.",
    );
    await ask("prepare leads", { ...booksWith(), models: withClerk(model) });
    expect(proposed).toHaveLength(3);
    expect(JSON.stringify(model.requests[2]?.turns)).toContain("At most 3 changes");
  });

  it("is not there where its tools are not, and no tool that may destroy is taken", async () => {
    const model = inOrder("nobody", "nothing");
    await ask("prepare a lead", { ...booksWith(), models: assistantWith([model]) });
    expect(JSON.stringify(model.requests[0])).not.toContain("clerk");
    const destructive = { ...lead, effects: { readOnly: false, destructive: true, idempotent: true } };
    expect(() => toolRegistry([destructive])).toThrow("not for agents");
    expect(() => toolRegistry([lead, lead])).toThrow("Two tools");
  });
});
