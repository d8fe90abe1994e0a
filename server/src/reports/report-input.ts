import { ages, isoDate, type ReportParameters, reportParameters } from "@sextant/contracts";
import { z } from "zod";

/** Name and parameters of a report, as a model gives them. */
export const reportInput = {
  report: z.string().min(1).max(100).describe('Name from list_reports, e.g. "balance-sheet"'),
  company: z
    .union([z.number().int(), z.string().min(1).max(200)])
    .optional()
    .describe("Id or name; default: the user's first company"),
  asOf: isoDate.optional().describe("For reports at a date; default: today, or the last day that was synced"),
  from: isoDate.optional().describe("For reports over a period; default: start of the fiscal year"),
  to: isoDate.optional().describe("For reports over a period; default: today, or the last day that was synced"),
  compare: z.number().int().min(0).max(24).optional().describe("Also this many earlier dates or periods"),
  partner: z.number().int().optional().describe("Id of one partner, where the report can be narrowed to one"),
  ages: ages
    .optional()
    .describe("For aged reports: days overdue at which a bucket ends, e.g. [45]; default 30, 60, 90, 120"),
  drafts: z.boolean().optional().describe("Include draft entries; they are not part of the books"),
};

/** The parameters among an input. */
export function parametersOf(input: ReportParameters): ReportParameters {
  return reportParameters.parse(input);
}
