import { type DocumentDiagnosticReport, DocumentDiagnosticReportKind } from "vscode-languageserver/node";
import { answer } from "../answer.ts";
import type { Feature, ServerContext } from "../feature.ts";
import { fileDiagnostics } from "../file-diagnostics.ts";

/** Least time of quiet before a text is checked; a file that takes long to check waits longer, so that typing stays fluent. */
const QUIET_MS = 10;
const LONGEST_QUIET_MS = 400;
const REFRESH_MS = 100;

/** Findings of the rules: when the client asks for them, and on its own where it cannot ask. */
export const diagnostics: Feature = {
  capabilities: (client) =>
    client.textDocument?.diagnostic === undefined
      ? {}
      : { diagnosticProvider: { identifier: "sextant", interFileDependencies: true, workspaceDiagnostics: false } },
  register(context) {
    if (context.client.textDocument?.diagnostic !== undefined) pull(context);
    else push(context);
  },
};

function pull(context: ServerContext): void {
  const { connection, documents } = context;
  connection.languages.diagnostics.on(({ textDocument }, token) =>
    answer<DocumentDiagnosticReport>(context, token, { kind: DocumentDiagnosticReportKind.Full, items: [] }, () => {
      const document = documents.get(textDocument.uri);
      const items = document === null ? [] : fileDiagnostics(context, document);
      return { kind: DocumentDiagnosticReportKind.Full, items };
    }),
  );
  if (context.client.workspace?.diagnostics?.refreshSupport !== true) return;
  let waiting = false;
  // Several changes of the index that follow each other are one for the client.
  const refresh = () => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      void connection.languages.diagnostics.refresh().catch(() => undefined);
    }, REFRESH_MS);
  };
  context.onLinked(refresh);
  context.onIndexReady(refresh);
}

function push(context: ServerContext): void {
  const { connection, documents } = context;
  const timers = new Map<string, NodeJS.Timeout>();
  const took = new Map<string, number>();
  const publish = (uri: string): void => {
    timers.delete(uri);
    const document = documents.get(uri);
    if (document === null) return;
    const start = performance.now();
    void answer(context, NEVER, [], () => fileDiagnostics(context, document)).then((items) => {
      took.set(uri, performance.now() - start);
      // A newer text has its own check under way.
      if (documents.get(uri)?.version === document.version)
        void connection.sendDiagnostics({ uri, version: document.version, diagnostics: items });
    });
  };
  const schedule = (uri: string): void => {
    clearTimeout(timers.get(uri));
    const last = took.get(uri) ?? 0;
    timers.set(
      uri,
      setTimeout(() => publish(uri), Math.min(LONGEST_QUIET_MS, Math.max(QUIET_MS, last))),
    );
  };
  context.onDocumentChanged(schedule);
  context.onDocumentClosed((uri) => {
    clearTimeout(timers.get(uri));
    timers.delete(uri);
    took.delete(uri);
    void connection.sendDiagnostics({ uri, diagnostics: [] });
  });
  const scheduleAll = () => {
    for (const uri of documents.uris()) schedule(uri);
  };
  context.onLinked(scheduleAll);
  context.onIndexReady(scheduleAll);
}

const NEVER = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose() {} }) };
