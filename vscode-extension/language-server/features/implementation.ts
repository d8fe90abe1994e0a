import { definitionsOf } from "@sextant/odoo-code";
import type { Location } from "vscode-languageserver/node";
import { answer } from "../answer.ts";
import type { Feature } from "../feature.ts";
import { findSymbol } from "../find-symbol.ts";
import { locationOfDefinition } from "../place.ts";

/** Where a model is extended, a method or a field overridden, a record written to again: all definitions but the first. */
export const implementation: Feature = {
  capabilities: () => ({ implementationProvider: true }),
  register(context) {
    context.connection.onImplementation((params, token) =>
      answer<Location[] | null>(context, token, null, async () => {
        const found = await findSymbol(context, params);
        if (found === null) return null;
        const [first, ...more] = definitionsOf(found.project, found.at.symbol);
        const shown = more.length > 0 || first === undefined ? more : [first];
        return shown.map((item) => locationOfDefinition(context, item));
      }),
    );
  },
};
