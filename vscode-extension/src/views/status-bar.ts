import * as vscode from "vscode";
import type { ServerStatus } from "../../protocol.ts";
import type { IndexClient } from "../language-client.ts";

const ICONS = {
  starting: "$(loading~spin)",
  indexing: "$(loading~spin)",
  ready: "$(compass)",
  failed: "$(warning)",
} as const satisfies Record<ServerStatus["state"], string>;

/** How far the index is; a click tells what was found. */
export function showStatus(client: IndexClient): vscode.Disposable {
  const item = vscode.window.createStatusBarItem("sextant.status", vscode.StatusBarAlignment.Left, 0);
  item.name = "Sextant";
  const show = ({ state, message }: ServerStatus) => {
    item.text = `${ICONS[state]} ${message}`;
    item.tooltip =
      state === "failed" ? vscode.l10n.t("Sextant: show the log") : vscode.l10n.t("Sextant: what was found, and why");
    item.command = state === "failed" ? "sextant.showLog" : "sextant.doctor";
    item.backgroundColor = state === "failed" ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
    void vscode.commands.executeCommand("setContext", "sextant.ready", state === "ready");
    void vscode.commands.executeCommand("setContext", "sextant.stopped", state === "failed");
  };
  show(client.status);
  item.show();
  return vscode.Disposable.from(item, client.onStatus(show));
}
