import { defineTool, READS, serverStatus } from "@sextant/contracts";
import { z } from "zod";
import type { BooksAccess } from "../books-access.ts";

export const listReportsTool = defineTool({
  name: "list_reports",
  title: "Which books, companies and reports",
  description:
    "Which books are read (a live Odoo, a synced copy, or the embedded demo company), with whose rights, how fresh they are, the companies with their currency, " +
    "every report with its parameters, and examples of questions for `ask`. Call this first: figures of the demo company are invented and must be called so.",
  input: z.strictObject({}),
  output: serverStatus,
  effects: READS,
  handle: (access: BooksAccess) => access.status(),
});
