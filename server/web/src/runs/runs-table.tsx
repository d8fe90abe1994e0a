import type { QuestionRuns, RunsBy } from "@sextant/contracts";
import { formatDate } from "../dates/format-date.ts";
import manage from "../manage/manage.module.css";
import { NumberHeads } from "./number-heads.tsx";
import classes from "./runs-page.module.css";
import { costsText, countText, placeText, timeText } from "./taken-text.ts";

const HEAD: Readonly<Record<RunsBy, string>> = {
  day: "Day (UTC)",
  person: "Person",
  agent: "Agent",
  model: "Model",
  place: "Asked",
};

interface RunsTableProps {
  readonly by: RunsBy;
  readonly rows: QuestionRuns["rows"];
}

function labelOf(by: RunsBy, label: string): string {
  if (by === "day") return formatDate(label);
  if (by === "model" && label === "none") return "No model";
  return by === "place" ? placeText(label) : label;
}

/** What questions took, a row a day, person, agent or model. */
export function RunsTable({ by, rows }: RunsTableProps) {
  const most = Math.max(1, ...rows.map(({ questions }) => questions));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={manage.scroller} aria-label={`Runs by ${by}`} tabIndex={0}>
      <table className={manage.table}>
        <thead>
          <tr>
            <th scope="col">{HEAD[by]}</th>
            <th scope="col">Questions</th>
            <NumberHeads names={["Not answered", "Requests", "Tool calls", "Tokens", "Cost", "Time"]} />
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, label, ...taken }) => (
            <tr key={key}>
              <th scope="row" className={classes.key} dir="auto">
                {labelOf(by, label)}
              </th>
              <td>
                <span className={classes.share}>
                  <span className={classes.bar} style={{ inlineSize: `${(taken.questions / most) * 64}px` }} />
                  {countText(taken.questions)}
                </span>
              </td>
              <td className={classes.number}>
                {taken.refused + taken.failed === 0
                  ? "0"
                  : [
                      taken.refused > 0 ? `${countText(taken.refused)} refused` : "",
                      taken.failed > 0 ? `${countText(taken.failed)} failed` : "",
                    ]
                      .filter((part) => part !== "")
                      .join(", ")}
              </td>
              <td className={classes.number}>{countText(taken.requests)}</td>
              <td className={classes.number}>{countText(taken.tools)}</td>
              <td className={classes.number}>{countText(taken.tokens)}</td>
              <td className={classes.number}>{costsText(taken)}</td>
              <td className={classes.number}>{timeText(taken.ms)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
