import { definitionsOf, typeOfSymbol } from "@sextant/odoo-code";
import type { Location } from "vscode-languageserver/node";
import { answer } from "../answer.ts";
import type { Feature } from "../feature.ts";
import { findSymbol } from "../find-symbol.ts";
import { locationOfDefinition } from "../place.ts";

/** From a relational field to its comodel, from a record to its model. */
export const typeDefinition: Feature = {
  capabilities: () => ({ typeDefinitionProvider: true }),
  register(context) {
    context.connection.onTypeDefinition((params, token) =>
      answer<Location[] | null>(context, token, null, async () => {
        const found = await findSymbol(context, params);
        const type = found && typeOfSymbol(found.project, found.at.symbol);
        if (found === null || type === null) return null;
        return definitionsOf(found.project, type).map((item) => locationOfDefinition(context, item));
      }),
    );
  },
};
