import { type Edit, lineStarts } from "@sextant/odoo-code";
import type {
  AnnotatedTextEdit,
  ChangeAnnotation,
  ClientCapabilities,
  ResourceOperationKind,
  TextEdit,
  WorkspaceEdit,
} from "vscode-languageserver/node";
import type { ServerContext } from "./feature.ts";
import { uriOfPath } from "./file-uri.ts";
import { rangeOf } from "./place.ts";

/** A change of a file, which is made where it is not there; with an annotation the client asks first. */
export interface FileChange {
  readonly path: string;
  readonly edits: readonly (Edit & { readonly annotation?: string })[];
}

interface Parts {
  readonly changes: readonly FileChange[];
  readonly annotations?: Readonly<Record<string, ChangeAnnotation>>;
  readonly moves?: readonly { readonly from: string; readonly to: string }[];
  text(path: string): string | null;
}

/** An edit of the protocol. Documents that are open are named with their version, so that a client refuses what is out of date. */
export function workspaceEdit(
  { documents, client }: Pick<ServerContext, "documents" | "client">,
  { changes, annotations = {}, moves = [], text }: Parts,
): WorkspaceEdit {
  const edited = changes.map(({ path, edits }) => {
    const open = documents.ofPath(path);
    const starts = open?.facts.lineStarts ?? lineStarts(text(path) ?? "");
    return {
      textDocument: { uri: open?.uri ?? uriOfPath(path), version: open?.version ?? null },
      edits: edits.map(({ span, text: newText, annotation }): TextEdit | AnnotatedTextEdit => {
        const edit = { range: rangeOf(starts, span), newText };
        return annotation === undefined ? edit : { ...edit, annotationId: annotation };
      }),
    };
  });
  if (client.workspace?.workspaceEdit?.documentChanges !== true)
    return { changes: Object.fromEntries(edited.map(({ textDocument, edits }) => [textDocument.uri, edits])) };
  const created = changes
    .filter(({ path }) => text(path) === null)
    .map(({ path }) => ({ kind: "create" as const, uri: uriOfPath(path), options: { ignoreIfExists: true } }));
  const renames = moves.map(({ from, to }) => ({
    kind: "rename" as const,
    oldUri: documents.ofPath(from)?.uri ?? uriOfPath(from),
    newUri: uriOfPath(to),
  }));
  return {
    documentChanges: [...created, ...edited, ...renames],
    ...(Object.keys(annotations).length > 0 && { changeAnnotations: { ...annotations } }),
  };
}

/** Whether the client asks before it makes changes that are marked. */
export function asksBeforeChange({ workspace }: ClientCapabilities): boolean {
  const { documentChanges, changeAnnotationSupport } = workspace?.workspaceEdit ?? {};
  return documentChanges === true && changeAnnotationSupport !== undefined;
}

export function movesFiles(client: ClientCapabilities): boolean {
  return can(client, "rename");
}

export function makesFiles(client: ClientCapabilities): boolean {
  return can(client, "create");
}

function can({ workspace }: ClientCapabilities, operation: ResourceOperationKind): boolean {
  const { documentChanges, resourceOperations } = workspace?.workspaceEdit ?? {};
  return documentChanges === true && resourceOperations?.includes(operation) === true;
}
