import { defineTool, READS } from "@sextant/contracts";
import { nearestNames, referencesTo } from "@sextant/odoo-code";
import { z } from "zod";
import type { AddonsAccess } from "./addons-access.ts";
import { askedName, limit, nearest, place, truncated } from "./answer-parts.ts";
import { bounded } from "./bounded.ts";

export const referencesTool = defineTool({
  name: "references",
  title: "Where a name is used",
  description:
    "Every place in Python, XML, CSV and JavaScript that names a model, a field or method of a model, or an XML id: domains, depends, views, env.ref, mapped paths, manifests. " +
    "Better than a text search: a field `name` of one model is not mixed up with those of others. Use it before renaming or removing anything.",
  input: z.strictObject({
    name: askedName.describe(
      '"sale.order", "sale.order.partner_id", "sale.order.action_confirm" or "sale.view_order_form"',
    ),
    module: z.string().max(100).optional().describe("Only places in this module"),
    unresolved: z.boolean().default(false).describe("Also places of this name whose model cannot be told"),
    limit: limit(100, 500),
  }),
  output: z.object({
    meanings: z.array(z.enum(["model", "field", "method", "xml-id"])).describe("What the name stands for"),
    references: z.array(
      z.object({
        module: z.string(),
        role: z.string(),
        context: z.string().describe("How it is used: domain, depends, attribute, ref …"),
        value: z.string(),
        resolved: z.boolean(),
        ...place,
      }),
    ),
    total: z.number().int(),
    unresolvedTotal: z.number().int().describe("Places of this name whose model cannot be told"),
    truncated,
    nearest,
  }),
  effects: READS,
  async handle(access: AddonsAccess, { name, module, unresolved, limit: most }, call) {
    const project = await access.project(call);
    const { meanings, found } = referencesTo(project, name);
    const here = found.filter((item) => module === undefined || item.module === module);
    const { items, ...rest } = bounded(
      here.filter(({ resolved }) => resolved || unresolved),
      most,
    );
    const names = () => [...project.models.names(), ...project.xmlIds.ids()];
    return {
      meanings: [...meanings],
      references: items,
      ...rest,
      unresolvedTotal: here.filter(({ resolved }) => !resolved).length,
      nearest: meanings.length > 0 ? [] : [...nearestNames(name, names())],
    };
  },
});
