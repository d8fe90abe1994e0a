import { defineTool, READS } from "@sextant/contracts";
import { nearestNames, xmlIdCards } from "@sextant/odoo-code";
import { z } from "zod";
import type { AddonsAccess } from "./addons-access.ts";
import { askedName, limit, nearest, place, truncated } from "./answer-parts.ts";
import { bounded } from "./bounded.ts";

/** Records that write to one id; more than these say no more. */
const DEFINITIONS = 40;

export const resolveXmlidTool = defineTool({
  name: "resolve_xmlid",
  title: "Resolve an XML id",
  description:
    "What an Odoo XML id (external id) stands for: the model of its record, the place where it is defined, and every later module that writes to it, in load order. " +
    "Also knows ids that Odoo makes by itself, such as model_sale_order and field_sale_order__name. A name without a module finds it in every module.",
  input: z.strictObject({
    xmlid: askedName.describe('"sale.view_order_form", or "view_order_form" alone'),
    limit: limit(20, 100),
  }),
  output: z.object({
    records: z.array(
      z.object({
        xmlId: z.string(),
        model: z.string(),
        module: z.string(),
        automatic: z.record(z.string(), z.string()).nullable().describe("For an id that Odoo makes by itself: of what"),
        definitions: z.array(
          z.object({
            module: z.string(),
            tag: z.string(),
            loaded: z.boolean().describe("False when no manifest lists the file, so that Odoo never reads it"),
            demo: z.boolean(),
            ...place,
          }),
        ),
      }),
    ),
    total: z.number().int(),
    truncated,
    nearest,
  }),
  effects: READS,
  async handle(access: AddonsAccess, { xmlid, limit: most }, call) {
    const project = await access.project(call);
    const { items, total, truncated: more } = bounded(xmlIdCards(project, xmlid), most);
    return {
      records: items.map(({ automatic, definitions, ...record }) => ({
        ...record,
        automatic: automatic === null ? null : { ...automatic },
        definitions: definitions.slice(0, DEFINITIONS),
      })),
      total,
      truncated: more || items.some(({ definitions }) => definitions.length > DEFINITIONS),
      nearest: total > 0 ? [] : [...nearestNames(xmlid, project.xmlIds.ids())],
    };
  },
});
