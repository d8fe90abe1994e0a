import type { Tool } from "@sextant/contracts";
import type { BooksAccess } from "../books-access.ts";
import { askTool } from "./ask.ts";
import { drillDownTool } from "./drill-down.ts";
import { exportReportTool } from "./export-report.ts";
import { listMeasuresTool } from "./list-measures.ts";
import { listReportsTool } from "./list-reports.ts";
import { queryRecordsTool } from "./query-records.ts";
import { recordCardTool } from "./record-card.ts";
import { reportTool } from "./report.ts";
import { searchDocumentsTool } from "./search-documents.ts";

/** Tools over the books, in the order in which they are offered. All of them only read. */
export const BOOKS_TOOLS: readonly Tool<BooksAccess>[] = [
  listReportsTool,
  askTool,
  reportTool,
  drillDownTool,
  listMeasuresTool,
  queryRecordsTool,
  recordCardTool,
  searchDocumentsTool,
  exportReportTool,
];
