import type { ClientCapabilities, Connection, ServerCapabilities } from "vscode-languageserver/node";
import type { SextantNotifications } from "../protocol.ts";
import type { AddonsIndex } from "./addons-index.ts";
import type { OpenDocuments } from "./open-documents.ts";
import type { ServerSettings } from "./server-settings.ts";

/** What every feature of the server works with. */
export interface ServerContext {
  readonly connection: Connection;
  readonly client: ClientCapabilities;
  readonly documents: OpenDocuments;
  readonly index: AddonsIndex;
  /** Workspace folders by real path. */
  folders(): readonly string[];
  settings(): ServerSettings;
  /** Tells the client something of our own. */
  notify<Method extends keyof SextantNotifications>(method: Method, params: SextantNotifications[Method]): void;
  onDocumentChanged(listener: (uri: string) => void): void;
  onDocumentClosed(listener: (uri: string) => void): void;
  /** Told when what was typed, or changed on disk, is in the index. */
  onLinked(listener: (change: { readonly typed: boolean }) => void): void;
  /** Told when everything has been read, and again when settings or files outside the editor changed it. */
  onIndexReady(listener: () => void): void;
}

/** One thing that the server can do: what it announces, and how it answers. */
export interface Feature {
  capabilities(client: ClientCapabilities): ServerCapabilities;
  register(context: ServerContext): void;
}
