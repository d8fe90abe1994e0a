import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { smallAddons } from "../../packages/odoo-workspace/src/tools/testing/small-addons.ts";
import { ask } from "./assistant/ask.ts";
import { assign, assistantWith, booksWith } from "./assistant/testing/assistant.ts";
import { wiredModel } from "./assistant/testing/wired-model.ts";
import { agentToolsWith, openAgents } from "./open-assistant.ts";
import { openSourceCode } from "./source-code.ts";

const addons = smallAddons();
const code = await openSourceCode({ addons: [addons.folder], data: join(addons.folder, ".sextant") });
afterAll(async () => {
  await code?.close();
  addons.remove();
});
const agents = openAgents();
const tools = agentToolsWith(null, code);
const offeredTo = (name: string) => agents.agents.find((agent) => agent.name === name)?.tools;

describe("agents whose model speaks over the wire", () => {
  it("report: computes, draws, offers a file", async () => {
    await using wired = await wiredModel(
      assign("report"),
      { calls: [["report", { report: "aged-receivable", ages: [45] }]] },
      { calls: [["export_report", { of: "r1" }]] },
      "Customers owe {r1.4.total} as of {r1.asOf}; the file stands below. That is 12 % more.",
    );
    const reply = await ask("receivables as a file", {
      ...booksWith(),
      models: assistantWith([wired.model], { agents, tools }),
    });
    expect(reply.answer).toBe(
      "Customers owe 9,001,159.25 EUR as of 31 March 2026; the file stands below.\n\n(1 sentence was left out: a figure, date or name could not be traced to the books.)",
    );
    expect(reply.files).toMatchObject([
      { report: "aged-receivable", format: "xlsx", parameters: { ages: [45], asOf: "2026-03-31" } },
    ]);
    expect(wired.offered(1)).toEqual(offeredTo("report"));
  });

  it("developer: answers from the index, by reference", async () => {
    await using wired = await wiredModel(
      assign("developer"),
      { calls: [["find_symbol", { query: "library.book", kind: "model" }]] },
      "{r1.symbols.1.name} is defined in {r1.symbols.1.module}. It has 40 fields.",
    );
    const reply = await ask("where is library.book?", {
      ...booksWith(),
      models: assistantWith([wired.model], { agents, tools }),
    });
    expect(reply.answer).toMatch(/^library\.book is defined in library\.\n\n\(1 sentence was left out/);
    expect(wired.offered(1)).toEqual(offeredTo("developer"));
  });

  it("are only offered where all of their tools are", async () => {
    await using wired = await wiredModel(assign("accountant"), "Nothing.");
    await ask("x", {
      ...booksWith(),
      models: assistantWith([wired.model], { agents, tools: agentToolsWith(null, null) }),
    }).catch(() => undefined);
    const routing = JSON.stringify(wired.received[0]?.body);
    expect(routing).toContain("- report:");
    for (const name of ["developer", "ingestion", "pricing", "operations", "clerk", "sales"])
      expect(routing, name).not.toContain(`- ${name}:`);
  });
});
