import type { ReportParameters } from "@sextant/contracts";
import { type ExportFormat, reportPath } from "./report-path.ts";
import { request } from "./request.ts";

function fileName(response: Response, fallback: string): string {
  const header = response.headers.get("Content-Disposition") ?? "";
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(header)?.[1];
  if (encoded !== undefined) return decodeURIComponent(encoded);
  return /filename="?([^";]+)"?/i.exec(header)?.[1] ?? fallback;
}

/** Saves a rendered report as a file. Fetched first, so that a refusal is shown on the page instead of being saved. */
export async function downloadReport(
  name: string,
  parameters: ReportParameters,
  format: ExportFormat,
  signal?: AbortSignal,
): Promise<void> {
  const response = await request(reportPath(name, parameters, "/export", format), { signal, accept: "*/*" });
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = fileName(response, `${name}.${format}`);
  link.click();
  // The browser has taken the file over once the click was handled.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
