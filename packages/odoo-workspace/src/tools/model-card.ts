import { defineTool, READS } from "@sextant/contracts";
import { modelCard, nearestNames } from "@sextant/odoo-code";
import { z } from "zod";
import type { AddonsAccess } from "./addons-access.ts";
import { askedName, limit, nearest, place } from "./answer-parts.ts";
import { bounded } from "./bounded.ts";

const SECTIONS = ["classes", "fields", "methods", "views", "access", "rules"] as const;
const section = z.enum(SECTIONS);

const card = z.object({
  model: z.string(),
  kind: z.string(),
  module: z.string().describe("Module that defines it"),
  description: z.string().nullable(),
  parents: z.array(z.string()),
  delegates: z.array(z.object({ model: z.string(), field: z.string() })),
  classes: z.array(z.object({ module: z.string(), class: z.string(), ...place })).optional(),
  fields: z
    .array(
      z.object({
        name: z.string(),
        type: z.string(),
        comodel: z.string().nullable(),
        related: z.string().nullable(),
        modules: z.array(z.string()).describe("Modules that define or override it, in load order"),
        file: z.string().nullable(),
        line: z.number().int().nullable(),
      }),
    )
    .optional(),
  methods: z.array(z.object({ name: z.string(), modules: z.array(z.string()) })).optional(),
  views: z
    .array(
      z.object({
        xmlId: z.string(),
        type: z.string().nullable(),
        mode: z.string(),
        inheritId: z.string().nullable(),
        ...place,
      }),
    )
    .optional(),
  access: z
    .array(
      z.object({
        xmlId: z.string().nullable(),
        group: z.string().nullable().describe("Null: everyone"),
        allows: z.string().describe("r read, w write, c create, d delete"),
        ...place,
      }),
    )
    .optional(),
  rules: z
    .array(
      z.object({
        xmlId: z.string().nullable(),
        domain: z.string().nullable(),
        groups: z.array(z.string()),
        ...place,
      }),
    )
    .optional(),
});

export const modelCardTool = defineTool({
  name: "model_card",
  title: "All about an Odoo model",
  description:
    "What is known of a model from the source: its Python classes in load order, fields (type, comodel, where defined), methods and which modules override them, " +
    "views, access rights and record rules. Big models have hundreds of fields: ask for the sections you need and narrow them with `filter`.",
  input: z.strictObject({
    model: askedName.describe('Technical name, e.g. "sale.order"'),
    sections: z
      .array(section)
      .min(1)
      .max(SECTIONS.length)
      .default([...SECTIONS])
      .describe("Which sections; default all"),
    filter: z.string().max(100).default("").describe("Only entries whose name contains this"),
    limit: limit(60, 500).describe("How many entries a section lists; default 60, at most 500"),
  }),
  output: z.object({
    card: card.nullable(),
    totals: z.partialRecord(section, z.number().int()).describe("How many entries each section has"),
    truncated: z.array(section).describe("Sections of which not everything is listed"),
    nearest,
  }),
  effects: READS,
  async handle(access: AddonsAccess, { model, sections, filter, limit: most }, call) {
    const project = await access.project(call);
    const found = modelCard(project, model);
    if (found === undefined)
      return { card: null, totals: {}, truncated: [], nearest: [...nearestNames(model, project.models.names())] };
    const has = (...names: readonly (string | null)[]) =>
      names.some((name) => name?.toLowerCase().includes(filter.toLowerCase()) ?? filter === "");
    const entries = {
      classes: found.extensions.filter((item) => has(item.module, item.class)),
      fields: found.fields
        .filter((item) => has(item.name))
        .map(({ place: at, ...item }) => ({ ...item, file: at?.file ?? null, line: at?.line ?? null })),
      methods: found.methods.filter((item) => has(item.name)),
      views: found.views.filter((item) => has(item.xmlId)),
      access: found.access.filter((item) => has(item.xmlId)),
      rules: found.rules.filter((item) => has(item.xmlId)),
    };
    const asked = new Set(sections);
    const wanted = SECTIONS.filter((name) => asked.has(name));
    const shown = <Item>(name: (typeof SECTIONS)[number], all: readonly Item[]) =>
      asked.has(name) ? bounded(all, most).items : undefined;
    const { kind, module, description, parents, delegates } = found;
    return {
      card: {
        model,
        kind,
        module,
        description,
        parents: [...parents],
        delegates: [...delegates],
        classes: shown("classes", entries.classes),
        fields: shown(
          "fields",
          entries.fields.map((field) => ({ ...field, modules: [...field.modules] })),
        ),
        methods: shown(
          "methods",
          entries.methods.map(({ name, modules }) => ({ name, modules: [...modules] })),
        ),
        views: shown("views", entries.views),
        access: shown("access", entries.access),
        rules: shown(
          "rules",
          entries.rules.map((rule) => ({ ...rule, groups: [...rule.groups] })),
        ),
      },
      totals: Object.fromEntries(wanted.map((name) => [name, entries[name].length])),
      truncated: wanted.filter((name) => entries[name].length > most),
      nearest: [],
    };
  },
});
