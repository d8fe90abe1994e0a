import { ok } from "node:assert/strict";
import * as vscode from "vscode";
import type { SextantApi } from "../src/main.ts";

/** The extension, active and with its index ready. */
export async function readyExtension(): Promise<SextantApi> {
  const extension = vscode.extensions.getExtension<SextantApi>("sextant.sextant-odoo");
  ok(extension, "the extension is installed");
  const api = await extension.activate();
  const { state, message } = await api.ready();
  ok(state === "ready", message);
  return api;
}

/** A file of the workspace, open in an editor. */
export async function show(path: string): Promise<vscode.TextDocument> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  ok(folder, "a folder is open");
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, path));
  await vscode.window.showTextDocument(document);
  return document;
}

/** The place of `text` in a document, at its first character; of the second part where there are two, after the first. */
export function placeIn(document: vscode.TextDocument, text: string, inside = ""): vscode.Position {
  const start = document.getText().indexOf(text);
  ok(start >= 0, `${document.uri.path} has ${text}`);
  return document.positionAt(start + (inside === "" ? 0 : text.indexOf(inside)));
}

/** Asks until the answer is not undefined. */
export async function eventually<T>(ask: () => T | undefined | PromiseLike<T | undefined>, what: string): Promise<T> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const value = await ask();
    if (value !== undefined) return value;
    if (Date.now() > deadline) throw new Error(`${what}: not within 30 seconds`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
