import type { ReportParameters } from "@sextant/contracts";
import { type ExportFormat, reportPath } from "./report-path.ts";
import { request } from "./request.ts";

function fileName(response: Response, fallback: string): string {
  const header = response.headers.get("Content-Disposition") ?? "";
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(header)?.[1];
  if (encoded !== undefined) return decodeURIComponent(encoded);
  return /filename="?([^";]+)"?/i.exec(header)?.[1] ?? fallback;
}

/** Saves what an address gives as a file. Fetched first, so that a refusal is shown on the page instead of being saved. */
export async function downloadFile(path: string, fallback: string, signal?: AbortSignal): Promise<void> {
  const response = await request(path, { signal, accept: "*/*" });
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = fileName(response, fallback);
  link.click();
  // The browser has taken the file over once the click was handled.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Saves a rendered report as a file. */
export const downloadReport = (
  name: string,
  parameters: ReportParameters,
  format: ExportFormat,
  signal?: AbortSignal,
): Promise<void> => downloadFile(reportPath(name, parameters, "/export", format), `${name}.${format}`, signal);

/** Saves a conversation as a file. */
export const downloadConversation = (id: string, format: "md" | "pdf"): Promise<void> =>
  downloadFile(`/api/conversations/${encodeURIComponent(id)}/export?format=${format}`, `conversation.${format}`);
