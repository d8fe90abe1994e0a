import { Button, Menu } from "@mantine/core";
import type { ReportParameters } from "@sextant/contracts";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { downloadReport } from "../api/download.ts";
import type { ExportFormat } from "../api/report-path.ts";

const FORMATS: readonly { format: ExportFormat; label: string }[] = [
  { format: "xlsx", label: "Excel (.xlsx)" },
  { format: "pdf", label: "PDF" },
  { format: "csv", label: "CSV" },
  { format: "html", label: "HTML" },
  { format: "json", label: "JSON, with the proof" },
];

interface ExportMenuProps {
  readonly report: string;
  readonly parameters: ReportParameters;
  readonly onError: (error: unknown) => void;
}

/** Saves the report as shown by its parameters, in the format chosen. */
export function ExportMenu({ report, parameters, onError }: ExportMenuProps) {
  const [busy, setBusy] = useState<ExportFormat | null>(null);
  const save = async (format: ExportFormat) => {
    setBusy(format);
    onError(null);
    try {
      await downloadReport(report, parameters, format);
    } catch (error) {
      onError(error);
    } finally {
      setBusy(null);
    }
  };
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconDownload size={14} aria-hidden="true" />}
          loading={busy !== null}
          aria-label={busy === null ? "Export" : `Preparing ${busy}`}
        >
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {FORMATS.map(({ format, label }) => (
          <Menu.Item key={format} onClick={() => void save(format)}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
