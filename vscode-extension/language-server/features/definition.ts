import { definitionsOf } from "@sextant/odoo-code";
import type { Location } from "vscode-languageserver/node";
import { answer } from "../answer.ts";
import type { Feature } from "../feature.ts";
import { findSymbol } from "../find-symbol.ts";
import { locationOfDefinition } from "../place.ts";

/** All places that define what stands here: the first definition, then those that extend it. */
export const definition: Feature = {
  capabilities: () => ({ definitionProvider: true }),
  register(context) {
    context.connection.onDefinition((params, token) =>
      answer<Location[] | null>(context, token, null, async () => {
        const found = await findSymbol(context, params);
        if (found === null) return null;
        return definitionsOf(found.project, found.at.symbol).map((item) => locationOfDefinition(context, item));
      }),
    );
  },
};
