import { checkFileInProject, type Diagnostic as Finding, type Span } from "@sextant/odoo-code";
import type { ServerContext } from "./feature.ts";
import type { OpenDocument } from "./open-documents.ts";

interface Known {
  readonly text: string;
  readonly findings: readonly Finding[];
}

const known = new Map<string, Known>();

/**
 * Findings in an open document by the rules that look at the whole project. They hold for the text that was last linked; what has been typed
 * since moves them, and takes away those it touched, until the next link tells. Nothing is claimed before all modules are read.
 */
export function graphFindings(context: ServerContext, { path, text }: OpenDocument): readonly Finding[] {
  const { index, connection } = context;
  if (index.workspace?.complete !== true) return [];
  if (!index.hasLinked(path, text)) return moved(known.get(path), text);
  const findings = checkFileInProject(index.project, path, {
    version: index.series,
    configuration: context.settings().rules,
    textOf: (file) => (file === path ? text : (context.documents.ofPath(file)?.text ?? null)),
    onFailure: (error) => connection.console.error(`A rule failed on ${path}: ${String(error)}`),
  });
  known.set(path, { text, findings });
  return findings;
}

/** What was found in a file is forgotten. */
export function forgetGraphFindings(path: string): void {
  known.delete(path);
}

function moved(before: Known | undefined, text: string): Finding[] {
  if (before === undefined) return [];
  const { text: old, findings } = before;
  const most = Math.min(old.length, text.length);
  let start = 0;
  while (start < most && old[start] === text[start]) start += 1;
  let end = 0;
  while (end < most - start && old[old.length - 1 - end] === text[text.length - 1 - end]) end += 1;
  const shift = text.length - old.length;
  return findings.flatMap(({ fix: _, ...finding }): Finding[] => {
    const [from, to] = finding.span;
    if (to <= start) return [finding];
    if (from < old.length - end) return [];
    const span: Span = [from + shift, to + shift];
    return [{ ...finding, span }];
  });
}
