import { type WorkspaceSymbolKind, workspaceSymbols } from "@sextant/odoo-code";
import { type SymbolInformation, SymbolKind } from "vscode-languageserver/node";
import { answer } from "../answer.ts";
import type { Feature } from "../feature.ts";
import { locationOf } from "../place.ts";

const KINDS: Readonly<Record<WorkspaceSymbolKind, SymbolKind>> = {
  module: SymbolKind.Package,
  model: SymbolKind.Class,
  field: SymbolKind.Field,
  method: SymbolKind.Method,
  "xml-id": SymbolKind.Object,
  template: SymbolKind.Interface,
};

/** Modules, models, fields, methods, XML ids and templates by scattered letters of their names. */
export const workspaceSymbol: Feature = {
  capabilities: () => ({ workspaceSymbolProvider: true }),
  register(context) {
    context.connection.onWorkspaceSymbol(({ query }, token) =>
      answer<SymbolInformation[] | null>(context, token, null, () =>
        workspaceSymbols(context.index.current(), query).map(({ kind, name, container, path, span }) => ({
          name,
          kind: KINDS[kind],
          containerName: container,
          location: locationOf(context, path, span),
        })),
      ),
    );
  },
};
