import { symbolCard } from "@sextant/odoo-code";
import { type Hover, MarkupKind } from "vscode-languageserver/node";
import { answer } from "../answer.ts";
import { cardMarkdown } from "../card-markdown.ts";
import type { Feature } from "../feature.ts";
import { findSymbol } from "../find-symbol.ts";
import { rangeOf } from "../place.ts";

/** The card of what stands here. */
export const hover: Feature = {
  capabilities: () => ({ hoverProvider: true }),
  register(context) {
    context.connection.onHover((params, token) =>
      answer<Hover | null>(context, token, null, async () => {
        const found = await findSymbol(context, params);
        const card = found && symbolCard(found.project, found.at.symbol);
        if (found === null || card === null) return null;
        return {
          contents: { kind: MarkupKind.Markdown, value: cardMarkdown(card) },
          range: rangeOf(found.document.facts.lineStarts, found.at.span),
        };
      }),
    );
  },
};
