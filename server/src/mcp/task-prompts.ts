import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SextantError } from "@sextant/contracts";
import { parse } from "yaml";
import { z } from "zod";

const head = z.strictObject({
  name: z.string().regex(/^[a-z]+(_[a-z]+)*$/, "a snake_case name"),
  title: z.string().min(1),
  description: z.string().min(1),
  version: z.number().int().min(1),
  inputs: z.array(z.strictObject({ name: z.string(), description: z.string(), required: z.boolean() })),
  tools: z.array(z.string()).min(1),
});

/** A prompt for a task that a person picks. */
export interface TaskPrompt extends z.infer<typeof head> {
  /** The text with its inputs in it. */
  text(inputs: Readonly<Record<string, string | undefined>>): string;
}

/**
 * Reads the prompts of a folder: `*.md` with front matter; other Markdown is passed over.
 *
 * @throws SextantError `not_configured` naming the file that does not fit.
 */
export function loadTaskPrompts(folder: string): readonly TaskPrompt[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".md"))
    .sort()
    .flatMap((name) => {
      const [, front, body] = /^---\n(.*?)\n---\n(.*)$/s.exec(readFileSync(join(folder, name), "utf8")) ?? [];
      return front === undefined || body === undefined ? [] : [promptOf(name, front, body.trim())];
    });
}

function promptOf(file: string, front: string, body: string): TaskPrompt {
  const parsed = head.safeParse(parse(front, { maxAliasCount: 0 }));
  if (!parsed.success)
    throw new SextantError("not_configured", `The prompt ${file} does not fit: ${z.prettifyError(parsed.error)}`);
  const known = new Set(parsed.data.inputs.map(({ name }) => name));
  const unknown = [...body.matchAll(/\{\{(.*?)\}\}/g)].find(([, name]) => !known.has(name ?? ""));
  if (unknown) throw new SextantError("not_configured", `The prompt ${file} names ${unknown[0]}, which is no input.`);
  // Quoted, so that what a person typed stays one text.
  const text: TaskPrompt["text"] = (inputs) =>
    body.replace(/\{\{(.*?)\}\}/g, (_, name: string) => JSON.stringify(inputs[name] ?? ""));
  return { ...parsed.data, text };
}
