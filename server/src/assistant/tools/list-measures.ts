import { defineTool, isoDate, READS } from "@sextant/contracts";
import { z } from "zod";
import { noRecords } from "./query-records.ts";
import type { RunAccess } from "./run-access.ts";

export const listMeasuresTool = defineTool({
  name: "list_measures",
  title: "What can be added up and counted",
  description:
    "Subjects with their measures for `query_records`; with `subject`, that one's measures in full and its dimensions. What the connected Odoo does not have is not listed.",
  input: z.strictObject({ subject: z.string().max(80).optional() }),
  output: z.object({
    today: isoDate,
    subjects: z.array(
      z.object({
        subject: z.string(),
        says: z.string(),
        measures: z
          .array(z.object({ name: z.string(), says: z.string(), counts: z.string(), unit: z.string() }))
          .or(z.array(z.string())),
        dimensions: z.array(z.string()).optional(),
      }),
    ),
    notOffered: z.array(z.string()).optional(),
  }),
  effects: READS,
  async handle({ records, context }: RunAccess, { subject: asked }, { signal }) {
    if (records === undefined) throw noRecords();
    const { subjects, missing } = await records.offer({ signal });
    const { today } = context;
    const one = asked === undefined ? undefined : subjects.get(asked);
    if (one === undefined)
      return {
        today,
        subjects: [...subjects.values()].map(({ name, definition, measures }) => ({
          subject: name,
          says: definition.says,
          measures: [...measures.keys()],
        })),
      };
    const measures = [...one.measures.values()].map(({ name, definition, unit }) => ({
      name,
      says: definition.says ?? "",
      counts: one.populations.get(definition.of)?.says ?? "",
      unit: unit.kind,
    }));
    return {
      today,
      subjects: [{ subject: one.name, says: one.definition.says, measures, dimensions: [...one.dimensions.keys()] }],
      notOffered: missing.filter(({ subject }) => subject === one.name).map(({ what, why }) => `${what}: ${why}`),
    };
  },
});
