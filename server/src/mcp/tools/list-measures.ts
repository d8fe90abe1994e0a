import { defineTool, isoDate, READS } from "@sextant/contracts";
import { z } from "zod";
import { today } from "../../platform/today.ts";
import { describedOffer, describeOffer } from "../../semantics/index.ts";
import type { BooksAccess } from "../books-access.ts";
import { recordsOf } from "../records-of.ts";

export const listMeasuresTool = defineTool({
  name: "list_measures",
  title: "What can be added up and counted",
  description:
    "Subjects (orders, invoices, stock, leads, journal items, …) with their measures for `query_records`; with `subject`, that one's measures in full and its dimensions. " +
    "What these books do not hold is not listed; copies of books and the demo company hold journal items alone.",
  input: z.strictObject({ subject: z.string().max(80).optional() }),
  output: describedOffer.extend({ today: isoDate }),
  effects: READS,
  async handle(access: BooksAccess, { subject }, { signal }) {
    const records = await recordsOf(access);
    return { today: today(), ...describeOffer(await records.offer({ signal }), subject) };
  },
});
