import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isSextantError } from "@sextant/contracts";
import { afterEach, describe, expect, it } from "vitest";
import { openAgents } from "../../open-assistant.ts";
import { BOOKS_AGENT_TOOLS } from "../tools/tool-registry.ts";
import { loadAgents } from "./load-agents.ts";

const TOOLS = new Set(BOOKS_AGENT_TOOLS.map(({ name }) => name));
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function folder(files: Record<string, string>): string {
  const path = mkdtempSync(join(tmpdir(), "agents-"));
  folders.push(path);
  for (const [name, content] of Object.entries({ "rules.md": "Rules.", "supervisor.md": "Share out.", ...files }))
    writeFileSync(join(path, name), content);
  return path;
}

const agent = (changes: Record<string, string> = {}) => {
  const head = {
    name: "one",
    title: "One",
    version: "1",
    purpose: "Answers one kind of question",
    need: "strong",
    tools: "[report]",
    budget: "{ calls: 2, tokens: 5000, seconds: 5 }",
    examples: "[What is it?]",
    ...changes,
  };
  return `---\n${Object.entries(head)
    .map(([key, value]) => `${key}: ${value}`)
    .join("\n")}\n---\nDo it.\n`;
};

function problems(files: Record<string, string>): string {
  try {
    loadAgents(folder(files), TOOLS);
  } catch (error) {
    if (isSextantError(error) && error.code === "not_configured") return error.message;
    throw error;
  }
  throw new Error("the agents were accepted");
}

describe("loadAgents", () => {
  it("reads those that ship with Sextant", () => {
    const { agents, supervisor } = openAgents();
    expect(agents.map(({ name }) => name)).toEqual(
      "accountant clerk developer ingestion inventory operations opportunities payables pricing purchasing receivables report sales shops staff".split(
        " ",
      ),
    );
    for (const { instructions } of agents) expect(instructions).toContain("Never calculate");
    expect(supervisor).toContain("assign");
  });

  it("names everything that is wrong in all files at once", () => {
    const message = problems({
      "a.md": agent({ name: "a", tools: "[report, delete_all]" }),
      "b.md": agent({ name: "b", budget: "{ calls: 0, tokens: 1, seconds: 5 }", need: "huge" }),
      "c.md": "no front matter",
      "d.md": "---\nname: [\n---\nText",
      "e.md": agent({ name: "same" }),
      "f.md": agent({ name: "same" }),
      "g.md": agent({ extra: "key" }),
      "rules.md": " ",
    });
    for (const part of [
      "a.md names delete_all",
      "b.md: budget.calls",
      "b.md: need",
      "c.md needs front matter",
      "d.md is not valid YAML",
      "two agents are called same",
      "g.md",
      "rules.md is empty",
    ])
      expect(message).toContain(part);
  });

  it("refuses a folder without agents, and one that is not there", () => {
    expect(problems({})).toContain("holds no agent");
    expect(() => loadAgents("/nowhere/at/all", TOOLS)).toThrow("cannot be read");
  });
});
