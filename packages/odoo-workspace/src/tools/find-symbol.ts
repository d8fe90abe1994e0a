import { defineTool, READS } from "@sextant/contracts";
import { type FoundSymbol, findSymbols, nearestNames } from "@sextant/odoo-code";
import { z } from "zod";
import type { AddonsAccess } from "./addons-access.ts";
import { limit, nearest, place, truncated } from "./answer-parts.ts";
import { bounded } from "./bounded.ts";

const kind = z.enum(["module", "model", "field", "method", "xml-id"]);

/** Exact names first, then names whose last part it is, then the others in load order. */
function byFit(symbols: readonly FoundSymbol[], query: string): FoundSymbol[] {
  const fit = ({ name }: FoundSymbol) => (name === query ? 0 : name.endsWith(`.${query}`) ? 1 : 2);
  return [...symbols].sort((a, b) => fit(a) - fit(b));
}

export const findSymbolTool = defineTool({
  name: "find_symbol",
  title: "Find a name in Odoo code",
  description:
    "Finds modules, models, fields, methods and XML ids by part of their name, across all addons, and says where each is defined. " +
    'Several words must all occur ("sale confirm"). Use this first when you do not know the exact name; use model_card, resolve_xmlid or references when you do.',
  input: z.strictObject({
    query: z.string().trim().min(1).max(200).describe('Part of the name, e.g. "sale.order.line" or "action_confirm"'),
    kind: kind.optional().describe("Only symbols of this kind"),
    module: z.string().max(100).optional().describe("Only what this module defines"),
    limit: limit(50, 200),
  }),
  output: z.object({
    symbols: z.array(z.object({ kind, name: z.string(), module: z.string(), ...place })),
    total: z.number().int(),
    truncated,
    nearest,
  }),
  effects: READS,
  async handle(access: AddonsAccess, { query, kind: wanted, module, limit: most }, call) {
    const project = await access.project(call);
    const found = findSymbols(project, query).filter(
      (symbol) =>
        (wanted === undefined || symbol.kind === wanted) && (module === undefined || symbol.module === module),
    );
    const { items, ...rest } = bounded(byFit(found, query), most);
    return {
      symbols: items,
      ...rest,
      nearest: found.length > 0 ? [] : [...nearestNames(query, project.models.names())],
    };
  },
});
