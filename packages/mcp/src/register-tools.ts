import type { McpServer, StandardSchemaWithJSON } from "@modelcontextprotocol/server";
import { type Tool, toSextantError } from "@sextant/contracts";
import { z } from "zod";
import { callOf } from "./call-of.ts";
import { errorText } from "./error-text.ts";

/**
 * Offers tools that work on one access.
 *
 * @param onFailure Told of what no tool foresaw: the caller gets only a sentence.
 */
export function registerTools<Access>(
  server: McpServer,
  tools: readonly Tool<Access>[],
  access: Access,
  onFailure: (error: unknown) => void,
): void {
  for (const tool of tools) {
    const { name, title, description, input, output, effects } = tool;
    server.registerTool(
      name,
      {
        title,
        description,
        inputSchema: shapeOf(input),
        outputSchema: shapeOf(output),
        annotations: {
          title,
          readOnlyHint: effects.readOnly,
          destructiveHint: effects.destructive,
          idempotentHint: effects.idempotent,
          openWorldHint: false,
        },
      },
      async (given, context) => {
        try {
          const result = z.record(z.string(), z.unknown()).parse(await tool.run(access, given, callOf(context)));
          return { content: [{ type: "text", text: JSON.stringify(result) }], structuredContent: result };
        } catch (error) {
          if (toSextantError(error).code === "internal") onFailure(error);
          return { content: [{ type: "text", text: errorText(error) }], isError: true };
        }
      },
    );
  }
}

/** Tells the shape of a schema and lets everything pass: the tool checks for itself, so that its refusals have Sextant's codes. */
function shapeOf(schema: z.ZodType): StandardSchemaWithJSON<unknown, unknown> {
  const json = (io: "input" | "output") => () => z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return {
    "~standard": {
      version: 1,
      vendor: "sextant",
      validate: (value) => ({ value }),
      jsonSchema: { input: json("input"), output: json("output") },
    },
  };
}
