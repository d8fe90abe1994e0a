import { accessSync, constants } from "node:fs";
import type { RenameContext } from "@sextant/odoo-code";
import { type SourceFiles, sourceFiles } from "@sextant/odoo-workspace";
import type { ServerContext } from "./feature.ts";

/** Texts as they are now: of documents as typed, of other files as saved. Each is read once. */
export function sourcesNow({ documents }: Pick<ServerContext, "documents">): SourceFiles {
  return sourceFiles((path) => documents.ofPath(path)?.text ?? null);
}

/** The texts alone. */
export function sourceTexts(context: Pick<ServerContext, "documents">): RenameContext["text"] {
  return sourcesNow(context).text;
}

/** Whether a file may be changed: it lies in a folder of the workspace, and the system lets us write it. */
export function writable({ folders }: Pick<ServerContext, "folders">): RenameContext["writable"] {
  const known = new Map<string, boolean>();
  return (path) => {
    const before = known.get(path);
    if (before !== undefined) return before;
    const may = folders().some((folder) => path.startsWith(`${folder}/`)) && maySave(path);
    known.set(path, may);
    return may;
  };
}

function maySave(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
