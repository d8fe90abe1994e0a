import * as vscode from "vscode";

/** `Sextant: Fix All in File`: all mechanical cures of the active file, as one step to undo. */
export function registerFixFile(): vscode.Disposable {
  return vscode.commands.registerCommand("sextant.fixFile", async () => {
    const editor = vscode.window.activeTextEditor;
    if (!editor) return;
    const { uri, lineCount } = editor.document;
    const whole = new vscode.Range(0, 0, lineCount, 0);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      uri,
      whole,
      vscode.CodeActionKind.SourceFixAll.append("sextant").value,
      1,
    );
    const [action] = actions;
    if (!action?.edit) {
      void vscode.window.showInformationMessage(vscode.l10n.t("Nothing in this file can be fixed without judgement."));
      return;
    }
    await vscode.workspace.applyEdit(action.edit);
  });
}
