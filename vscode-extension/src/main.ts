import * as vscode from "vscode";
import type { ServerStatus } from "../protocol.ts";
import { registerIndexModel } from "./chat/index-model.ts";
import { registerMcpServer } from "./chat/mcp-server.ts";
import { registerParticipant } from "./chat/participant.ts";
import { registerTools } from "./chat/tools.ts";
import { registerCheckWorkspace } from "./commands/check-workspace.ts";
import { registerCreateAccessRights } from "./commands/create-access-rights.ts";
import { registerDoctor } from "./commands/doctor.ts";
import { registerFixFile } from "./commands/fix-file.ts";
import { registerSelectVersion } from "./commands/select-version.ts";
import { registerShowLocations } from "./commands/show-locations.ts";
import { IndexClient } from "./language-client.ts";
import { CombinedViews } from "./views/combined-view.ts";
import { Explorer } from "./views/explorer/explorer.ts";
import type { ExplorerNode } from "./views/explorer/node.ts";
import { ModuleGraph } from "./views/module-graph/module-graph.ts";
import { showStatus } from "./views/status-bar.ts";

/** What other extensions, and tests, may use. */
export interface SextantApi {
  /** Resolves when the index is ready, or when it cannot be. */
  ready(): Promise<ServerStatus>;
  /** Modules, models and their members, as the explorer shows them. */
  readonly explorer: vscode.TreeDataProvider<ExplorerNode>;
}

/** Composition root. The server starts beside: what needs it waits for it. */
export function activate(context: vscode.ExtensionContext): SextantApi {
  const log = vscode.window.createOutputChannel("Sextant", { log: true });
  const client = new IndexClient(context, log);
  const explorer = new Explorer(client);
  context.subscriptions.push(
    log,
    client,
    showStatus(client),
    explorer,
    CombinedViews.register(client),
    ModuleGraph.register(client, context),
    vscode.commands.registerCommand("sextant.restart", () => client.restart()),
    vscode.commands.registerCommand("sextant.showLog", () => log.show()),
    registerCheckWorkspace(client),
    registerCreateAccessRights(client),
    registerDoctor(client),
    registerFixFile(),
    registerSelectVersion(client, context.extension),
    registerShowLocations(),
    registerParticipant(client, context),
    registerIndexModel(client, log),
    registerTools(client, context.extension),
    registerMcpServer(context),
  );
  client.start().catch((error: unknown) => log.error(String(error)));
  return { ready: () => client.ready(), explorer };
}
