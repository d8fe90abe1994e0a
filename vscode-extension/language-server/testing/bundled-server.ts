import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import {
  type ClientCapabilities,
  createProtocolConnection,
  type Diagnostic,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import type { SextantRequests } from "../../protocol.ts";

/** Builds the bundle into a folder, as it is shipped; gives the program. */
export function buildServer(folder: string): string {
  execFileSync(process.execPath, [join(import.meta.dirname, "../../build.mjs"), folder]);
  return join(folder, "language-server.js");
}

/** A folder with these files, by path in it. */
export function folderOf(sources: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "sextant-server-")));
  for (const [path, content] of Object.entries(sources)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** The bundled server as an editor runs it: a process of its own, spoken to over its standard streams. */
export class BundledServer {
  readonly connection: ProtocolConnection;
  readonly folder: string;
  private readonly process: ChildProcess;
  private readonly published = new Map<string, Diagnostic[]>();
  private readonly waiting = new Set<() => void>();
  private readonly versions = new Map<string, number>();
  private readonly exit: Promise<unknown[]>;
  ready = 0;

  private constructor(program: string, folder: string) {
    this.folder = folder;
    this.process = spawn(process.execPath, [program, "--stdio"], {
      stdio: ["pipe", "pipe", "inherit"],
      env: { ...process.env, XDG_CACHE_HOME: join(folder, ".cache") },
    });
    this.exit = once(this.process, "exit");
    const { stdout, stdin } = this.process;
    if (stdout === null || stdin === null) throw new Error("The server has no standard streams.");
    this.connection = createProtocolConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    this.connection.onNotification("textDocument/publishDiagnostics", ({ uri, diagnostics, version }) => {
      if (version !== undefined && version !== this.versions.get(uri)) return;
      this.published.set(uri, diagnostics);
      this.wake();
    });
    this.connection.onNotification("sextant/status", ({ state }: { state: string }) => {
      if (state === "ready") this.ready += 1;
      this.wake();
    });
    this.connection.onUnhandledNotification(() => undefined);
    this.connection.listen();
  }

  /** Started, initialised, and with its index ready. */
  static async start(
    program: string,
    folder: string,
    settings: object = {},
    capabilities: ClientCapabilities = {},
  ): Promise<BundledServer> {
    const server = await BundledServer.launch(program, folder, settings, capabilities);
    await server.until(() => server.ready > 0);
    return server;
  }

  /** Started and initialised: it has begun to read. */
  static async launch(
    program: string,
    folder: string,
    settings: object = {},
    capabilities: ClientCapabilities = {},
  ): Promise<BundledServer> {
    const server = new BundledServer(program, folder);
    await server.connection.sendRequest("initialize", {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: [{ uri: pathToFileURL(folder).href, name: "test" }],
      initializationOptions: settings,
      capabilities: {
        ...capabilities,
        textDocument: { completion: { completionItem: { snippetSupport: true } }, ...capabilities.textDocument },
      },
    });
    await server.connection.sendNotification("initialized", {});
    return server;
  }

  /** A path in the folder, or a whole one. */
  uri(path: string): string {
    return pathToFileURL(resolve(this.folder, path)).href;
  }

  async open(path: string, text: string): Promise<void> {
    const uri = this.uri(path);
    this.versions.set(uri, 1);
    this.published.delete(uri);
    const textDocument = { uri, languageId: path.split(".").at(-1) ?? "", version: 1, text };
    await this.connection.sendNotification("textDocument/didOpen", { textDocument });
  }

  /** Changes that follow each other: each replaces a range of what the one before left. */
  async change(path: string, contentChanges: readonly object[]): Promise<void> {
    const uri = this.uri(path);
    const version = (this.versions.get(uri) ?? 0) + 1;
    this.versions.set(uri, version);
    this.published.delete(uri);
    await this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  request<Result>(method: string, path: string, position: { line: number; character: number }, more: object = {}) {
    return this.connection.sendRequest<Result>(method, { textDocument: { uri: this.uri(path) }, position, ...more });
  }

  ask<Method extends keyof SextantRequests>(
    method: Method,
    params: SextantRequests[Method]["params"],
  ): Promise<SextantRequests[Method]["result"]> {
    return this.connection.sendRequest(method, params);
  }

  /** What was published for the file as it is now. */
  async diagnostics(path: string): Promise<Diagnostic[]> {
    const uri = this.uri(path);
    await this.until(() => this.published.has(uri));
    return this.published.get(uri) ?? [];
  }

  /** Waits until a finding of this rule is published for the file as it is now. */
  async finding(path: string, rule: string): Promise<Diagnostic> {
    const uri = this.uri(path);
    const find = () => this.published.get(uri)?.find(({ code }) => code === rule);
    await this.until(() => find() !== undefined);
    return find() ?? this.finding(path, rule);
  }

  get pid(): number {
    return this.process.pid ?? 0;
  }

  /** Ends it as the protocol says; gives its exit code. */
  async stop(): Promise<unknown> {
    await this.connection.sendRequest("shutdown");
    await this.connection.sendNotification("exit");
    const [code] = await this.exit;
    this.connection.dispose();
    rmSync(this.folder, { recursive: true, force: true });
    return code;
  }

  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => this.waiting.add(resolve));
  }

  private wake(): void {
    for (const resume of this.waiting) resume();
    this.waiting.clear();
  }
}
