import type { ReportLine } from "@sextant/contracts";
import { IconExternalLink } from "@tabler/icons-react";
import { recordUrl } from "./record-url.ts";
import classes from "./report-table.module.css";

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
