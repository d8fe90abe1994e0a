import {
  type ClientCapabilities,
  type Connection,
  DidChangeWatchedFilesNotification,
  FileChangeType,
} from "vscode-languageserver/node";
import type { AddonsIndex } from "./addons-index.ts";
import { pathOfUri } from "./file-uri.ts";
import type { OpenDocuments } from "./open-documents.ts";

const WATCHED = ["**/*.{py,xml,csv,js}", "**/odoo.conf"];
/** More changes at once are a switch of branches: then everything is read again, which the cache makes cheap. */
const MANY = 300;

/** Follows changes that other programs make to the files. */
export function watchFiles(
  connection: Connection,
  client: ClientCapabilities,
  index: AddonsIndex,
  documents: OpenDocuments,
  reload: () => Promise<void>,
): void {
  if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration === true)
    void connection.client.register(DidChangeWatchedFilesNotification.type, {
      watchers: WATCHED.map((globPattern) => ({ globPattern })),
    });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const structural = changes.some(
      ({ uri, type }) =>
        /\/odoo\.conf$/.test(uri) || (type !== FileChangeType.Changed && /\/__(?:manifest|openerp)__\.py$/.test(uri)),
    );
    if (structural || changes.length > MANY) {
      void reload();
      return;
    }
    for (const { uri } of changes) {
      const path = pathOfUri(uri);
      // What is open says what it says in the editor.
      if (path !== null && documents.ofPath(path) === null && index.project.moduleOf(path) !== null)
        index.readFromDisk(path);
    }
  });
}
