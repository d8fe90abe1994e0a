import type { ReportLine, ReportResult } from "@sextant/contracts";

/** Where the open items of an aged report's partner are listed: name of the report and its parameters; null for other lines. */
export function openItemsOf(
  result: ReportResult,
  line: ReportLine,
): { name: string; search: { company: number; asOf: string; partner: number } } | null {
  const side = /^aged-(receivable|payable)$/.exec(result.report)?.[1];
  if (side === undefined || line.kind !== "line" || result.asOf === undefined || !/^\d+$/.test(line.key)) return null;
  return {
    name: `open-${side}`,
    search: { company: result.company.id, asOf: result.asOf, partner: Number(line.key) },
  };
}
