import {
  type FileFacts,
  factsOfText,
  fileKind,
  type OdooVersion,
  otherFacts,
  type Parsers,
  TypedFile,
} from "@sextant/odoo-code";
import { type Connection, TextDocuments } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { pathOfUri } from "./file-uri.ts";

/** A file that the editor has open: its text may not be on disk yet. */
export interface OpenDocument {
  readonly uri: string;
  readonly path: string;
  readonly version: number;
  readonly text: string;
  readonly document: TextDocument;
  /** What was read of it lately. */
  readonly typed: TypedFile;
  readonly facts: FileFacts;
}

/** The files that the editor has open, with the facts of what they hold now. */
export class OpenDocuments {
  private readonly documents = new TextDocuments(TextDocument);
  private readonly paths = new Map<string, string>();
  private readonly read = new Map<string, OpenDocument>();
  private parsers: Parsers | null = null;
  private version: OdooVersion = "19.0";

  /** Until it is called, documents have no facts. */
  useParsers(parsers: Parsers, version: OdooVersion): void {
    if (this.parsers === parsers && this.version === version) return;
    this.parsers = parsers;
    this.version = version;
    this.read.clear();
  }

  listen(connection: Connection, told: { changed(uri: string): void; closed(uri: string, path: string): void }): void {
    this.documents.onDidChangeContent(({ document }) => told.changed(document.uri));
    this.documents.onDidClose(({ document }) => {
      const path = this.paths.get(document.uri);
      this.paths.delete(document.uri);
      this.read.delete(document.uri);
      if (path !== undefined) told.closed(document.uri, path);
    });
    this.documents.listen(connection);
  }

  /** Null for what is no file. Nothing is read for it. */
  pathOf(uri: string): string | null {
    const path = this.paths.get(uri) ?? pathOfUri(uri);
    if (path !== null && this.documents.get(uri) !== undefined) this.paths.set(uri, path);
    return path;
  }

  uris(): readonly string[] {
    return this.documents.keys();
  }

  /** Null for what is not open, no file, or of a kind that says nothing. */
  get(uri: string): OpenDocument | null {
    const document = this.documents.get(uri);
    if (document === undefined) return null;
    const known = this.read.get(uri);
    if (known?.version === document.version) return known;
    const path = this.pathOf(uri);
    if (path === null || fileKind(path) === "other") return null;
    const text = document.getText();
    const typed = known?.typed ?? new TypedFile();
    const facts = this.parsers === null ? otherFacts(path) : factsOfText(this.parsers, path, text, this.version, typed);
    const made: OpenDocument = { uri, path, version: document.version, text, document, typed, facts };
    this.read.set(uri, made);
    return made;
  }

  /** The document that shows a file, by the file's real path. */
  ofPath(path: string): OpenDocument | null {
    for (const [uri, known] of this.paths) if (known === path) return this.get(uri);
    return null;
  }
}
