import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  type Configuration,
  checkFile,
  type Diagnostic as Finding,
  type ModuleContents,
  type ModuleContext,
  ordered,
} from "@sextant/odoo-code";
import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from "vscode-languageserver/node";
import type { ServerContext } from "./feature.ts";
import { graphFindings } from "./graph-findings.ts";
import type { OpenDocument } from "./open-documents.ts";
import { locationOf, rangeOf } from "./place.ts";

/** Page that says what each rule is about, beside the bundle. */
const RULES_PAGE = join(import.meta.dirname, "check-rules.md");
const rulesPage = existsSync(RULES_PAGE) ? pathToFileURL(RULES_PAGE).href : null;

/** Findings in an open document, as the protocol writes them. */
export function fileDiagnostics(context: ServerContext, document: OpenDocument): Diagnostic[] {
  return findingsIn(context, document).map((finding) => asDiagnostic(context, document, finding));
}

interface Known {
  readonly generation: number;
  readonly complete: boolean;
  readonly rules: Configuration;
  readonly findings: readonly Finding[];
}

const known = new WeakMap<OpenDocument, Known>();

/** Findings in an open document, with their fixes, in the index as it is with all that has been typed. */
export function findingsIn(context: ServerContext, document: OpenDocument): readonly Finding[] {
  const { generation } = context.index.upToDate();
  const { rules } = context.settings();
  const complete = context.index.workspace?.complete === true;
  const before = known.get(document);
  if (before?.generation === generation && before.rules === rules && before.complete === complete)
    return before.findings;
  const findings = ordered([...fileFindings(context, document), ...graphFindings(context, document)]);
  known.set(document, { generation, complete, rules, findings });
  return findings;
}

function fileFindings(context: ServerContext, { path, facts, text }: OpenDocument): readonly Finding[] {
  const { index, connection } = context;
  const { parsers, project } = index;
  if (parsers === null) return [];
  const name = project.moduleOf(path);
  const contents = name === null ? undefined : project.contents.get(name);
  return checkFile(
    { facts, text },
    {
      python: parsers.python,
      version: index.series,
      module: contents === undefined ? null : moduleContext(contents),
      configuration: context.settings().rules,
      onFailure: (error) => connection.console.error(`A rule failed on ${path}: ${String(error)}`),
    },
  );
}

const SEVERITIES = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
} as const;

function asDiagnostic(context: ServerContext, { facts, uri }: OpenDocument, finding: Finding): Diagnostic {
  const { rule, span, severity, message, related } = finding;
  const tags = tagsOf(rule);
  return {
    range: rangeOf(facts.lineStarts, span),
    severity: SEVERITIES[severity],
    source: "sextant",
    code: rule,
    ...(rulesPage !== null && { codeDescription: { href: `${rulesPage}#${rule}` } }),
    message,
    ...(tags.length > 0 && { tags }),
    ...(related &&
      related.length > 0 && {
        relatedInformation: related.map((place) => ({
          location:
            place.path === facts.path
              ? { uri, range: rangeOf(facts.lineStarts, place.span) }
              : locationOf(context, place.path, place.span),
          message: place.message,
        })),
      }),
  };
}

function tagsOf(rule: string): DiagnosticTag[] {
  if (/deprecated|removed/.test(rule)) return [DiagnosticTag.Deprecated];
  return /unused|redundant|superfluous|duplicate(?:d)?-|unnecessary/.test(rule) ? [DiagnosticTag.Unnecessary] : [];
}

const contexts = new WeakMap<ModuleContents, ModuleContext>();

function moduleContext(contents: ModuleContents): ModuleContext {
  const known = contexts.get(contents);
  if (known) return known;
  const { name, path, manifest, files } = contents;
  const made = {
    name,
    root: path,
    manifest,
    files: new Set([...files.keys()].map((file) => file.slice(path.length + 1))),
  };
  contexts.set(contents, made);
  return made;
}
