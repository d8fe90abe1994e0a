import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SextantError } from "@sextant/contracts";
import { parse } from "yaml";
import { z } from "zod";
import type { Agent } from "./types.ts";

const head = z.strictObject({
  name: z.string().regex(/^[a-z]+(-[a-z]+)*$/, "a kebab-case name"),
  title: z.string().min(1).max(40),
  version: z.number().int().min(1),
  purpose: z.string().min(10).max(400),
  need: z.enum(["strong", "fast"]),
  tools: z.array(z.string()).min(1),
  budget: z.strictObject({
    calls: z.number().int().min(1).max(50),
    tokens: z.number().int().min(1000).max(2_000_000),
    seconds: z.number().int().min(1).max(900),
  }),
  examples: z.array(z.string().min(3)).min(1),
});

/** The agents, and how questions are shared out among them. */
export interface Agents {
  readonly agents: readonly Agent[];
  readonly supervisor: string;
}

const APART = new Set(["README.md", "rules.md", "supervisor.md"]);

/**
 * Reads the agents of a folder.
 *
 * @param tools Names of the tools that exist.
 * @throws SextantError `not_configured` naming everything that is wrong in all files at once.
 */
export function loadAgents(folder: string, tools: ReadonlySet<string>): Agents {
  const problems: string[] = [];
  const text = (name: string): string => {
    try {
      const content = readFileSync(join(folder, name), "utf8").trim();
      if (content === "") problems.push(`${name} is empty`);
      return content;
    } catch {
      problems.push(`${name} cannot be read`);
      return "";
    }
  };
  let names: string[] = [];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith(".md") && !APART.has(name));
  } catch {
    problems.push(`the folder ${folder} cannot be read`);
  }
  const [rules, supervisor] = [text("rules.md"), text("supervisor.md")];
  const agents = names.sort().flatMap((name) => read(name, text(name), rules, tools, problems));
  const twice = agents.filter(({ name }, at) => agents.findIndex((other) => other.name === name) !== at);
  problems.push(...twice.map(({ name }) => `two agents are called ${name}`));
  if (agents.length === 0 && problems.length === 0) problems.push(`${folder} holds no agent`);
  if (problems.length > 0) throw new SextantError("not_configured", `Agents: ${problems.join("; ")}.`);
  return { agents, supervisor };
}

function read(file: string, content: string, rules: string, tools: ReadonlySet<string>, problems: string[]): Agent[] {
  const [, front, body] = /^---\r?\n(.*?)\r?\n---\r?\n(.*)$/s.exec(content) ?? [];
  if (front === undefined || body === undefined || body.trim() === "") {
    problems.push(`${file} needs front matter between --- and --- and instructions below it`);
    return [];
  }
  let data: unknown;
  try {
    data = parse(front, { maxAliasCount: 0 });
  } catch (error) {
    problems.push(
      `${file} is not valid YAML: ${error instanceof Error ? (error.message.split("\n")[0] ?? "") : "unreadable"}`,
    );
    return [];
  }
  const parsed = head.safeParse(data);
  if (!parsed.success) {
    problems.push(
      ...parsed.error.issues.map(({ path, message }) => `${file}: ${path.join(".") || "front matter"}: ${message}`),
    );
    return [];
  }
  const unknown = parsed.data.tools.filter((tool) => !tools.has(tool));
  if (unknown.length > 0) {
    problems.push(`${file} names ${unknown.join(", ")}, which no slice offers as a tool`);
    return [];
  }
  return [{ ...parsed.data, instructions: `${body.trim()}\n\n${rules}` }];
}
