import {
  ages,
  drillPage,
  drillRequest,
  errorBodyOf,
  type ReportParameters,
  reportInfo,
  reportParameters,
  reportResult,
} from "@sextant/contracts";
import type { LedgerSource } from "@sextant/ledger";
import { z } from "zod";
import type { Caller } from "../platform/access/caller.ts";
import { openEventStream } from "../platform/http/event-stream.ts";
import { type Operation, operation } from "../platform/http/operation.ts";
import { today } from "../platform/today.ts";
import { REPORTS } from "./catalogue.ts";
import { drill } from "./drill.ts";
import { FORMATS, render } from "./renderers/index.ts";
import { runReport } from "./run-report.ts";

const flag = z.enum(["true", "false"]).transform((value) => value === "true");
const whole = z.coerce.number().int();

/** The parameters as they come in an address: all text. */
const query = reportParameters.extend({
  company: z.string().optional(),
  compare: whole.min(0).max(24).optional(),
  partner: whole.optional(),
  ages: z
    .string()
    .regex(/^\d{1,4}(,\d{1,4})*$/, "Days between commas: 30,60,90")
    .transform((days) => days.split(",").map(Number))
    .pipe(ages)
    .optional(),
  drafts: flag.optional(),
}) as unknown as z.ZodType<ReportParameters>;

const exportQuery = (query as unknown as z.ZodObject).extend({
  format: z.enum(FORMATS).default("csv"),
}) as unknown as z.ZodType<ReportParameters & { format: (typeof FORMATS)[number] }>;

/** Routes of the reports. `open` gives the caller's books. */
export function reportOperations(open: (caller: Caller) => Promise<LedgerSource>): readonly Operation[] {
  const run = async (
    caller: Caller,
    name: string,
    parameters: ReportParameters,
    options: Omit<Parameters<typeof runReport>[3], "today">,
  ) => runReport(await open(caller), name, parameters, { today: today(), ...options });
  return [
    operation({
      method: "get",
      path: "/api/reports",
      summary: "The reports that can be asked for",
      access: "read-books",
      reply: { schema: z.array(reportInfo) },
      handle: () => REPORTS,
    }),
    operation({
      method: "get",
      path: "/api/reports/:name",
      summary: "A report with its proof; refused when a tie-out fails",
      access: "read-books",
      query,
      reply: { schema: reportResult },
      handle: ({ caller, params, query: parameters, signal }) => run(caller, params.name ?? "", parameters, { signal }),
    }),
    operation({
      method: "get",
      path: "/api/reports/:name/stream",
      summary: "The same with progress",
      access: "read-books",
      query,
      reply: { stream: "Events `progress` {phase, done, of}, then `result` (the report) or `error`" },
      async handle({ caller, params, query: parameters, signal, response }) {
        const stream = openEventStream(response);
        try {
          const onProgress = (phase: string, done?: number, of?: number) =>
            stream.send("progress", { phase, done, of });
          stream.send("result", await run(caller, params.name ?? "", parameters, { signal, onProgress }));
        } catch (error) {
          stream.send("error", errorBodyOf(error));
        }
        stream.end();
      },
    }),
    operation({
      method: "get",
      path: "/api/reports/:name/export",
      summary: "The report as a file",
      access: "export",
      query: exportQuery,
      reply: { file: "The file, named after report, company and date" },
      async handle({ caller, params, query: { format, ...parameters }, signal, response }) {
        const file = await render(await run(caller, params.name ?? "", parameters, { signal }), format);
        response.attachment(file.fileName).type(file.mediaType).send(file.content);
      },
    }),
    operation({
      method: "post",
      path: "/api/drill",
      summary: "The journal items behind a cell, and the cell recomputed",
      access: "read-books",
      body: drillRequest,
      reply: { schema: drillPage },
      handle: async ({ caller, body, signal }) => drill(await open(caller), body, { signal }),
    }),
  ];
}
