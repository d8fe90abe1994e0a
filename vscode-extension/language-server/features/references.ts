import { definitionsOf, referencesToSymbol } from "@sextant/odoo-code";
import type { Location } from "vscode-languageserver/node";
import { answer } from "../answer.ts";
import type { Feature } from "../feature.ts";
import { findSymbol } from "../find-symbol.ts";
import { locationOf, locationOfDefinition } from "../place.ts";
import { signalOf } from "../signal-of.ts";

/** Every place that certainly refers to what stands here, in all languages. */
export const references: Feature = {
  capabilities: () => ({ referencesProvider: true }),
  register(context) {
    context.connection.onReferences((params, token) =>
      answer<Location[] | null>(context, token, null, async () => {
        // A list that lacks some of them would look like all.
        await context.index.everything(signalOf(token));
        const found = await findSymbol(context, params);
        if (found === null) return null;
        const { symbol } = found.at;
        const declared = params.context.includeDeclaration ? definitionsOf(found.project, symbol) : [];
        return [
          ...declared.map((item) => locationOfDefinition(context, item)),
          ...referencesToSymbol(found.project, symbol).map(({ path, span }) => locationOf(context, path, span)),
        ];
      }),
    );
  },
};
