import { defineTool, READS, SextantError } from "@sextant/contracts";
import { z } from "zod";
import type { RunAccess } from "./run-access.ts";

/** Offers a report as a file. Making it is left to who takes it: only then are its rights and the audit's. */
export const exportReportTool = defineTool({
  name: "export_report",
  title: "Offer a report as a file",
  description:
    "Offers a report that was computed in this conversation as a file (Excel, CSV, PDF, HTML, JSON) with its tie-outs and where it was read. The person finds it below the answer and takes it there.",
  input: z.strictObject({
    of: z.string().max(20).describe("`id` of the report, e.g. r1"),
    format: z.enum(["xlsx", "csv", "pdf", "html", "json"]).default("xlsx"),
  }),
  output: z.object({ offered: z.string(), format: z.string(), next: z.string() }),
  effects: READS,
  async handle({ evidence }: RunAccess, { of, format }) {
    const read = evidence.reports.find(({ id }) => id === of);
    if (read === undefined) {
      const ids = evidence.reports.map(({ id, name }) => `${id} (${name})`).join(", ");
      throw new SextantError(
        "bad_usage",
        `${JSON.stringify(of)} is no report that was read here; tables of records cannot be had as files. ${ids ? `There is ${ids}.` : "Call `report` first."}`,
      );
    }
    const { name, parameters, result } = read;
    const { asOf, from, to, company } = result;
    // The dates as they were read: whoever takes the file later gets the same ones.
    const dates = asOf === undefined ? { from, to } : { asOf };
    const pinned = { ...parameters, company: company.id, ...dates };
    evidence.addFile({ report: name, title: result.title, parameters: pinned, format });
    return {
      offered: result.title,
      format,
      next: "Say that the file is offered below the answer. It is not sent to anybody.",
    };
  },
});
