import { checkFileInProject, type Diagnostic as Finding, relinkProject } from "@sextant/odoo-code";
import type { ServerContext } from "./feature.ts";
import type { OpenDocument } from "./open-documents.ts";

/**
 * Findings in a document by the rules that look at the whole project, with what the document says in it. Nothing is claimed before all modules are
 * read.
 */
export function graphFindings(context: ServerContext, { path, text, facts }: OpenDocument): readonly Finding[] {
  const { index, connection } = context;
  if (index.workspace?.complete !== true) return [];
  const current = index.current();
  const project = current.files.get(path) === facts ? current : relinkProject(current, new Map([[path, facts]]));
  return checkFileInProject(project, path, {
    version: index.series,
    configuration: context.settings().rules,
    textOf: (file) => (file === path ? text : (context.documents.ofPath(file)?.text ?? null)),
    onFailure: (error) => connection.console.error(`A rule failed on ${path}: ${String(error)}`),
  });
}
