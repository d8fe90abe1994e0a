import { createHash } from "node:crypto";
import { defineTool, READS, SextantError } from "@sextant/contracts";
import { z } from "zod";
import { today } from "../../platform/today.ts";
import { parametersOf, render, reportInput, runReport } from "../../reports/index.ts";
import type { BooksAccess } from "../books-access.ts";

/** Characters of a file that go through a model's window. */
const LONGEST = 200_000;
const TEXTS: readonly string[] = ["csv", "html"];

export const exportReportTool = defineTool({
  name: "export_report",
  title: "A report as a file",
  description:
    "A report as the content of a file (CSV and HTML as text, XLSX and PDF as base64), with its tie-outs and where it was read; no text of a record runs as a formula in it. Save it byte for byte under `fileName`; `sha256` tells whether it arrived whole. Prefer CSV: it is the shortest.",
  input: z.strictObject({ ...reportInput, format: z.enum(["csv", "xlsx", "pdf", "html"]).default("csv") }),
  output: z.object({
    fileName: z.string(),
    mediaType: z.string(),
    encoding: z.enum(["utf8", "base64"]),
    content: z.string(),
    bytes: z.number().int(),
    sha256: z.string(),
  }),
  effects: READS,
  async handle(access: BooksAccess, { report, format, ...given }, call) {
    const parameters = parametersOf(given);
    const result = await runReport(await access.open(), report, parameters, { today: today(), ...call });
    const { content, ...file } = await render(result, format);
    const encoding = TEXTS.includes(format) ? ("utf8" as const) : ("base64" as const);
    const text = content.toString(encoding);
    if (text.length > LONGEST)
      throw new SextantError(
        "bad_usage",
        `The file has ${content.length} bytes, too many to go through a model. Narrow the report to a partner or a period, or save it with "sextant report ${report} --format ${format} --out FILE".`,
      );
    return {
      ...file,
      encoding,
      content: text,
      bytes: content.length,
      sha256: createHash("sha256").update(content).digest("hex"),
    };
  },
});
