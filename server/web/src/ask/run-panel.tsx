import type { Contributor } from "@sextant/contracts";
import type { LiveRun } from "./conversation-state.ts";
import classes from "./run-panel.module.css";
import { totalsOf, totalsText } from "./run-totals.ts";

interface RunPanelProps {
  readonly runs: readonly (LiveRun | Contributor)[];
  readonly running: boolean;
}

const END: Readonly<Record<Contributor["end"], string>> = {
  answered: "answered",
  length: "reached its limit of length",
  calls: "reached its limit of requests",
  tokens: "reached its limit of tokens",
  seconds: "reached its limit of time",
  failed: "failed",
};

/** Which agents worked on a question, what each took, and what it did, step by step; open while it runs. */
export function RunPanel({ runs, running }: RunPanelProps) {
  const names = runs.map(({ title }) => title).join(" and ");
  return (
    <details className={classes.panel} open={running || undefined} data-testid="run">
      <summary className={classes.summary}>
        {running ? `${names} at work` : `How ${names} came to it`}
        <span className={classes.totals}>{totalsText(totalsOf(runs))}</span>
      </summary>
      {runs.map((run) => (
        <section key={run.agent} className={classes.agent} aria-label={run.title}>
          <h3 className={classes.title}>
            {run.title}
            {"end" in run ? (
              <span className={classes.facts}>
                {` ${END[run.end]} · ${run.sentences.shown} ${run.sentences.shown === 1 ? "sentence" : "sentences"} shown`}
                {run.sentences.dropped > 0 ? `, ${run.sentences.dropped} left out for want of proof` : ""}
                {run.models.length > 0 ? ` · ${run.models.join(", ")}` : ""}
                {` · ${totalsText(totalsOf([run]))}`}
              </span>
            ) : null}
          </h3>
          <ol className={classes.steps}>
            {run.steps.map((step, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: steps are only ever appended.
              <li key={index} className={classes.step} data-ok={step.ok !== false}>
                <span className={classes.at}>{(step.at / 1000).toFixed(1)} s</span>
                <span className={classes.what} dir="auto">
                  {step.what}
                  {step.ms === undefined ? "" : ` (${step.ms} ms)`}
                </span>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </details>
  );
}
