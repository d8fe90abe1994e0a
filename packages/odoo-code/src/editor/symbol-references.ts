import type { Reference, Span } from "../facts.ts";
import type { Project } from "../project/project.ts";
import type { PlacedReference } from "../project/reference-index.ts";
import { type CodeSymbol, symbolKey } from "./code-symbol.ts";
import { symbolOfReference } from "./symbol-at.ts";

/** A place that refers to a symbol. */
export interface SymbolReference {
  readonly path: string;
  readonly module: string;
  readonly span: Span;
  readonly reference: Reference;
}

/** Every place that refers to a symbol, in load order of the modules. Where it cannot be told what a name is read on, nothing is claimed. */
export function referencesToSymbol(project: Project, symbol: CodeSymbol): readonly SymbolReference[] {
  const { references } = project;
  switch (symbol.kind) {
    case "model":
      return certain(references.toModel(symbol.model));
    case "field":
      return symbol.model === null ? [] : certain(references.toField(symbol.model, symbol.field));
    case "method":
      return symbol.model === null ? [] : certain(references.toMethod(symbol.model, symbol.method));
    case "xml-id":
      return certain(references.toXmlId(symbol.xmlId));
    default:
      return bySymbol(project, symbol);
  }
}

function certain(found: readonly PlacedReference[]): SymbolReference[] {
  return found
    .filter(({ resolved }) => resolved)
    .map(({ path, module, reference, part }) => {
      const { span } = reference;
      const whole = !reference.certain || part[1] - part[0] === span[1] - span[0];
      return { path, module, reference, span: whole ? span : [span[0] + part[0], span[0] + part[1]] };
    });
}

/** For what has no table of references: every reference of its role is looked at. */
function bySymbol(project: Project, symbol: CodeSymbol): SymbolReference[] {
  const key = symbolKey(symbol);
  const roles = ROLES[symbol.kind] ?? [];
  const found: SymbolReference[] = [];
  for (const { name } of project.modules.order)
    for (const [path, facts] of project.contents.get(name)?.files ?? [])
      for (const reference of facts.references) {
        if (!roles.includes(reference.role)) continue;
        const at = symbolOfReference(project, facts, reference);
        if (at !== null && symbolKey(at.symbol) === key) found.push({ path, module: name, span: at.span, reference });
      }
  return found;
}

const ROLES: { readonly [kind in CodeSymbol["kind"]]?: readonly Reference["role"][] } = {
  template: ["template"],
  module: ["module"],
  file: ["file", "asset"],
  "asset-bundle": ["asset"],
  "registry-entry": ["widget"],
  "view-type": ["view-type"],
};
