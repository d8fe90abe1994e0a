import * as vscode from "vscode";
import { LanguageClient, type LanguageClientOptions, State, TransportKind } from "vscode-languageclient/node";
import type { ServerStatus, SextantNotifications, SextantRequests } from "../protocol.ts";

type Method = keyof SextantRequests;

/** The languages that Odoo addons are written in, as files on disk. */
const SELECTOR = ["python", "xml", "csv", "javascript"].map((language) => ({ scheme: "file", language }));
/** CSV has no language in VS Code itself: such files come by their name. */
const DATA_FILES = { scheme: "file", pattern: "**/*.{csv,po,pot}" };

const STOPPED: ServerStatus = { state: "failed", message: "stopped", modules: 0, version: null };
const STARTING: ServerStatus = { state: "starting", message: "starting", modules: 0, version: null };

/** Life of the language server, and the one way to ask it. */
export class IndexClient implements vscode.Disposable {
  readonly #client: LanguageClient;
  readonly #status = new vscode.EventEmitter<ServerStatus>();
  readonly #changes = new vscode.EventEmitter<void>();
  readonly onStatus = this.#status.event;
  /** What was asked before may be out of date. */
  readonly onIndexChanged = this.#changes.event;
  #current: ServerStatus = STARTING;

  constructor(context: vscode.ExtensionContext, log: vscode.LogOutputChannel) {
    const module = context.asAbsolutePath("dist/language-server.js");
    const options: LanguageClientOptions = {
      documentSelector: [...SELECTOR, DATA_FILES],
      outputChannel: log,
      synchronize: { configurationSection: "sextant" },
      markdown: { isTrusted: { enabledCommands: ["sextant.showLocations", "sextant.showCombinedView"] } },
    };
    this.#client = new LanguageClient("sextant", "Sextant", { module, transport: TransportKind.ipc }, options);
    this.#client.onDidChangeState(({ newState }) => {
      if (newState === State.Stopped) this.#report(STOPPED);
      else if (newState === State.Starting) this.#report(STARTING);
    });
    this.#listen("sextant/status", (status) => this.#report(status));
    this.#listen("sextant/indexChanged", () => this.#changes.fire());
  }

  get status(): ServerStatus {
    return this.#current;
  }

  /** Settles when the server answers; its failure is told in the status bar and the log. */
  async start(): Promise<void> {
    await this.#client.start();
  }

  async restart(): Promise<void> {
    this.#report(STARTING);
    await this.#client.restart();
  }

  /** Asks the server; waits for it to start. */
  async request<M extends Method>(
    method: M,
    params: SextantRequests[M]["params"],
    token?: vscode.CancellationToken,
  ): Promise<SextantRequests[M]["result"]> {
    // A token that is not there would be sent as one more parameter.
    return this.#client.sendRequest<SextantRequests[M]["result"]>(method, params, ...(token ? [token] : []));
  }

  /** Resolves when the index is ready, or when it cannot be. */
  async ready(): Promise<ServerStatus> {
    while (this.#current.state === "starting" || this.#current.state === "indexing")
      await new Promise<void>((resolve) => {
        const once = this.onStatus(() => {
          once.dispose();
          resolve();
        });
      });
    return this.#current;
  }

  dispose(): void {
    this.#status.dispose();
    this.#changes.dispose();
    void this.#client.dispose();
  }

  #listen<N extends keyof SextantNotifications>(name: N, handle: (params: SextantNotifications[N]) => void): void {
    this.#client.onNotification(name, handle);
  }

  #report(status: ServerStatus): void {
    this.#current = status;
    this.#status.fire(status);
  }
}
