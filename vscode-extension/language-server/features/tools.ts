import { SextantError, toSextantError } from "@sextant/contracts";
import { type AddonsAccess, INDEX_TOOLS, shownEdits } from "@sextant/odoo-workspace";
import { ErrorCodes, ResponseError } from "vscode-languageserver/node";
import type { ToolParams } from "../../protocol.ts";
import type { Feature, ServerContext } from "../feature.ts";
import { signalOf } from "../signal-of.ts";

/** Runs the tools of the index for models in the editor. The one that changes files writes only what it showed; the client asks the person. */
export const tools: Feature = {
  capabilities: () => ({}),
  register(context) {
    const edits = shownEdits();
    context.connection.onRequest("sextant/tool", async ({ name, input }: ToolParams, token) => {
      try {
        const tool = INDEX_TOOLS.find((one) => one.name === name);
        if (tool === undefined) throw new SextantError("bad_usage", `There is no tool ${name}.`);
        return await tool.run(accessOf(context, edits), input, { signal: signalOf(token) });
      } catch (error) {
        const { message } = toSextantError(error);
        throw new ResponseError(ErrorCodes.InvalidParams, message);
      }
    });
  },
};

function accessOf({ index, folders }: ServerContext, edits: AddonsAccess["edits"]): AddonsAccess {
  return {
    folders: folders(),
    further: index.workspace?.roots.map(({ path }) => path) ?? [],
    version: index.series,
    async project({ signal }) {
      await index.everything(signal);
      return index.current();
    },
    edits,
  };
}
