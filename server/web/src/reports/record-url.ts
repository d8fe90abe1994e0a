import type { ReportLine } from "@sextant/contracts";

/** Address of a record in Odoo that every version with the mail module understands, or null for a server without a web address. */
export function recordUrl(odooUrl: string, record: NonNullable<ReportLine["record"]>): string | null {
  if (!/^https?:\/\//i.test(odooUrl)) return null;
  const query = new URLSearchParams({ model: record.model, res_id: String(record.id) });
  return `${odooUrl.replace(/\/+$/, "")}/mail/view?${query}`;
}
