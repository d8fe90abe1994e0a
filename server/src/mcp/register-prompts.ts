import type { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import type { TaskPrompt } from "./task-prompts.ts";

const LONGEST = 2000;

/** Offers the prompts whose tools are all there. */
export function registerPrompts(server: McpServer, prompts: readonly TaskPrompt[], tools: ReadonlySet<string>): void {
  for (const { name, title, description, inputs, tools: needed, text } of prompts) {
    if (!needed.every((tool) => tools.has(tool))) continue;
    const fields = inputs.map(({ name: input, description: what, required }) => {
      const field = z.string().max(LONGEST).describe(what);
      return [input, required ? field : field.optional()] as const;
    });
    server.registerPrompt(
      name,
      { title, description, argsSchema: z.object(Object.fromEntries(fields)) },
      (given: Readonly<Record<string, string | undefined>>) => ({
        description,
        messages: [{ role: "user", content: { type: "text", text: text(given) } }],
      }),
    );
  }
}
