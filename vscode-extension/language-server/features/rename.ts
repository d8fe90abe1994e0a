import {
  type Doubt,
  isRefusal,
  prepareRename,
  type RenameContext,
  type RenamePlan,
  renameSymbol,
} from "@sextant/odoo-code";
import {
  type ChangeAnnotation,
  LSPErrorCodes,
  type Range,
  ResponseError,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import { answer } from "../answer.ts";
import { documentAround } from "../document-around.ts";
import type { Feature, ServerContext } from "../feature.ts";
import { rangeOf } from "../place.ts";
import { sourcesNow, writable } from "../source-texts.ts";
import { asksBeforeChange, type FileChange, movesFiles, workspaceEdit } from "../workspace-edit.ts";

/** Renames fields, methods, models and XML ids across Python, XML, CSV, JavaScript and manifests; what is not certain needs a yes. */
export const rename: Feature = {
  capabilities: ({ textDocument }) => ({
    renameProvider: textDocument?.rename?.prepareSupport === true ? { prepareProvider: true } : true,
  }),
  register(context) {
    const { connection, documents, index } = context;
    connection.onPrepareRename((params, token) =>
      answer<{ range: Range; placeholder: string } | null>(context, token, null, async () => {
        const document = await documentAround(context, params.textDocument.uri);
        if (document === null) return null;
        const found = prepareRename(renaming(context), document.facts, document.document.offsetAt(params.position));
        if (isRefusal(found)) throw refused(found.refused);
        return { range: rangeOf(document.facts.lineStarts, found.span), placeholder: found.name };
      }),
    );
    connection.onRenameRequest((params, token) =>
      answer<WorkspaceEdit | null>(context, token, null, () => {
        const document = documents.get(params.textDocument.uri);
        if (document === null) return null;
        if (index.state !== "ready") throw refused("The addons are still being read; rename again when that is done.");
        const work = renaming(context);
        const found = prepareRename(work, document.facts, document.document.offsetAt(params.position));
        if (isRefusal(found)) throw refused(found.refused);
        const plan = renameSymbol(work, found.symbol, params.newName);
        if (isRefusal(plan)) throw refused(plan.refused);
        return asEdit(context, work, plan);
      }),
    );
  },
};

function renaming(context: ServerContext): RenameContext {
  return { project: context.index.current(), ...sourcesNow(context), writable: writable(context) };
}

function refused(message: string): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}

const REASONS: Readonly<Record<Doubt, string>> = {
  computed: "put together by an expression",
  "unknown-place": "in a view whose base is not known",
  "unknown-record": "read from a record of unknown model",
  string: "a string of this content",
  text: "the word in a text, a comment or other code",
  "read-only": "in a file that is not changed",
};

function asEdit(context: ServerContext, { text }: RenameContext, plan: RenamePlan): WorkspaceEdit {
  const { client, connection } = context;
  if (plan.moves.length > 0 && !movesFiles(client))
    throw refused(`${plan.moves[0]?.from} has to be renamed too, which this editor cannot do.`);
  const offered = plan.uncertain.filter((match) => match.text !== null && match.doubt !== "read-only");
  const asks = asksBeforeChange(client);
  const left = (asks ? plan.uncertain.length - offered.length : plan.uncertain.length) + plan.more;
  if (left > 0)
    connection.window.showInformationMessage(
      `${left} more ${left === 1 ? "place" : "places"} may mean "${plan.oldName}" and ${left === 1 ? "is" : "are"} not changed.`,
    );
  const changes = new Map<string, FileChange["edits"][number][]>(
    plan.edits.map(({ path, edits }) => [
      path,
      edits.map((edit) => ({ ...edit, ...(asks && { annotation: "certain" }) })),
    ]),
  );
  const annotations: Record<string, ChangeAnnotation> = {};
  if (asks) {
    annotations.certain = { label: `Means "${plan.oldName}"`, needsConfirmation: false };
    for (const { path, span, text: put, doubt } of offered) {
      annotations[doubt] = {
        label: `May mean "${plan.oldName}"`,
        description: REASONS[doubt],
        needsConfirmation: true,
      };
      const edits = changes.get(path) ?? [];
      edits.push({ span, text: put ?? "", annotation: doubt });
      changes.set(path, edits);
    }
  }
  return workspaceEdit(context, {
    changes: [...changes].map(([path, edits]) => ({ path, edits: edits.sort((a, b) => a.span[0] - b.span[0]) })),
    annotations,
    moves: plan.moves,
    text,
  });
}
