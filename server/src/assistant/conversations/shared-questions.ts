import { conversationEvent, type ReportParameters } from "@sextant/contracts";
import { storedPlan } from "../planner/stored-plan.ts";
import type { Plan } from "../planner/types.ts";
import type { EventRow } from "./kept-conversations.ts";

/** A question of a colleague, with what is needed to compute its answer anew. Nothing in it is a figure. */
export interface SharedQuestion {
  readonly question: string;
  readonly at: string;
  /** Null: it was not answered from a report. */
  readonly asked: {
    readonly report: string;
    readonly parameters: ReportParameters;
    readonly interpretation: string;
    /** Null: a model worded the answer. */
    readonly plan: Plan | null;
  } | null;
}

/** The questions in rows of a shared conversation; what another Sextant wrote and this one cannot read is left out. */
export function sharedQuestions(rows: readonly EventRow[]): readonly SharedQuestion[] {
  const questions: SharedQuestion[] = [];
  for (const { body, plan } of rows) {
    const { success, data } = conversationEvent.safeParse(body);
    const last = questions.at(-1);
    if (!success) continue;
    if (data.type === "question") questions.push({ question: data.text, at: data.at, asked: null });
    if (data.type === "plan" && last) {
      const { report, parameters, interpretation } = data;
      questions[questions.length - 1] = {
        ...last,
        asked: { report, parameters, interpretation, plan: storedPlan(plan) },
      };
    }
  }
  return questions;
}
