import type { z } from "zod";
import { SextantError } from "./error.ts";

/** What calling a tool does to the world, in the words of the Model Context Protocol. */
export interface ToolEffects {
  /** Changes nothing. */
  readonly readOnly: boolean;
  /** May overwrite or remove; means nothing for a tool that only reads. */
  readonly destructive: boolean;
  /** A second call with the same input changes nothing more. */
  readonly idempotent: boolean;
}

/** The one who calls: can cancel, may listen to progress. */
export interface ToolCall {
  readonly signal: AbortSignal;
  readonly onProgress?: (phase: string, done?: number, of?: number) => void;
}

/**
 * Something a model can ask for, as data: an MCP server, an editor and an assistant offer the same ones. Names and texts are written for a model
 * to read. Results are small, bounded and structured; text that comes from files and records stays inside values.
 */
export interface Tool<Access> {
  /** `snake_case`. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  readonly effects: ToolEffects;
  /**
   * Checks the input, does the work, checks the result.
   *
   * @throws SextantError `bad_usage` for input that does not fit, and what the work throws.
   */
  run(access: Access, input: unknown, call: ToolCall): Promise<unknown>;
}

export interface ToolDefinition<Access, Input extends z.ZodType, Output extends z.ZodType>
  extends Omit<Tool<Access>, "run" | "input" | "output"> {
  readonly input: Input;
  readonly output: Output;
  handle(access: Access, input: z.output<Input>, call: ToolCall): Promise<z.input<Output>>;
}

/** A tool that reads and changes nothing. */
export const READS: ToolEffects = { readOnly: true, destructive: false, idempotent: true };

/** Makes a tool of its parts, and keeps the types of input and output tied to their schemas. */
export function defineTool<Access, Input extends z.ZodType, Output extends z.ZodType>({
  handle,
  ...tool
}: ToolDefinition<Access, Input, Output>): Tool<Access> {
  return {
    ...tool,
    async run(access, given, call) {
      const input = tool.input.safeParse(given);
      if (!input.success)
        throw new SextantError("bad_usage", `The input of ${tool.name} is not valid. ${problemsOf(input.error)}`);
      call.signal.throwIfAborted();
      const output = tool.output.safeParse(await handle(access, input.data, call));
      if (output.success) return output.data;
      throw new SextantError("internal", `The result of ${tool.name} is not what it promises.`, {
        cause: output.error,
      });
    },
  };
}

/** Problems and characters of them that are told: input may be as large and odd as anything. */
const PROBLEMS = 5;
const LONGEST = 600;

function problemsOf({ issues }: z.ZodError): string {
  const told = issues
    .slice(0, PROBLEMS)
    .map(({ path, message }) => `${path.length > 0 ? `${path.join(".")}: ` : ""}${message}`);
  const more = issues.length > PROBLEMS ? ` and ${issues.length - PROBLEMS} more` : "";
  return `${told.join("; ").slice(0, LONGEST)}${more}.`;
}
