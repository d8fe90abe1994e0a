import { type ReportResult, SextantError } from "@sextant/contracts";
import { renderCsv } from "./csv.ts";
import { renderHtml } from "./html.ts";
import { renderText } from "./text.ts";

export const FORMATS = ["json", "csv", "xlsx", "pdf", "html", "text"] as const;
export type Format = (typeof FORMATS)[number];

const MEDIA_TYPES: Readonly<Record<Format, string>> = {
  json: "application/json",
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  pdf: "application/pdf",
  html: "text/html; charset=utf-8",
  text: "text/plain; charset=utf-8",
};

/** One report result in one of the formats; all of them carry the same lines, tie-outs and notes. */
export async function render(
  result: ReportResult,
  format: Format,
): Promise<{ content: Buffer; mediaType: string; fileName: string }> {
  const date = result.asOf ?? `${result.from}_${result.to}`;
  return {
    content: await contentOf(result, format),
    mediaType: MEDIA_TYPES[format],
    fileName: `${result.report}_${result.company.id}_${date}.${format === "text" ? "txt" : format}`,
  };
}

async function contentOf(result: ReportResult, format: Format): Promise<Buffer> {
  switch (format) {
    case "json":
      return Buffer.from(`${JSON.stringify(result, null, 2)}\n`);
    case "csv":
      return Buffer.from(renderCsv(result));
    case "html":
      return Buffer.from(renderHtml(result));
    case "text":
      return Buffer.from(renderText(result));
    // Loaded when asked for: they are large, and the first answer should not wait for them.
    case "xlsx":
      return (await import("./xlsx.ts")).renderXlsx(result);
    case "pdf":
      return (await import("./pdf.ts")).renderPdf(result);
    default:
      throw new SextantError("bad_usage", `There is no format "${String(format satisfies never)}".`);
  }
}
