import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { serve } from "./server.ts";

// No import of vscode here: the same file serves VS Code (IPC) and any other editor (--stdio).
const TRANSPORTS = /^--(?:stdio|node-ipc|socket=\d+|pipe=.+)$/;

if (process.argv.some((argument) => TRANSPORTS.test(argument))) {
  // Standard output belongs to the protocol.
  console.log = console.error;
  const connection = createConnection(ProposedFeatures.all);
  process.on("uncaughtException", (error) => connection.console.error(error.stack ?? error.message));
  process.on("unhandledRejection", (reason) => connection.console.error(String(reason)));
  serve(connection);
  connection.listen();
} else {
  process.stderr.write(
    "Language server for Odoo addons. Start it from an editor, with one of: --stdio, --node-ipc, --socket=PORT, --pipe=NAME.\n",
  );
  process.exitCode = 2;
}
