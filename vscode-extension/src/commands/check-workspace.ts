import * as vscode from "vscode";
import type { CheckResult } from "../../protocol.ts";
import type { IndexClient } from "../language-client.ts";
import { locationOf } from "../places.ts";

const SEVERITIES = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
} as const;

/**
 * `Sextant: Check Workspace`: problems of all files of the workspace's modules, open or not. Those of open files come from the language server as
 * they are typed, so they are left out here; a file that is opened or changed loses its old ones.
 */
export function registerCheckWorkspace(client: IndexClient): vscode.Disposable {
  const problems = vscode.languages.createDiagnosticCollection("sextant.workspace");
  return vscode.Disposable.from(
    problems,
    vscode.window.tabGroups.onDidChangeTabs(({ opened }) => {
      for (const tab of opened) if (tab.input instanceof vscode.TabInputText) problems.delete(tab.input.uri);
    }),
    vscode.workspace.onDidDeleteFiles(({ files }) => {
      for (const file of files) problems.delete(file);
    }),
    vscode.commands.registerCommand("sextant.checkWorkspace", async () => {
      const title = vscode.l10n.t("Checking the workspace");
      const location = vscode.ProgressLocation.Window;
      const result = await vscode.window.withProgress({ title, location }, async () => {
        await client.ready();
        return client.request("sextant/check", {});
      });
      problems.clear();
      for (const [uri, found] of byFile(result)) if (!isOpen(uri)) problems.set(vscode.Uri.parse(uri), found);
      await vscode.commands.executeCommand("workbench.actions.view.problems");
      vscode.window.setStatusBarMessage(
        vscode.l10n.t("{0} modules checked, {1} problems", result.modules, result.findings.length),
        10_000,
      );
      return result.findings.length;
    }),
  );
}

/** Documents outlive their tabs; problems of the language server do not. */
function isOpen(uri: string): boolean {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri);
}

function byFile({ findings }: CheckResult): Map<string, vscode.Diagnostic[]> {
  const files = new Map<string, vscode.Diagnostic[]>();
  for (const { rule, severity, message, place } of findings) {
    const { uri, range } = locationOf(place);
    const diagnostic = new vscode.Diagnostic(range, message, SEVERITIES[severity]);
    diagnostic.source = "sextant";
    diagnostic.code = rule;
    const key = uri.toString();
    files.set(key, [...(files.get(key) ?? []), diagnostic]);
  }
  return files;
}
