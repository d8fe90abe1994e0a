import { type Lens, lensesOf, lensItems, lensTitle } from "@sextant/odoo-code";
import type { CodeLens } from "vscode-languageserver/node";
import { answer } from "../answer.ts";
import { documentAround } from "../document-around.ts";
import type { Feature, ServerContext } from "../feature.ts";
import { locationOf, rangeOf } from "../place.ts";

/** What an unresolved lens carries, to be counted when it comes into sight. */
interface LensData {
  readonly uri: string;
  readonly lens: Lens;
}

/** What belongs to a model above its classes; what inherits from a view, and the combined view, above views. */
export const codeLens: Feature = {
  capabilities: () => ({ codeLensProvider: { resolveProvider: true } }),
  register(context) {
    const { connection, index } = context;
    connection.onCodeLens(({ textDocument: { uri } }, token) =>
      answer<CodeLens[] | null>(context, token, null, async () => {
        const document = await documentAround(context, uri);
        if (document === null) return null;
        return lensesOf(document.facts, index.current()).map((lens) => {
          const data: LensData = { uri, lens };
          return { range: rangeOf(document.facts.lineStarts, lens.span), data };
        });
      }),
    );
    connection.onCodeLensResolve((given, token) =>
      answer<CodeLens>(context, token, given, () => {
        const data: unknown = given.data;
        return isLensData(data) ? resolved(context, given, data) : given;
      }),
    );
  },
};

function resolved(context: ServerContext, { range }: CodeLens, { uri, lens }: LensData): CodeLens {
  if (lens.kind === "combined-view")
    return {
      range,
      command: { title: lensTitle(lens.kind, 0), command: "sextant.showCombinedView", arguments: [lens.view] },
    };
  const items = lensItems(lens, context.index.project);
  const title = lensTitle(lens.kind, items.length);
  // A lens without anything to show says so, and does nothing.
  if (items.length === 0) return { range, command: { title, command: "" } };
  const places = items.map(({ path, span }) => locationOf(context, path, span));
  return { range, command: { title, command: "sextant.showLocations", arguments: [uri, range.start, places] } };
}

function isLensData(data: unknown): data is LensData {
  return typeof data === "object" && data !== null && "uri" in data && "lens" in data;
}
