import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useReport } from "../api/use-report.ts";
import { useStatus } from "../api/use-status.ts";
import { cellTarget } from "../drill/cell-target.ts";
import { DrillDrawer } from "../drill/drill-drawer.tsx";
import { ErrorPanel } from "../feedback/error-panel.tsx";
import { TeachingNote } from "../feedback/teaching-note.tsx";
import { usePageTitle } from "../shell/use-page-title.ts";
import { ParameterBar } from "./parameter-bar.tsx";
import classes from "./report-page.module.css";
import { parametersOf, type ReportSearch } from "./report-search.ts";
import { ReportState } from "./report-state.tsx";
import { ReportView } from "./report-view.tsx";

const route = getRouteApi("/reports/$name");

/** One report: its parameters, its figures, and the items behind the figure that the address names. */
export function ReportPage() {
  const { name } = route.useParams();
  const search = route.useSearch();
  const navigate = useNavigate({ from: "/reports/$name" });
  const { data: status } = useStatus();
  const [exportError, setExportError] = useState<unknown>(null);
  const parameters = parametersOf(search);
  const report = useReport(name, parameters);
  const { data: result } = report;
  const info = status?.reports.find((entry) => entry.name === name);
  usePageTitle(result?.title ?? info?.title ?? "Report");

  const change = (fields: { [Key in keyof ReportSearch]?: ReportSearch[Key] | undefined }, replace = false) =>
    void navigate({
      replace,
      resetScroll: false,
      search: (previous) =>
        Object.fromEntries(
          Object.entries({ ...previous, ...fields }).filter(([, value]) => value !== undefined && value !== ""),
        ),
    });
  const line = result?.lines.find(({ key }) => key === search.line);
  const target = result && line && search.cell !== undefined ? cellTarget(result, line, search.cell) : null;

  return (
    <div className={classes.page}>
      {status && info ? (
        <ParameterBar
          status={status}
          info={info}
          search={search}
          result={result}
          onReport={(next) =>
            void navigate({
              to: "/reports/$name",
              params: { name: next },
              search: search.company === undefined ? {} : { company: search.company },
            })
          }
          onChange={(fields) => change({ ...fields, line: undefined, cell: undefined })}
        />
      ) : null}
      {status && !info ? (
        <TeachingNote title={`There is no report called “${name}”`}>
          <p>
            <Link to="/reports">See the reports there are.</Link>
          </p>
        </TeachingNote>
      ) : (
        <>
          {exportError ? <ErrorPanel error={exportError} /> : null}
          {result ? (
            <ReportView
              result={result}
              parameters={parameters}
              find={search.find ?? ""}
              onFind={(find) => change({ find }, true)}
              onOpenCell={(opened, cell) => change({ line: opened.key, cell })}
              onAllPartners={() => change({ partner: undefined })}
              onExportError={setExportError}
            />
          ) : (
            <ReportState report={report} />
          )}
        </>
      )}
      <DrillDrawer target={target} onClose={() => change({ line: undefined, cell: undefined })} />
    </div>
  );
}
