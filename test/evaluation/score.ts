import { performance } from "node:perf_hooks";
import { type Judged, judge, type Verdict } from "./judge.ts";
import type { Place } from "./places/place.ts";
import type { Question } from "./question.ts";
import type { Respondent } from "./respondents/respondent.ts";

/** What came of one question in all its runs. */
export interface Scored {
  readonly question: Question;
  /** Right only when every run was; wrong when any was. */
  readonly verdict: Verdict;
  readonly why: string;
  readonly calls: number;
  readonly seconds: number;
  readonly figures: number;
  readonly proved: number;
}

/** Asks every question `runs` times, one after the other, and judges the answers. */
export async function score(
  questions: readonly Question[],
  place: Place,
  respondent: Respondent,
  { runs = 1, onScored }: { readonly runs?: number; readonly onScored?: (scored: Scored) => void } = {},
): Promise<Scored[]> {
  const all: Scored[] = [];
  for (const question of questions) {
    const judged: Judged[] = [];
    let [calls, figures, proved] = [0, 0, 0];
    const started = performance.now();
    for (let run = 0; run < runs; run += 1) {
      const reply = await respondent.ask(question, place);
      judged.push(await judge(question, reply, place, respondent));
      calls += reply.calls;
      figures += reply.figures.length;
      proved += reply.figures.filter((one) => one.proved).length;
    }
    const worst = judged.find(({ verdict }) => verdict === "wrong") ?? judged.find(({ verdict }) => verdict === "none");
    const { verdict, why } = worst ?? { verdict: "right", why: "" };
    const seconds = (performance.now() - started) / 1000 / runs;
    const scored = { question, verdict, why, calls: calls / runs, seconds, figures, proved };
    all.push(scored);
    onScored?.(scored);
  }
  return all;
}
