import type { FileFacts, Reference, Span } from "../facts.ts";
import { fullXmlId } from "../project/module-contents.ts";
import type { Project } from "../project/project.ts";
import { startOf } from "../project/reference-index.ts";
import { resolvePath } from "../project/resolve-path.ts";

/** What a name inside a string, an attribute or code stands for. */
export type TokenKind = "model" | "field" | "method" | "xml-id";

export interface SemanticToken {
  readonly kind: TokenKind;
  readonly span: Span;
  /** True where it is defined, false where it is named. */
  readonly definition: boolean;
}

/**
 * Names that mean something, in order and without overlaps. Only what is known to exist is told, so that a misspelt name stays as plain as any
 * other string.
 *
 * @param within Only names that begin in this span.
 */
export function semanticTokens(facts: FileFacts, project: Project, within?: Span): readonly SemanticToken[] {
  const found: SemanticToken[] = [];
  const wanted = ([start]: Span) => within === undefined || (start >= within[0] && start < within[1]);
  for (const reference of facts.references)
    if (reference.certain && reference.source === undefined && wanted(reference.span))
      found.push(...referenceTokens(reference, facts, project));
  for (const token of definitionTokens(facts)) if (wanted(token.span)) found.push(token);
  found.sort((a, b) => a.span[0] - b.span[0] || b.span[1] - a.span[1]);
  let end = 0;
  return found.filter(({ span }) => {
    if (span[0] < end || span[1] <= span[0]) return false;
    end = span[1];
    return true;
  });
}

function referenceTokens(reference: Reference, { path }: FileFacts, project: Project): SemanticToken[] {
  const { role, value, span } = reference;
  const whole = (kind: TokenKind): SemanticToken[] => [{ kind, span, definition: false }];
  switch (role) {
    case "model":
      return project.models.has(value) ? whole("model") : [];
    case "field-path":
      return pathTokens(reference, project);
    case "method": {
      const start = startOf(reference, project.models);
      return start !== null && project.models.get(start)?.methods.has(value) ? whole("method") : [];
    }
    case "xml-id":
    case "group":
    case "template": {
      const id = fullXmlId(project.moduleOf(path) ?? "", value);
      return id !== null && project.xmlIds.get(id) !== undefined ? whole("xml-id") : [];
    }
    default:
      return [];
  }
}

/** One token per name of the path that is a field, or a method at its end. */
function pathTokens(reference: Reference, { models }: Project): SemanticToken[] {
  const { value, span } = reference;
  const found: SemanticToken[] = [];
  let at = span[0];
  for (const { name, model, field } of resolvePath(models, startOf(reference, models), value)) {
    const part: Span = [at, at + name.length];
    at += name.length + 1;
    if (field !== null) found.push({ kind: "field", span: part, definition: false });
    else if (model !== null && models.get(model)?.methods.has(name))
      found.push({ kind: "method", span: part, definition: false });
    else break;
  }
  return found;
}

function definitionTokens(facts: FileFacts): SemanticToken[] {
  const token = (kind: TokenKind, span: Span): SemanticToken => ({ kind, span, definition: true });
  if (facts.kind === "python")
    return facts.classes
      .filter(({ kind }) => kind !== "other" && kind !== "controller")
      .flatMap(({ fields, methods }) => [
        ...fields.map(({ nameSpan }) => token("field", nameSpan)),
        ...methods.map(({ nameSpan }) => token("method", nameSpan)),
      ]);
  if (facts.kind === "xml" || facts.kind === "csv")
    return facts.records.filter(({ xmlId }) => xmlId !== null).map(({ idSpan }) => token("xml-id", idSpan));
  return [];
}
