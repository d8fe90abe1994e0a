import type { ReportParameters } from "@sextant/contracts";

export type ExportFormat = "csv" | "xlsx" | "html" | "pdf" | "json";

/** The address of a report on the server; absent parameters are left to the server's defaults. */
export function reportPath(
  name: string,
  parameters: ReportParameters,
  way: "" | "/stream" | "/export" = "",
  format?: ExportFormat,
): string {
  const query = new URLSearchParams();
  if (format !== undefined) query.set("format", format);
  for (const [key, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== false) query.set(key, String(value));
  }
  const text = query.toString();
  return `/api/reports/${encodeURIComponent(name)}${way}${text === "" ? "" : `?${text}`}`;
}
