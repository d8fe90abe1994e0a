import { isDeepStrictEqual } from "node:util";
import {
  type Diagnostic,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
} from "vscode-languageserver/node";
import { answer } from "../answer.ts";
import type { Feature, ServerContext } from "../feature.ts";
import { fileDiagnostics } from "../file-diagnostics.ts";
import { TypingPause } from "../typing-pause.ts";

/** Quiet after which other documents follow what was typed in one, and after which they follow changes on disk. */
const IDLE_MS = 1000;
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
  let timer: NodeJS.Timeout | undefined;
  // The client asks for the document that is typed in by itself; several changes of the index that follow each other are one for the others.
  const refresh = (after: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void connection.languages.diagnostics.refresh().catch(() => undefined), after);
    timer.unref();
  };
  context.onLinked(({ typed }) => refresh(typed ? IDLE_MS : REFRESH_MS));
  context.onIndexReady(() => refresh(REFRESH_MS));
}

function push(context: ServerContext): void {
  const { connection, documents } = context;
  const timers = new Map<string, NodeJS.Timeout>();
  const pauses = new Map<string, TypingPause>();
  const pauseOf = (uri: string): TypingPause => {
    const pause = pauses.get(uri) ?? new TypingPause();
    pauses.set(uri, pause);
    return pause;
  };
  const published = new Map<string, { readonly version: number; readonly diagnostics: readonly Diagnostic[] }>();
  let others: NodeJS.Timeout | undefined;
  const publish = async (uri: string, typed: boolean): Promise<void> => {
    timers.delete(uri);
    const document = documents.get(uri);
    if (document === null) return;
    const start = performance.now();
    const diagnostics = await answer(context, NEVER, [], () => fileDiagnostics(context, document));
    if (typed) pauseOf(uri).took(performance.now() - start);
    // A newer text has its own check under way.
    if (documents.get(uri)?.version !== document.version) return;
    const { version } = document;
    const before = published.get(uri);
    if (before?.version === version && isDeepStrictEqual(before.diagnostics, diagnostics)) return;
    published.set(uri, { version, diagnostics });
    void connection.sendDiagnostics({ uri, version, diagnostics });
  };
  const schedule = (uri: string): void => {
    clearTimeout(timers.get(uri));
    timers.set(
      uri,
      setTimeout(() => void publish(uri, true), pauseOf(uri).milliseconds),
    );
  };
  /** One after the other, and only while nobody types. */
  const publishOthers = async (): Promise<void> => {
    for (const uri of documents.uris()) {
      if (timers.size > 0) return scheduleOthers(IDLE_MS);
      await publish(uri, false);
    }
  };
  const scheduleOthers = (after: number): void => {
    clearTimeout(others);
    others = setTimeout(() => void publishOthers(), after);
    others.unref();
  };
  context.onDocumentChanged(schedule);
  context.onDocumentClosed((uri) => {
    clearTimeout(timers.get(uri));
    for (const known of [timers, pauses, published]) known.delete(uri);
    void connection.sendDiagnostics({ uri, diagnostics: [] });
  });
  context.onLinked(({ typed }) => scheduleOthers(typed ? IDLE_MS : REFRESH_MS));
  context.onIndexReady(() => scheduleOthers(0));
}

const NEVER = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose() {} }) };
