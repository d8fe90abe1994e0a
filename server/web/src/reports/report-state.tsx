import { Button } from "@mantine/core";
import type { useReport } from "../api/use-report.ts";
import { ErrorPanel } from "../feedback/error-panel.tsx";
import { ProgressNote } from "../feedback/progress-note.tsx";
import { TeachingNote } from "../feedback/teaching-note.tsx";

/** A report that is not there yet: being computed, cancelled, or refused with the reason. No figure of an earlier one is left standing. */
export function ReportState({ report }: { readonly report: ReturnType<typeof useReport> }) {
  const { error, progress, cancel, refetch, isFetching } = report;
  if (error) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (isFetching) {
    return <ProgressNote progress={progress} waiting="Reading the ledger" onCancel={() => void cancel()} />;
  }
  return (
    <TeachingNote title="Cancelled">
      <p>The report was not computed; nothing is shown rather than a part of it.</p>
      <Button variant="default" size="xs" onClick={() => void refetch()}>
        Run it again
      </Button>
    </TeachingNote>
  );
}
