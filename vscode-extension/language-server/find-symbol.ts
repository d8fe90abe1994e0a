import { type Project, type SymbolAt, symbolAt } from "@sextant/odoo-code";
import type { Position } from "vscode-languageserver/node";
import { documentAround } from "./document-around.ts";
import type { ServerContext } from "./feature.ts";
import type { OpenDocument } from "./open-documents.ts";

/** A symbol of an open document, with what it was looked up in. */
export interface FoundHere {
  readonly document: OpenDocument;
  readonly project: Project;
  readonly at: SymbolAt;
}

/** What stands at a position of an open document, looked up in the index as it is with all that has been typed. */
export async function findSymbol(
  context: ServerContext,
  { textDocument, position }: { readonly textDocument: { readonly uri: string }; readonly position: Position },
): Promise<FoundHere | null> {
  const document = await documentAround(context, textDocument.uri);
  if (document === null) return null;
  const project = context.index.current();
  const at = symbolAt(project, document.facts, document.document.offsetAt(position));
  return at === null ? null : { document, project, at };
}
