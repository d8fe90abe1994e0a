import { accessSync, constants, readFileSync } from "node:fs";
import { decodeText, type RenameContext } from "@sextant/odoo-code";
import type { ServerContext } from "./feature.ts";

/** Texts as they are now: of documents as typed, of other files as saved. Each is read once. */
export function sourceTexts({ documents }: Pick<ServerContext, "documents">): RenameContext["text"] {
  const known = new Map<string, string | null>();
  return (path) => {
    const before = known.get(path);
    if (before !== undefined) return before;
    const text = documents.ofPath(path)?.text ?? savedText(path);
    known.set(path, text);
    return text;
  };
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

function savedText(path: string): string | null {
  try {
    return decodeText(readFileSync(path)).text;
  } catch {
    return null;
  }
}

function maySave(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
