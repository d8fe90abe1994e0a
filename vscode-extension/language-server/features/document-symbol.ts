import { documentSymbols, type OutlineEntry, type OutlineKind } from "@sextant/odoo-code";
import { type DocumentSymbol, type SymbolInformation, SymbolKind } from "vscode-languageserver/node";
import { answer } from "../answer.ts";
import type { Feature } from "../feature.ts";
import { rangeOf } from "../place.ts";

const KINDS: Readonly<Record<OutlineKind, SymbolKind>> = {
  model: SymbolKind.Class,
  class: SymbolKind.Class,
  field: SymbolKind.Field,
  method: SymbolKind.Method,
  function: SymbolKind.Function,
  record: SymbolKind.Object,
  view: SymbolKind.Interface,
  template: SymbolKind.Interface,
  menu: SymbolKind.Key,
  element: SymbolKind.Property,
  column: SymbolKind.Variable,
};

/** The outline: classes as the models that they are, records, views and templates. */
export const documentSymbol: Feature = {
  capabilities: () => ({ documentSymbolProvider: true }),
  register(context) {
    const nested = context.client.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true;
    context.connection.onDocumentSymbol(({ textDocument: { uri } }, token) =>
      answer<DocumentSymbol[] | SymbolInformation[] | null>(context, token, null, () => {
        const document = context.documents.get(uri);
        if (document === null) return null;
        const starts = document.facts.lineStarts;
        const entries = documentSymbols(document.facts);
        return nested
          ? entries.map((entry) => asSymbol(entry, starts))
          : entries.flatMap((entry) => flat(entry, uri, starts));
      }),
    );
  },
};

function asSymbol(
  { name, detail, kind, span, nameSpan, children }: OutlineEntry,
  starts: readonly number[],
): DocumentSymbol {
  return {
    name,
    detail,
    kind: KINDS[kind],
    range: rangeOf(starts, span),
    selectionRange: rangeOf(starts, nameSpan),
    children: children.map((child) => asSymbol(child, starts)),
  };
}

function flat(
  { name, kind, nameSpan, children }: OutlineEntry,
  uri: string,
  starts: readonly number[],
  containerName = "",
): SymbolInformation[] {
  const own = { name, kind: KINDS[kind], containerName, location: { uri, range: rangeOf(starts, nameSpan) } };
  return [own, ...children.flatMap((child) => flat(child, uri, starts, name))];
}
