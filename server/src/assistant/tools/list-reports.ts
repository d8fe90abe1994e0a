import { defineTool, isoDate, READS, reportInfo } from "@sextant/contracts";
import { z } from "zod";
import { plainText } from "../answers/plain-text.ts";
import type { RunAccess } from "./run-access.ts";

export const listReportsTool = defineTool({
  name: "list_reports",
  title: "Reports and companies",
  description: "The reports that there are with their parameters, the companies, and which day it is in these books.",
  input: z.strictObject({}),
  output: z.object({
    today: isoDate,
    companies: z.array(z.object({ id: z.number().int(), name: z.string() })),
    reports: z.array(reportInfo),
  }),
  effects: READS,
  async handle({ context, evidence }: RunAccess) {
    const id = evidence.nextId();
    for (const { id: company, name } of context.companies)
      evidence.add({ ref: `${id}.${company}`, kind: "name", text: name });
    return {
      today: context.today,
      companies: context.companies.map(({ id: company, name }) => ({ id: company, name: plainText(name) })),
      reports: [...context.reports],
    };
  },
});
