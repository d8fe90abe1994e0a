import {
  type Candidate,
  type CandidateKind,
  type CodeSymbol,
  type Completions,
  complete,
  symbolCard,
} from "@sextant/odoo-code";
import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  InsertTextFormat,
  MarkupKind,
  type Position,
} from "vscode-languageserver/node";
import { answer } from "../answer.ts";
import { cardMarkdown } from "../card-markdown.ts";
import type { Feature, ServerContext } from "../feature.ts";
import { rangeOf } from "../place.ts";

/** What may be written here; the card of an item when it is looked at. */
export const completion: Feature = {
  capabilities: () => ({
    completionProvider: {
      triggerCharacters: [".", "'", '"', "(", "/", "<", " ", "@", ",", "{", "="],
      resolveProvider: true,
      completionItem: { labelDetailsSupport: true },
    },
  }),
  register(context) {
    let last: readonly CodeSymbol[] = [];
    context.connection.onCompletion(({ textDocument, position }, token) =>
      answer<CompletionList | null>(context, token, null, async () => {
        const { index, documents } = context;
        const path = documents.pathOf(textDocument.uri);
        if (path === null) return null;
        await index.modelsOf(path);
        let answered = completed(context, textDocument.uri, position);
        // The members of a few models are known long before everything else is.
        if (!index.isDefined(path) && answered?.found.candidates.some(isMember) !== true) {
          await index.around(path);
          answered = completed(context, textDocument.uri, position);
        }
        if (answered === null) return null;
        const { document, found } = answered;
        const shown = [...found.candidates].sort((a, b) => a.rank - b.rank);
        last = shown.flatMap(({ symbol }) => symbol ?? []);
        const list = listOf(context, found, shown, rangeOf(document.facts.lineStarts, found.span));
        // More may come: the client asks again.
        return index.isRead(path) ? list : { ...list, isIncomplete: true };
      }),
    );
    context.connection.onCompletionResolve((item, token) =>
      answer<CompletionItem>(context, token, item, () => {
        const symbol = typeof item.data === "number" ? last[item.data] : undefined;
        const card = symbol && symbolCard(context.index.project, symbol);
        if (!card) return item;
        return { ...item, documentation: { kind: MarkupKind.Markdown, value: cardMarkdown(card) } };
      }),
    );
  },
};

function isMember({ kind }: Candidate): boolean {
  return kind === "field" || kind === "method";
}

/** What may be written at a place of an open document, as far as the index knows; null for what is none. */
function completed({ index, documents }: ServerContext, uri: string, position: Position) {
  const document = documents.get(uri);
  const { parsers } = index;
  if (document === null || parsers === null) return null;
  const { path, text, typed } = document;
  const offset = document.document.offsetAt(position);
  // As last linked: what is typed at the cursor is read anyway, and the rest of the file was a moment ago.
  return { document, found: complete(index.project, parsers, { path, text, offset }, typed) };
}

function listOf(
  { client }: ServerContext,
  { incomplete }: Completions,
  candidates: readonly Candidate[],
  range: ReturnType<typeof rangeOf>,
): CompletionList {
  const snippets = client.textDocument?.completion?.completionItem?.snippetSupport === true;
  let place = 0;
  const items = candidates.map((candidate): CompletionItem => {
    const { label, kind, detail, module, rank, symbol } = candidate;
    const plain = candidate.snippet === true && !snippets;
    const text = plain ? label : (candidate.insert ?? label);
    return {
      label,
      kind: KINDS[kind],
      ...(detail !== null && { detail }),
      ...(module !== null && { labelDetails: { description: module } }),
      sortText: `${rank}${label}`,
      filterText: label,
      textEdit: { range, newText: text },
      ...(candidate.snippet === true && snippets && { insertTextFormat: InsertTextFormat.Snippet }),
      ...(symbol !== null && { data: place++ }),
    };
  });
  return { isIncomplete: incomplete, items };
}

const KINDS: { readonly [kind in CandidateKind]: CompletionItemKind } = {
  model: CompletionItemKind.Class,
  field: CompletionItemKind.Field,
  method: CompletionItemKind.Method,
  "xml-id": CompletionItemKind.Reference,
  module: CompletionItemKind.Module,
  file: CompletionItemKind.File,
  template: CompletionItemKind.Struct,
  widget: CompletionItemKind.Interface,
  value: CompletionItemKind.EnumMember,
  keyword: CompletionItemKind.Keyword,
  attribute: CompletionItemKind.Property,
  tag: CompletionItemKind.Struct,
};
