import { defineTool, READS } from "@sextant/contracts";
import { nearestNames, viewCard } from "@sextant/odoo-code";
import { z } from "zod";
import type { AddonsAccess } from "./addons-access.ts";
import { askedName, nearest, place, truncated } from "./answer-parts.ts";
import { bounded } from "./bounded.ts";

const CHARACTERS = 20_000;
const MOST = 100_000;
const PARTS = 100;

export const combinedViewTool = defineTool({
  name: "combined_view",
  title: "A view with all its extensions",
  description:
    "The final architecture of a view or QWeb template with every inheriting view applied as Odoo applies it, the views it is made of in order, and the locators that find nothing. " +
    "Use it before writing an xpath: it shows what the expression will be matched against. With `module`, only extensions that this module sees through its dependencies.",
  input: z.strictObject({
    view: askedName.describe('XML id, e.g. "sale.view_order_form"'),
    module: z.string().max(100).optional().describe("See it as this module does"),
    offset: z.number().int().min(0).default(0).describe("First character of the arch to return, for a long one"),
    length: z.number().int().min(1).max(MOST).default(CHARACTERS).describe("How many characters of the arch at most"),
  }),
  output: z.object({
    view: z
      .object({
        xmlId: z.string(),
        model: z.string().nullable(),
        parts: z.array(z.object({ xmlId: z.string(), module: z.string(), priority: z.number(), ...place })),
        arch: z.string().nullable(),
        misses: z.array(
          z.object({
            view: z.string(),
            locator: z.string(),
            reason: z.string(),
            certain: z.boolean().describe("False where an expression is not evaluated here"),
            ...place,
          }),
        ),
      })
      .nullable(),
    archLength: z.number().int(),
    truncated,
    nearest,
  }),
  effects: READS,
  async handle(access: AddonsAccess, { view, module, offset, length }, call) {
    const project = await access.project(call);
    const found = viewCard(project, view, module);
    if (found === undefined) {
      const names = project.views.all().map(({ xmlId }) => xmlId);
      return { view: null, archLength: 0, truncated: false, nearest: [...nearestNames(view, names)] };
    }
    const parts = bounded(found.parts, PARTS);
    const misses = bounded(found.misses, PARTS);
    const archLength = found.arch?.length ?? 0;
    return {
      view: {
        ...found,
        parts: parts.items,
        misses: misses.items,
        arch: found.arch === null ? null : found.arch.slice(offset, offset + length),
      },
      archLength,
      truncated: parts.truncated || misses.truncated || offset > 0 || archLength > offset + length,
      nearest: [],
    };
  },
});
