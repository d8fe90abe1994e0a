import type { Figure, ReportLine, ReportResult } from "@sextant/contracts";

/** More records than a domain names by their ids. */
const MOST = 500;

/** The records that an amount without a proof of its own is read from: that of its line, or those of all lines that a total adds up. Null where the lines name none. */
export function recordsBehind(
  { lines }: Pick<ReportResult, "lines">,
  line: ReportLine,
): NonNullable<Figure["source"]["records"]> | null {
  if (line.kind === "line")
    return line.record ? { model: line.record.model, domain: [["id", "=", line.record.id]] } : null;
  if (line.kind !== "total") return null;
  const records = lines.flatMap(({ kind, record }) => (kind === "line" && record ? [record] : []));
  const [first] = records;
  const ids = [...new Set(records.map(({ id }) => id))];
  if (first === undefined || ids.length > MOST || records.some(({ model }) => model !== first.model)) return null;
  return { model: first.model, domain: [["id", "in", ids]] };
}
