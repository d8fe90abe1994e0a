import type { ClientCapabilities, Connection, WorkDoneProgressServerReporter } from "vscode-languageserver/node";
import type { ServerStatus } from "../protocol.ts";

/** Shows how far the reading of addons is, where the client can show it. */
export class IndexProgress {
  readonly client: ClientCapabilities;
  private readonly connection: Connection;
  private running: Promise<WorkDoneProgressServerReporter> | null = null;

  constructor(connection: Connection, client: ClientCapabilities) {
    this.connection = connection;
    this.client = client;
  }

  status({ state, message }: ServerStatus): void {
    if (state === "failed") this.connection.console.error(`Odoo addons could not be read: ${message}`);
    if (this.client.window?.workDoneProgress !== true) return;
    if (state === "indexing" && this.running === null) {
      this.running = this.connection.window.createWorkDoneProgress();
      void this.running.then((reporter) => reporter.begin("Odoo addons", 0, message));
    } else if (state !== "indexing") {
      void this.running?.then((reporter) => reporter.done());
      this.running = null;
    }
  }

  report(message: string, percent: number | null): void {
    void this.running?.then((reporter) =>
      percent === null ? reporter.report(message) : reporter.report(percent, message),
    );
  }
}
