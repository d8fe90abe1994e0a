import { Button } from "@mantine/core";
import type { AskResult } from "@sextant/contracts";
import { IconTable } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { RequestError } from "../api/request-error.ts";
import { askedCharts } from "../chart/asked-charts.ts";
import { answerCharts } from "../chart/chart-models.ts";
import { ReportChart } from "../chart/report-chart.tsx";
import { type CellTarget, cellTarget } from "../drill/cell-target.ts";
import { ErrorPanel } from "../feedback/error-panel.tsx";
import { ProofStrip } from "../proof/proof-strip.tsx";
import { ReportNotes } from "../reports/report-notes.tsx";
import { ReportTable } from "../reports/report-table.tsx";
import classes from "./answer.module.css";
import { OfferedFiles } from "./offered-files.tsx";
import { Sentence } from "./sentence.tsx";
import { Suggestions } from "./suggestions.tsx";

interface AnswerProps {
  readonly result: AskResult;
  readonly busy: boolean;
  readonly onAsk: (question: string) => void;
  readonly onOpen: (target: CellTarget) => void;
}

/** An answer with its proof; or, without any figure, why there is none and what to ask instead. */
export function Answer({ result, busy, onAsk, onOpen }: AnswerProps) {
  const { refused, suggestions, tieOuts, result: report, view } = result;
  const asked = useMemo(() => askedCharts(result), [result]);
  const charts = useMemo(
    () => (asked.models.length > 0 || !report ? asked.models : answerCharts(report, result.figures)),
    [asked, report, result],
  );
  if (refused && refused.code !== "not_understood") {
    return (
      <>
        <ErrorPanel
          error={new RequestError(refused)}
          onRetry={refused.retryable ? () => onAsk(result.question) : undefined}
        />
        <ProofStrip tieOuts={tieOuts} currency="" />
        <Suggestions label="You could ask instead" questions={suggestions} onAsk={onAsk} disabled={busy} />
      </>
    );
  }
  if (!result.understood || refused) {
    return (
      <>
        <p className={classes.plain} role="status" dir="auto" data-testid="not-understood">
          {result.answer || "This question does not match any question that Sextant can answer with a proof."}
        </p>
        <Suggestions label="You could ask instead" questions={suggestions} onAsk={onAsk} disabled={busy} />
      </>
    );
  }
  return (
    <>
      <Sentence result={result} onOpen={onOpen} />
      <ProofStrip tieOuts={tieOuts} currency={report?.currency.code ?? ""} />
      {report ? (
        <>
          {view === "table" ? null : <ReportChart models={charts} currency={report.currency.code} />}
          {view === "chart" && charts.length > 0 ? null : (
            <ReportTable
              result={report}
              maxHeight="420px"
              onOpenCell={(line, cell) => {
                const target = cellTarget(report, line, cell);
                if (target) onOpen(target);
              }}
            />
          )}
          <ReportNotes result={report} />
        </>
      ) : (
        <ReportChart models={asked.models} currency={asked.unit} tabled={false} />
      )}
      {result.files && result.files.length > 0 ? (
        <div className={classes.actions}>
          <OfferedFiles files={result.files} />
        </div>
      ) : null}
      {result.report === null ? null : (
        <div className={classes.actions}>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconTable size={14} aria-hidden="true" />}
            renderRoot={(props) => (
              <Link
                {...props}
                to="/reports/$name"
                params={{ name: result.report ?? "" }}
                search={defined(result.parameters)}
              />
            )}
          >
            Open as a report
          </Button>
        </div>
      )}
      <Suggestions label="Ask next" questions={suggestions} onAsk={onAsk} disabled={busy} />
    </>
  );
}

/** Without the fields that are undefined: an address names only what was chosen. */
function defined<T extends object>(fields: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}
