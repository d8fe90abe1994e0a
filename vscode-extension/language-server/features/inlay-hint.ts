import { inlayHints, positionAt } from "@sextant/odoo-code";
import { type InlayHint, InlayHintKind } from "vscode-languageserver/node";
import { answer } from "../answer.ts";
import { documentAround } from "../document-around.ts";
import type { Feature } from "../feature.ts";

/** The models of records behind variables, as in `for line: sale.order.line in order.order_line`. */
export const inlayHint: Feature = {
  capabilities: () => ({ inlayHintProvider: true }),
  register(context) {
    const { connection, index, client } = context;
    connection.languages.inlayHint.on(({ textDocument: { uri }, range }, token) =>
      answer<InlayHint[] | null>(context, token, null, async () => {
        const document = await documentAround(context, uri);
        if (document?.facts.kind !== "python" || index.parsers === null) return null;
        const { path, text, document: lines, facts } = document;
        const [from, to] = [lines.offsetAt(range.start), lines.offsetAt(range.end)];
        return inlayHints(index.current(), index.parsers.python, { path, text })
          .filter(({ offset }) => offset >= from && offset <= to)
          .map(({ offset, model }) => ({
            position: positionAt(facts.lineStarts, offset),
            label: `: ${model}`,
            kind: InlayHintKind.Type,
          }));
      }),
    );
    if (client.workspace?.inlayHint?.refreshSupport === true)
      context.onIndexReady(() => void connection.languages.inlayHint.refresh().catch(() => undefined));
  },
};
