import { type Span, type TokenKind, semanticTokens as tokensOf } from "@sextant/odoo-code";
import { type SemanticTokens, SemanticTokensBuilder, type SemanticTokensDelta } from "vscode-languageserver/node";
import { answer } from "../answer.ts";
import { documentAround } from "../document-around.ts";
import type { Feature, ServerContext } from "../feature.ts";
import type { OpenDocument } from "../open-documents.ts";
import { rangeOf } from "../place.ts";

/** Standard types, so that every theme colours them. */
const TYPES: readonly (readonly [kind: TokenKind, type: string])[] = [
  ["model", "class"],
  ["field", "property"],
  ["method", "method"],
  ["xml-id", "variable"],
];
const MODIFIERS = ["definition", "readonly"];
const DEFINITION = 1;
/** An id is no variable that changes. */
const CONSTANT = 2;

/** Colours names inside strings and attributes by what they mean; only what is known to exist. */
export const semanticTokens: Feature = {
  capabilities: () => ({
    semanticTokensProvider: {
      legend: { tokenTypes: TYPES.map(([, type]) => type), tokenModifiers: MODIFIERS },
      full: { delta: true },
      range: true,
    },
  }),
  register(context) {
    const { connection, documents } = context;
    const builders = new Map<string, SemanticTokensBuilder>();
    const nothing: SemanticTokens = { data: [] };
    const { semanticTokens: requests } = connection.languages;
    requests.on(({ textDocument: { uri } }, token) =>
      answer<SemanticTokens>(context, token, nothing, async () => {
        const document = await documentAround(context, uri);
        if (document === null) return nothing;
        const builder = new SemanticTokensBuilder();
        builders.set(uri, builder);
        fill(builder, context, document);
        return builder.build();
      }),
    );
    requests.onDelta(({ textDocument: { uri }, previousResultId }, token) =>
      answer<SemanticTokens | SemanticTokensDelta>(context, token, nothing, () => {
        const document = documents.get(uri);
        if (document === null) return nothing;
        const builder = builders.get(uri) ?? new SemanticTokensBuilder();
        builders.set(uri, builder);
        builder.previousResult(previousResultId);
        fill(builder, context, document);
        return builder.buildEdits();
      }),
    );
    requests.onRange(({ textDocument: { uri }, range }, token) =>
      answer<SemanticTokens>(context, token, nothing, () => {
        const document = documents.get(uri);
        if (document === null) return nothing;
        const builder = new SemanticTokensBuilder();
        const within: Span = [document.document.offsetAt(range.start), document.document.offsetAt(range.end)];
        fill(builder, context, document, within);
        return builder.build();
      }),
    );
    context.onDocumentClosed((uri) => builders.delete(uri));
    if (context.client.workspace?.semanticTokens?.refreshSupport === true)
      context.onIndexReady(() => void requests.refresh().catch(() => undefined));
  },
};

function fill(builder: SemanticTokensBuilder, { index }: ServerContext, { facts }: OpenDocument, within?: Span): void {
  for (const { kind, span, definition } of tokensOf(facts, index.project, within)) {
    const { start, end } = rangeOf(facts.lineStarts, span);
    // The protocol knows no token of several lines.
    if (start.line !== end.line) continue;
    const type = TYPES.findIndex(([known]) => known === kind);
    const modifiers = (definition ? DEFINITION : 0) | (kind === "xml-id" ? CONSTANT : 0);
    builder.push(start.line, start.character, end.character - start.character, type, modifiers);
  }
}
