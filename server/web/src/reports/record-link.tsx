import type { ReportLine } from "@sextant/contracts";
import { IconExternalLink } from "@tabler/icons-react";
import classes from "./report-table.module.css";

/** Address of a record in Odoo that every version with the mail module understands, or null for a server without a web address. */
export function recordUrl(odooUrl: string, record: NonNullable<ReportLine["record"]>): string | null {
  if (!/^https?:\/\//i.test(odooUrl)) return null;
  const query = new URLSearchParams({ model: record.model, res_id: String(record.id) });
  return `${odooUrl.replace(/\/+$/, "")}/mail/view?${query}`;
}

interface RecordLinkProps {
  readonly odooUrl: string | null;
  readonly line: ReportLine;
}

/** Opens the record that a line is about in Odoo, in a tab that learns nothing about this one. */
export function RecordLink({ odooUrl, line }: RecordLinkProps) {
  const url = odooUrl === null || line.record === undefined ? null : recordUrl(odooUrl, line.record);
  return url === null ? null : (
    <a className={classes.record} href={url} target="_blank" rel="noopener noreferrer" title="Open in Odoo">
      <IconExternalLink size={13} aria-label={`Open ${line.label} in Odoo, new tab`} />
    </a>
  );
}
