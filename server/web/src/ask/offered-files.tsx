import { Button } from "@mantine/core";
import type { ReportFile } from "@sextant/contracts";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { downloadReport } from "../api/download.ts";
import { ErrorPanel } from "../feedback/error-panel.tsx";

const FORMATS: Readonly<Record<ReportFile["format"], string>> = {
  xlsx: "Excel",
  csv: "CSV",
  pdf: "PDF",
  html: "HTML",
  json: "JSON",
};

/** Files that an answer offers. Each is made when it is taken, from the books as they are then, with the reader's own rights. */
export function OfferedFiles({ files }: { readonly files: readonly ReportFile[] }) {
  const [busy, setBusy] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const take = async (at: number, { report, parameters, format }: ReportFile) => {
    setBusy(at);
    setError(null);
    try {
      await downloadReport(report, parameters, format);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(null);
    }
  };
  return (
    <>
      {files.map((file, at) => (
        <Button
          // biome-ignore lint/suspicious/noArrayIndexKey: the files of an answer never change
          key={at}
          variant="default"
          size="xs"
          loading={busy === at}
          leftSection={<IconDownload size={14} aria-hidden="true" />}
          onClick={() => void take(at, file)}
        >
          {file.title} as {FORMATS[file.format]}
        </Button>
      ))}
      {error === null ? null : <ErrorPanel error={error} />}
    </>
  );
}
