import {
  type ClientCapabilities,
  type Connection,
  DidChangeWatchedFilesNotification,
} from "vscode-languageserver/node";
import type { AddonsIndex } from "./addons-index.ts";
import { pathOfUri } from "./file-uri.ts";

/** A change of a configuration may lead to other folders. */
const CONFIGURATION = /\/(?:\.odoorc|\.openerp_serverrc|odoo(?:-server)?\.(?:conf|cfg))$/;
const WATCHED = ["**/*.{py,xml,csv,js}", "**/{.odoorc,.openerp_serverrc,odoo.conf,odoo.cfg,odoo-server.conf}"];

/** Follows changes that other programs make to the files. `changed` is told when the index has followed. */
export function watchFiles(
  connection: Connection,
  client: ClientCapabilities,
  index: AddonsIndex,
  { reload, changed }: { reload(): Promise<void>; changed(): void },
): void {
  if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration === true)
    void connection.client.register(DidChangeWatchedFilesNotification.type, {
      watchers: WATCHED.map((globPattern) => ({ globPattern })),
    });
  connection.onDidChangeWatchedFiles(async ({ changes }) => {
    if (changes.some(({ uri }) => CONFIGURATION.test(uri))) {
      await reload();
      return;
    }
    const { generation } = index;
    await index.filesChanged(changes.flatMap(({ uri }) => pathOfUri(uri) ?? []));
    if (index.generation !== generation) changed();
  });
}
