import { z } from "zod";

/**
 * A chart that was asked for: which lines and columns of the result beside it are drawn, and how. It holds no figure and no words: whoever draws it
 * reads both from the result.
 */
export const chartRequest = z.object({
  /** `columns` and `rows` are bars; `line` follows what stands along the axis from left to right. */
  kind: z.enum(["columns", "rows", "line"]),
  stacked: z.boolean(),
  /** What stands along the axis. Of the other there is one series each. */
  along: z.enum(["lines", "columns"]),
  /** Keys of lines of a report; of a table of records the places of its rows, from 1. */
  lines: z.array(z.string()).min(1),
  /** Names of columns of a report, of measures of a table of records. */
  columns: z.array(z.string()).min(1),
});
export type ChartRequest = z.infer<typeof chartRequest>;
