import { Button, CopyButton, SegmentedControl, TextInput } from "@mantine/core";
import type { ReportParameters, ReportResult } from "@sextant/contracts";
import { IconCheck, IconLink, IconSearch } from "@tabler/icons-react";
import { useDeferredValue, useEffect, useMemo, useState } from "react";
import { chartModels } from "../chart/chart-models.ts";
import { ReportChart } from "../chart/report-chart.tsx";
import { formatDates } from "../dates/format-date.ts";
import { ProofStrip } from "../proof/proof-strip.tsx";
import { ExportMenu } from "./export-menu.tsx";
import { depthOf, lineTree } from "./line-tree.ts";
import { PartnerChip } from "./partner-chip.tsx";
import { ReportNotes } from "./report-notes.tsx";
import type { OpenCell } from "./report-row.tsx";
import { ReportTable } from "./report-table.tsx";
import classes from "./report-view.module.css";

interface ReportViewProps {
  readonly result: ReportResult;
  readonly parameters: ReportParameters;
  readonly find: string;
  readonly onFind: (find: string) => void;
  readonly onOpenCell: OpenCell;
  readonly onAllPartners: () => void;
  readonly onExportError: (error: unknown) => void;
}

/** A computed report: what it is, its proof, chart, table and notes. */
export function ReportView({
  result,
  parameters,
  find,
  onFind,
  onOpenCell,
  onAllPartners,
  onExportError,
}: ReportViewProps) {
  const [typed, setTyped] = useState(find);
  const searched = useDeferredValue(typed);
  const [levels, setLevels] = useState<string>("all");
  const depth = useMemo(() => depthOf(lineTree(result.lines)), [result]);
  const charts = useMemo(() => chartModels(result), [result]);
  useEffect(() => {
    if (searched === find) return;
    // The address follows once the typing pauses; the table follows at once.
    const timer = setTimeout(() => onFind(searched), 300);
    return () => clearTimeout(timer);
  }, [searched, find, onFind]);

  return (
    <>
      <header className={classes.header}>
        <div className={classes.heading}>
          <h1 className={classes.title}>{result.title}</h1>
          <p className={classes.subtitle}>
            <span>
              <bdi>{result.company.name}</bdi>, {formatDates(result)}
            </span>
            {parameters.partner === undefined ? null : (
              <PartnerChip result={result} partner={parameters.partner} onRemove={onAllPartners} />
            )}
          </p>
        </div>
        <div className={classes.actions}>
          <CopyButton value={window.location.href}>
            {({ copied, copy }) => (
              <Button
                variant="default"
                size="xs"
                leftSection={
                  copied ? <IconCheck size={14} aria-hidden="true" /> : <IconLink size={14} aria-hidden="true" />
                }
                onClick={copy}
              >
                {copied ? "Copied" : "Copy link"}
              </Button>
            )}
          </CopyButton>
          <ExportMenu report={result.report} parameters={parameters} onError={onExportError} />
        </div>
      </header>
      <ProofStrip tieOuts={result.tieOuts} currency={result.currency.code} />
      <ReportChart models={charts} currency={result.currency.code} />
      <div className={classes.tools}>
        <TextInput
          className={classes.find}
          type="search"
          size="xs"
          aria-label="Find a line"
          placeholder="Find a line"
          leftSection={<IconSearch size={14} aria-hidden="true" />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {depth > 1 ? (
          <SegmentedControl
            size="xs"
            aria-label="Levels shown"
            value={levels}
            onChange={setLevels}
            data={[
              ...Array.from({ length: depth - 1 }, (_, index) => ({
                value: String(index + 1),
                label: index === 0 ? "1 level" : `${index + 1} levels`,
              })),
              { value: "all", label: "All levels" },
            ]}
          />
        ) : null}
        <span className={classes.hint}>Click a figure to see its journal items.</span>
      </div>
      <ReportTable
        result={result}
        onOpenCell={onOpenCell}
        find={searched}
        levels={levels === "all" ? undefined : Number(levels)}
        maxHeight="max(420px, calc(100dvh - 250px))"
      />
      <ReportNotes result={result} />
    </>
  );
}
