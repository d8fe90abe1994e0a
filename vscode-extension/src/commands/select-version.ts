import * as vscode from "vscode";
import type { IndexClient } from "../language-client.ts";

/** `Sextant: Select Odoo Version`: writes the setting of the workspace. The choices are those of the setting. */
export function registerSelectVersion(
  client: IndexClient,
  { packageJSON }: vscode.Extension<unknown>,
): vscode.Disposable {
  return vscode.commands.registerCommand("sextant.selectVersion", async () => {
    const versions: readonly string[] = packageJSON.contributes.configuration.properties["sextant.odooVersion"].enum;
    const settings = vscode.workspace.getConfiguration("sextant");
    const current = settings.get<string>("odooVersion", "auto");
    const items = versions.map((version) => ({
      label: version,
      description: [
        version === "auto" ? vscode.l10n.t("found out: {0}", client.status.version ?? "?") : "",
        version === current ? vscode.l10n.t("now") : "",
      ]
        .filter(Boolean)
        .join(" · "),
    }));
    const placeHolder = vscode.l10n.t("Series of Odoo that the code is for");
    const chosen = await vscode.window.showQuickPick(items, { placeHolder });
    if (!chosen) return;
    const target = vscode.workspace.workspaceFolders
      ? vscode.ConfigurationTarget.Workspace
      : vscode.ConfigurationTarget.Global;
    await settings.update("odooVersion", chosen.label === "auto" ? undefined : chosen.label, target);
  });
}
