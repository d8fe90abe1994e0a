import { McpServer } from "@modelcontextprotocol/server";

/** A server under Sextant's name. What it offers is fixed once it is registered. */
export function toolServer({
  version,
  instructions,
}: {
  readonly version: string;
  readonly instructions: string;
}): McpServer {
  const fixed = { listChanged: false };
  return new McpServer(
    { name: "sextant", title: "Sextant for Odoo", version },
    { instructions, capabilities: { tools: fixed, resources: fixed, prompts: fixed } },
  );
}
