import * as vscode from "vscode";
import type { IndexClient } from "../language-client.ts";

const SCHEME = "sextant-doctor";

/** `Sextant: Doctor`: what was found and why, as a page; for the active file too. */
export function registerDoctor(client: IndexClient): vscode.Disposable {
  const address = vscode.Uri.from({ scheme: SCHEME, path: "/Sextant Doctor.md" });
  const changed = new vscode.EventEmitter<vscode.Uri>();
  let text = "";
  return vscode.Disposable.from(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: () => text,
    }),
    vscode.commands.registerCommand("sextant.doctor", async (name?: unknown) => {
      const active = vscode.window.activeTextEditor?.document.uri;
      const uri = active?.scheme === "file" ? active.toString() : undefined;
      const report = await client.request("sextant/doctor", {
        ...(typeof name === "string" ? { name } : uri === undefined ? {} : { uri }),
      });
      text = report.text;
      changed.fire(address);
      // As text: it can be copied into a report of a problem, and shows where previews are switched off.
      const document = await vscode.workspace.openTextDocument(address);
      await vscode.window.showTextDocument(document, { preview: false });
    }),
  );
}
