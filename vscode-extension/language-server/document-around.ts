import type { ServerContext } from "./feature.ts";
import type { OpenDocument } from "./open-documents.ts";

/** A document once what it is about is read, or long enough was waited for that; null for what says nothing. */
export async function documentAround(
  { documents, index }: Pick<ServerContext, "documents" | "index">,
  uri: string,
): Promise<OpenDocument | null> {
  const path = documents.pathOf(uri);
  if (path === null) return null;
  await index.around(path);
  // Only now: before the version of Odoo was known, documents had no facts.
  return documents.get(uri);
}
