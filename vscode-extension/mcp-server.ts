import { parseArgs } from "node:util";
import { registerTools, serveOnStdio, toolServer } from "@sextant/mcp";
import { ODOO_VERSIONS } from "@sextant/odoo-code";
import { INDEX_INSTRUCTIONS, INDEX_TOOLS, openAddons } from "@sextant/odoo-workspace";
import { version } from "./package.json";

/**
 * The index tools for agents in the editor, over standard input and output: `mcp-server.js FOLDER… [--addons PATH]… [--odoo SERIES] [--data FOLDER]`.
 * Folders may be checked and, with approval, changed; what `--addons` names is known alone.
 */
async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      addons: { type: "string", multiple: true, default: [] },
      odoo: { type: "string" },
      data: { type: "string" },
    },
  });
  const addons = openAddons({
    folders: positionals,
    further: values.addons,
    version: ODOO_VERSIONS.find((known) => known === values.odoo) ?? null,
    ...(values.data !== undefined && { data: values.data }),
  });
  const onFailure = (error: unknown) => console.error(error);
  await serveOnStdio(() => {
    const server = toolServer({ version, instructions: INDEX_INSTRUCTIONS });
    registerTools(server, INDEX_TOOLS, addons, onFailure);
    return server;
  }, onFailure);
  await addons.close();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
