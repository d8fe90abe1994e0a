import { type Place, placeOf } from "./place.ts";
import type { Project } from "./project.ts";

/** Something with a name. */
export interface FoundSymbol extends Place {
  readonly kind: "module" | "model" | "field" | "method" | "xml-id";
  /** `sale.order`, `sale.order.partner_id`, `sale.view_order_form`. */
  readonly name: string;
  readonly module: string;
}

/** Modules, models, fields, methods and XML ids whose name contains the query (all parts of it, in any case), in load order. */
export function findSymbols(project: Project, query: string): readonly FoundSymbol[] {
  const parts = query.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = (name: string) => parts.every((part) => name.toLowerCase().includes(part));
  const { files, contents, modules } = project;
  const found: FoundSymbol[] = [];
  const start = [0, 0] as const;
  for (const { name: module, manifest } of modules.order) {
    if (matches(module)) found.push({ kind: "module", name: module, module, ...placeOf(files, manifest.path, start) });
    for (const { model, path, fact } of contents.get(module)?.extensions ?? []) {
      if (!fact.inherit.includes(model) && matches(model))
        found.push({ kind: "model", name: model, module, ...placeOf(files, path, fact.nameSpan) });
      for (const [kind, members] of [
        ["field", fact.fields],
        ["method", fact.methods],
      ] as const)
        for (const { name, nameSpan } of members)
          if (matches(`${model}.${name}`))
            found.push({ kind, name: `${model}.${name}`, module, ...placeOf(files, path, nameSpan) });
    }
    for (const { xmlId, path, record } of contents.get(module)?.records ?? [])
      if (xmlId !== null && matches(xmlId))
        found.push({ kind: "xml-id", name: xmlId, module, ...placeOf(files, path, record.idSpan) });
  }
  return found;
}
