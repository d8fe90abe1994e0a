import { SegmentedControl } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useRuns } from "../api/use-runs.ts";
import { ErrorPanel } from "../feedback/error-panel.tsx";
import { ProgressNote } from "../feedback/progress-note.tsx";
import { TeachingNote } from "../feedback/teaching-note.tsx";
import manage from "../manage/manage.module.css";
import { usePageTitle } from "../shell/use-page-title.ts";
import { BudgetBar } from "./budget-bar.tsx";
import { LatestRuns } from "./latest-runs.tsx";
import classes from "./runs-page.module.css";
import { KINDS, PERIODS, type RunsSearch } from "./runs-search.ts";
import { RunsTable } from "./runs-table.tsx";
import { costsText, costText, countText, timeText } from "./taken-text.ts";

const route = getRouteApi("/runs");
const period = (days: number) => (days === 1 ? "Today" : `${days} days`);

/** What answering questions took, for who looks after it: never what was asked. */
export function RunsPage() {
  usePageTitle("Runs and costs");
  const { days = 30, by = "day" } = route.useSearch();
  const navigate = route.useNavigate();
  const { data, error, refetch, isFetching } = useRuns(days, by);
  const change = (part: RunsSearch) => void navigate({ search: (now) => ({ ...now, ...part }), replace: true });
  const { total, budgets } = data ?? {};
  return (
    <div className={manage.page}>
      <h1 className={manage.title}>Runs and costs</h1>
      <p className={manage.lead}>
        What answering questions took. What was asked and answered is its asker's alone, and is not kept here. Questions
        of schedules, of the command line and of MCP clients count, too.
      </p>
      <div className={manage.row}>
        <SegmentedControl
          aria-label="Period"
          value={String(days)}
          onChange={(value) => change({ days: Number(value) })}
          data={PERIODS.map((one) => ({ value: String(one), label: period(one) }))}
        />
        <SegmentedControl
          aria-label="Added up by"
          value={by}
          onChange={(value) => change({ by: KINDS.find((one) => one === value) ?? "day" })}
          data={KINDS.map((value) => ({ value, label: `By ${value}` }))}
        />
      </div>
      {error ? <ErrorPanel error={error} onRetry={() => void refetch()} busy={isFetching} /> : null}
      {data === undefined && !error ? <ProgressNote progress={null} waiting="Adding up" /> : null}
      {data && total && total.questions === 0 ? (
        <TeachingNote title={days === 1 ? "Nothing was asked today" : `Nothing was asked in the last ${days} days`}>
          <p>
            Each question that is asked here or in Odoo's panel adds a line: who asked, which agents and models
            answered, tokens, cost and time. Choose a longer period, or ask something on the page Ask.
          </p>
        </TeachingNote>
      ) : null}
      {data && total && total.questions > 0 ? (
        <>
          <dl className={classes.totals} aria-live="polite">
            {[
              ["Questions", countText(total.questions)],
              ["Answered", `${Math.round((total.answered / total.questions) * 100)} %`],
              ["Tokens", countText(total.tokens)],
              ["Cost", costsText(total)],
              ["Time a question", timeText(total.ms / total.questions)],
            ].map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          {total.requests === 0 ? (
            <p className={manage.good}>
              No model was asked: the embedded planner answered, which costs nothing.
              {data.models ? "" : " None is configured (SEXTANT_MODELS)."}
            </p>
          ) : null}
        </>
      ) : null}
      {budgets?.tenant || budgets?.person ? (
        <section className={classes.budgets} aria-label="Budgets of a day">
          {budgets.tenant?.tokens ? (
            <BudgetBar
              label="Tokens of everybody, today"
              used={budgets.tenant.tokens.used}
              limit={budgets.tenant.tokens.limit}
              text={`${countText(budgets.tenant.tokens.used)} of ${countText(budgets.tenant.tokens.limit)}`}
            />
          ) : null}
          {budgets.tenant?.cost ? (
            <BudgetBar
              label="Cost of everybody, today"
              used={Number(budgets.tenant.cost.used)}
              limit={Number(budgets.tenant.cost.limit)}
              text={`${costText(budgets.tenant.cost.used)} of ${costText(budgets.tenant.cost.limit)}`}
            />
          ) : null}
          {budgets.person ? (
            <p className={manage.quiet}>
              Each person may use{" "}
              {[
                budgets.person.tokens === null ? "" : `${countText(budgets.person.tokens)} tokens`,
                budgets.person.cost === null ? "" : costText(budgets.person.cost),
              ]
                .filter((part) => part !== "")
                .join(" and ")}{" "}
              a day. Days turn in UTC.
            </p>
          ) : null}
        </section>
      ) : null}
      {data?.models && !budgets?.tenant && !budgets?.person ? (
        <p className={manage.quiet}>
          No budget is set. SEXTANT_BUDGET_TENANT_USD and SEXTANT_BUDGET_USER_USD (or _TOKENS) limit what a day may
          cost.
        </p>
      ) : null}
      {data && data.rows.length > 0 ? <RunsTable by={by} rows={data.rows} /> : null}
      {data && data.latest.length > 0 ? <LatestRuns runs={data.latest} /> : null}
    </div>
  );
}
