import { type Definition, type FileFacts, positionAt, type Span } from "@sextant/odoo-code";
import type { Location, Range } from "vscode-languageserver/node";
import type { ServerContext } from "./feature.ts";
import { uriOfPath } from "./file-uri.ts";

/** A span of a text whose lines start there, as the protocol counts. */
export function rangeOf(lineStarts: readonly number[], span: Span): Range {
  return { start: positionAt(lineStarts, span[0]), end: positionAt(lineStarts, span[1]) };
}

/** Where a span of a file stands; the document's own lines where it is open. */
export function locationOf(
  { documents, index }: Pick<ServerContext, "documents" | "index">,
  path: string,
  span: Span,
): Location {
  const open = documents.ofPath(path);
  const facts: FileFacts | undefined = open?.facts ?? index.project.files.get(path);
  return { uri: open?.uri ?? uriOfPath(path), range: rangeOf(facts?.lineStarts ?? [0], span) };
}

/** The name of a definition. */
export function locationOfDefinition(
  context: Pick<ServerContext, "documents" | "index">,
  { path, nameSpan }: Definition,
): Location {
  return locationOf(context, path, nameSpan);
}
