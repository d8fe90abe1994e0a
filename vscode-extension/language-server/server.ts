import {
  type Connection,
  DidChangeConfigurationNotification,
  type InitializeParams,
  type InitializeResult,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from "vscode-languageserver/node";
import { AddonsIndex } from "./addons-index.ts";
import type { ServerContext } from "./feature.ts";
import { FEATURES } from "./features.ts";
import { pathOfUri } from "./file-uri.ts";
import { IndexProgress } from "./index-progress.ts";
import { Listeners } from "./listeners.ts";
import { OpenDocuments } from "./open-documents.ts";
import { indexed, readSettings } from "./server-settings.ts";
import { watchFiles } from "./watch-files.ts";

const QUIET_MS = 200;

/** Serves one client over a connection. The caller makes it listen. */
export function serve(connection: Connection): void {
  const ready = new Listeners();
  const changed = new Listeners<string>();
  const closed = new Listeners<string>();
  const linked = new Listeners<{ readonly typed: boolean }>();
  let telling: NodeJS.Timeout | null = null;
  const documents = new OpenDocuments();
  let folders: string[] = [];
  let settings = readSettings(undefined).settings;
  let progress: IndexProgress | null = null;
  const index = new AddonsIndex({
    changed(typed) {
      // Views of the client follow what was typed a moment later.
      telling ??= setTimeout(() => {
        telling = null;
        void connection.sendNotification("sextant/indexChanged", { generation: index.generation });
      }, QUIET_MS);
      linked.tell({ typed });
    },
    status: (status) => {
      void connection.sendNotification("sextant/status", status);
      progress?.status(status);
    },
    progress: (message, percent) => progress?.report(message, percent),
  });
  const load = async (): Promise<void> => {
    const opened = documents.uris().flatMap((uri) => documents.pathOf(uri) ?? []);
    await index.load(folders, settings, opened, {
      found() {
        if (index.parsers !== null) documents.useParsers(index.parsers, index.series);
        for (const uri of documents.uris()) overlay(uri);
      },
      usable: () => ready.tell(),
    });
  };
  const overlay = (uri: string): void => {
    const path = documents.pathOf(uri);
    if (path !== null) index.documentChanged(path, () => documents.get(uri));
  };

  connection.onInitialize((params): InitializeResult => {
    const client = params.capabilities;
    folders = foldersOf(params);
    settings = readSettings(params.initializationOptions).settings;
    progress = new IndexProgress(connection, client);
    const context: ServerContext = {
      connection,
      client,
      documents,
      index,
      folders: () => folders,
      settings: () => settings,
      notify: (method, message) => void connection.sendNotification(method, message),
      onDocumentChanged: (listener) => changed.add(listener),
      onDocumentClosed: (listener) => closed.add(listener),
      onLinked: (listener) => linked.add(listener),
      onIndexReady: (listener) => ready.add(listener),
    };
    const capabilities: ServerCapabilities = {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: false },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    };
    for (const feature of FEATURES) {
      Object.assign(capabilities, feature.capabilities(client));
      feature.register(context);
    }
    return { capabilities, serverInfo: { name: "sextant-language-server" } };
  });

  connection.onInitialized(async () => {
    const { client } = progress ?? {};
    if (client?.workspace?.didChangeConfiguration?.dynamicRegistration === true)
      void connection.client.register(DidChangeConfigurationNotification.type, { section: "sextant" });
    if (client?.workspace?.workspaceFolders === true)
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => pathOfUri(uri)));
        folders = [...folders.filter((path) => !gone.has(path)), ...added.flatMap(({ uri }) => pathOfUri(uri) ?? [])];
        void load();
      });
    if (client !== undefined) watchFiles(connection, client, index, { reload: load, changed: () => ready.tell() });
    await configure(undefined);
    await load();
  });

  const configure = async (pushed: unknown): Promise<void> => {
    const pulls = progress?.client.workspace?.configuration === true;
    const given = pulls ? await connection.workspace.getConfiguration("sextant").catch(() => undefined) : pushed;
    if (given === undefined || given === null) return;
    const read = readSettings(given);
    settings = read.settings;
    for (const complaint of read.complaints) connection.console.warn(complaint);
  };

  connection.onDidChangeConfiguration(async ({ settings: pushed }) => {
    const before = indexed(settings);
    const sent: unknown =
      typeof pushed === "object" && pushed !== null && "sextant" in pushed ? pushed.sextant : pushed;
    await configure(sent);
    if (indexed(settings) === before) ready.tell();
    else await load();
  });

  documents.listen(connection, {
    changed(uri) {
      overlay(uri);
      const path = documents.pathOf(uri);
      if (path !== null) void index.around(path);
      changed.tell(uri);
    },
    closed(uri, path) {
      index.documentClosed(path);
      closed.tell(uri);
    },
  });
  connection.onShutdown(() => {
    if (telling !== null) clearTimeout(telling);
    index.stop();
  });
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams & { rootUri?: string | null }): string[] {
  const uris = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
  return uris.flatMap((uri) => pathOfUri(uri) ?? []);
}
