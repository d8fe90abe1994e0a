import * as vscode from "vscode";

/** Offers the tools of the index to VS Code's agents as an MCP server over the folders of this window, run by VS Code's own Node. */
export function registerMcpServer(context: vscode.ExtensionContext): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const { version } = context.extension.packageJSON;
  return vscode.Disposable.from(
    changed,
    vscode.workspace.onDidChangeWorkspaceFolders(() => changed.fire()),
    vscode.lm.registerMcpServerDefinitionProvider("sextant.mcp", {
      onDidChangeMcpServerDefinitions: changed.event,
      provideMcpServerDefinitions() {
        const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
        if (folders.length === 0) return [];
        const settings = vscode.workspace.getConfiguration("sextant");
        const further = settings.get<string[]>("addonsPath", []).flatMap((path) => ["--addons", path]);
        const series = settings.get("odooVersion", "auto");
        const options = [...further, ...(series === "auto" ? [] : ["--odoo", series])];
        const server = context.asAbsolutePath("dist/mcp-server.js");
        const environment = { ELECTRON_RUN_AS_NODE: "1" };
        return [
          new vscode.McpStdioServerDefinition(
            "Sextant",
            process.execPath,
            [server, ...folders, ...options],
            environment,
            version,
          ),
        ];
      },
    }),
  );
}
