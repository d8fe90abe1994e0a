import type { QuestionRuns } from "@sextant/contracts";
import { formatMoment } from "../dates/format-date.ts";
import manage from "../manage/manage.module.css";
import { NumberHeads } from "./number-heads.tsx";
import classes from "./runs-page.module.css";
import { costText, countText, placeText, timeText } from "./taken-text.ts";

/** The latest questions, one by one, without what was asked. */
export function LatestRuns({ runs }: { readonly runs: QuestionRuns["latest"] }) {
  return (
    <>
      <h2 className={classes.heading}>The latest</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={manage.scroller} aria-label="The latest questions" tabIndex={0}>
        <table className={manage.table}>
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Who</th>
              <th scope="col">Asked</th>
              <th scope="col">Answered by</th>
              <th scope="col">Outcome</th>
              <NumberHeads names={["Tokens", "Cost", "Time"]} />
            </tr>
          </thead>
          <tbody>
            {runs.map(({ at, who, from, agents, models, outcome, code, tokens, cost, ms }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of one reply, shown as they came
              <tr key={index}>
                <td className={classes.whole}>{formatMoment(at)}</td>
                <td className={classes.whole} dir="auto">
                  {who}
                </td>
                <td className={classes.whole}>{placeText(from)}</td>
                <td className={classes.whole}>
                  {agents.join(", ")}
                  {models.length > 0 ? ` (${models.join(", ")})` : ""}
                </td>
                <td className={classes.whole}>
                  {outcome}
                  {code ? ` (${code.replaceAll("_", " ")})` : ""}
                </td>
                <td className={classes.number}>{countText(tokens)}</td>
                <td className={classes.number}>{cost === null ? "not known" : costText(cost)}</td>
                <td className={classes.number}>{timeText(ms)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
