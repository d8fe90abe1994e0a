import { defineTool, isoDate, READS } from "@sextant/contracts";
import { z } from "zod";
import { describedOffer, describeOffer } from "../../semantics/index.ts";
import { noRecords } from "./query-records.ts";
import type { RunAccess } from "./run-access.ts";

export const listMeasuresTool = defineTool({
  name: "list_measures",
  title: "What can be added up and counted",
  description:
    "Subjects with their measures for `query_records`; with `subject`, that one's measures in full and its dimensions. What the connected Odoo does not have is not listed.",
  input: z.strictObject({ subject: z.string().max(80).optional() }),
  output: describedOffer.extend({ today: isoDate }),
  effects: READS,
  async handle({ records, context }: RunAccess, { subject }, { signal }) {
    if (records === undefined) throw noRecords();
    return { today: context.today, ...describeOffer(await records.offer({ signal }), subject) };
  },
});
