import {
  addAccessRights,
  addFieldToView,
  factsOfText,
  fixActions,
  fixFile,
  type OfferedAction,
  type Span,
  suppressAction,
} from "@sextant/odoo-code";
import { type CodeAction, CodeActionKind, type CodeActionParams, type WorkspaceEdit } from "vscode-languageserver/node";
import { answer } from "../answer.ts";
import type { Feature, ServerContext } from "../feature.ts";
import { findingsIn } from "../file-diagnostics.ts";
import type { OpenDocument } from "../open-documents.ts";
import { rangeOf } from "../place.ts";
import { sourceTexts, writable } from "../source-texts.ts";
import { makesFiles, workspaceEdit } from "../workspace-edit.ts";

/** All mechanical cures of a file, as editors do them on saving. */
const FIX_ALL = `${CodeActionKind.SourceFixAll}.sextant`;
const KINDS: Readonly<Record<OfferedAction["kind"], CodeActionKind>> = {
  fix: CodeActionKind.QuickFix,
  suppress: CodeActionKind.QuickFix,
  add: CodeActionKind.RefactorRewrite,
};

/** Cures of findings, comments that switch a rule off, and what a definition still lacks. */
export const codeAction: Feature = {
  capabilities: () => ({
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, FIX_ALL] },
  }),
  register(context) {
    context.connection.onCodeAction((params, token) =>
      answer<CodeAction[] | null>(context, token, null, () => {
        const document = context.documents.get(params.textDocument.uri);
        return document === null ? null : actionsFor(context, document, params);
      }),
    );
  },
};

function actionsFor(context: ServerContext, document: OpenDocument, params: CodeActionParams): CodeAction[] {
  const { only } = params.context;
  const wants = (kind: string) => only?.some((asked) => kind === asked || kind.startsWith(`${asked}.`)) ?? true;
  const lines = document.document;
  const at: Span = [lines.offsetAt(params.range.start), lines.offsetAt(params.range.end)];
  const found: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) found.push(...quickFixes(context, document, at));
  if (wants(CodeActionKind.RefactorRewrite)) found.push(...additions(context, document, at));
  // On saving, and when it is asked for by name: not in the list behind every light bulb.
  if (only !== undefined && wants(FIX_ALL)) found.push(...fixAll(context, document));
  return found;
}

function quickFixes(context: ServerContext, document: OpenDocument, at: Span): CodeAction[] {
  const { parsers, series } = context.index;
  const { path, text } = document;
  const findings = findingsIn(context, document);
  const here = findings.filter(({ span }) => span[0] <= at[1] && at[0] <= span[1]);
  const suppressions = here.flatMap((finding) =>
    parsers === null ? [] : (suppressAction(finding, text, { parsers, version: series }) ?? []),
  );
  return [...fixActions(findings, path, text, at), ...suppressions].flatMap((action) =>
    offered(context, document, action),
  );
}

function additions(context: ServerContext, document: OpenDocument, at: Span): CodeAction[] {
  const { facts } = document;
  if (facts.kind !== "python" || context.index.state !== "ready") return [];
  const project = context.index.current();
  const text = sourceTexts(context);
  return [...addFieldToView(project, facts, at[0], text), ...addAccessRights(project, facts, at[0], text)].flatMap(
    (action) => offered(context, document, action),
  );
}

/** Nothing is offered that this client, or the file system, would not do. */
function offered(context: ServerContext, document: OpenDocument, action: OfferedAction): CodeAction[] {
  const { title, kind, edits, finding, preferred } = action;
  const text = sourceTexts(context);
  const may = writable(context);
  if (
    edits.some(({ path }) => (text(path) === null ? !makesFiles(context.client) : path !== document.path && !may(path)))
  )
    return [];
  const edit: WorkspaceEdit = workspaceEdit(context, { changes: edits, text });
  return [
    {
      title,
      kind: KINDS[kind],
      edit,
      ...(preferred && { isPreferred: true }),
      ...(finding && {
        diagnostics: [
          {
            range: rangeOf(document.facts.lineStarts, finding.span),
            message: finding.message,
            source: "sextant",
            code: finding.rule,
          },
        ],
      }),
    },
  ];
}

function fixAll(context: ServerContext, document: OpenDocument): CodeAction[] {
  const { parsers, series } = context.index;
  if (parsers === null) return [];
  const { path, text } = document;
  const fixed = fixFile(path, text, (current) => {
    const facts = factsOfText(parsers, path, current, series);
    return findingsIn(context, { ...document, text: current, facts });
  });
  if (fixed.applied === 0) return [];
  const edit = workspaceEdit(context, { changes: [{ path, edits: [difference(text, fixed.text)] }], text: () => text });
  return [{ title: `Fix all ${fixed.applied} that need no judgement`, kind: FIX_ALL, edit }];
}

/** The one stretch in which two texts differ. */
function difference(before: string, after: string): { readonly span: Span; readonly text: string } {
  let start = 0;
  const shorter = Math.min(before.length, after.length);
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  return { span: [start, before.length - end], text: after.slice(start, after.length - end) };
}
