import type { Span } from "../facts.ts";
import type { ModuleContents } from "../project/module-contents.ts";
import type { Project } from "../project/project.ts";
import { type FuzzyName, fuzzyName, fuzzyScore } from "./fuzzy-match.ts";
import type { SourceSpan } from "./source-span.ts";

export type WorkspaceSymbolKind = "module" | "model" | "field" | "method" | "xml-id" | "template";

/** Something with a name, anywhere in the project. */
export interface WorkspaceSymbol extends SourceSpan {
  readonly kind: WorkspaceSymbolKind;
  /** What is looked for: `sale.order`, `partner_id`, `view_order_form`. */
  readonly name: string;
  /** What the name belongs to: the model of a field, else the module. */
  readonly container: string;
}

const LIMIT = 200;

/**
 * Symbols whose name holds the letters of the query in this order, best first: the whole name, then its start, then starts of its words. A dot
 * in the query also looks at the owner: `order.partner` finds `partner_id` of `sale.order`.
 */
export function workspaceSymbols(project: Project, query: string, limit: number = LIMIT): readonly WorkspaceSymbol[] {
  const wanted = fuzzyName(query.replace(/\s+/g, ""));
  if (wanted.text === "") return [];
  const withOwner = wanted.text.includes(".");
  const best: { readonly entry: Entry; readonly score: number }[] = [];
  let least = 0;
  for (const { name: module } of project.modules.order) {
    const contents = project.contents.get(module);
    for (const entry of contents === undefined ? [] : entriesOf(contents)) {
      const score = Math.max(
        fuzzyScore(wanted, entry.fuzzy),
        withOwner && entry.full !== null ? fuzzyScore(wanted, entry.full) : 0,
      );
      if (score === 0 || score < least) continue;
      best.push({ entry, score: score + WEIGHT[entry.symbol.kind] });
      if (best.length >= limit * 4) {
        best.sort(byScore);
        best.length = limit;
        least = best.at(-1)?.score ?? 0;
      }
    }
  }
  return best
    .sort(byScore)
    .slice(0, limit)
    .map(({ entry }) => entry.symbol);
}

interface Entry {
  readonly symbol: WorkspaceSymbol;
  readonly fuzzy: FuzzyName;
  /** Owner and name. */
  readonly full: FuzzyName | null;
}

/** Of two equal matches the one that more people look for comes first. */
const WEIGHT: Readonly<Record<WorkspaceSymbolKind, number>> = {
  model: 0.5,
  module: 0.4,
  field: 0.3,
  method: 0.2,
  "xml-id": 0.1,
  template: 0,
};

function byScore(
  a: { readonly entry: Entry; readonly score: number },
  b: { readonly entry: Entry; readonly score: number },
): number {
  return b.score - a.score || a.entry.symbol.name.length - b.entry.symbol.name.length;
}

const byContents = new WeakMap<ModuleContents, readonly Entry[]>();

/** A module's symbols; kept as long as its contents stand, so that a keystroke costs one module. */
function entriesOf(contents: ModuleContents): readonly Entry[] {
  const known = byContents.get(contents);
  if (known) return known;
  const found: Entry[] = [];
  const add = (
    kind: WorkspaceSymbolKind,
    name: string,
    container: string,
    path: string,
    span: Span,
    owned = true,
  ): void => {
    found.push({
      symbol: { kind, name, container, path, span },
      fuzzy: fuzzyName(name),
      full: owned ? fuzzyName(`${container}.${name}`) : null,
    });
  };
  const { name: module, manifest, extensions, records, files } = contents;
  add("module", module, "", manifest.path, [0, 0], false);
  for (const { model, path, fact } of extensions) {
    if (!fact.inherit.includes(model)) add("model", model, module, path, fact.nameSpan, false);
    for (const field of fact.fields) add("field", field.name, model, path, field.nameSpan);
    for (const method of fact.methods) add("method", method.name, model, path, method.nameSpan);
  }
  for (const { xmlId, path, record } of records)
    if (xmlId !== null) {
      const dot = xmlId.indexOf(".");
      add("xml-id", xmlId.slice(dot + 1), xmlId.slice(0, dot), path, record.idSpan);
    }
  for (const [path, facts] of files)
    if (facts.kind === "xml")
      for (const { name, node } of facts.templates) add("template", name, module, path, node.tagSpan, false);
  byContents.set(contents, found);
  return found;
}
