import type { Tool } from "@sextant/contracts";
import type { BooksAccess } from "../books-access.ts";
import { askTool } from "./ask.ts";
import { drillDownTool } from "./drill-down.ts";
import { listReportsTool } from "./list-reports.ts";
import { reportTool } from "./report.ts";

/** Tools over the books, in the order in which they are offered. All of them only read. */
export const BOOKS_TOOLS: readonly Tool<BooksAccess>[] = [listReportsTool, askTool, reportTool, drillDownTool];
