import { defineTool, READS } from "@sextant/contracts";
import { z } from "zod";
import { planAnswer } from "../plan-answer.ts";
import { LONGEST_QUESTION } from "../planner/plan.ts";
import { shownReport, showReport } from "./report.ts";
import type { RunAccess } from "./run-access.ts";

export const askPlannerTool = defineTool({
  name: "ask_planner",
  title: "Ask a verified question",
  description:
    "Answers plain questions about the books without a model: verified questions with dates, companies, partners and ages. When `understood` is false there is no figure: use `report`, or one of `suggestions`. Refer to the figures of its answer as {figures.1}, {figures.2} with the given id in place of `figures`.",
  input: z.strictObject({ question: z.string().trim().min(1).max(LONGEST_QUESTION) }),
  output: z.object({
    understood: z.boolean(),
    interpretation: z.string(),
    answer: z.string(),
    figures: z.string().nullable().describe("Id of the figures, in the order in which they stand in the answer"),
    report: shownReport.nullable(),
    suggestions: z.array(z.string()),
  }),
  effects: READS,
  async handle({ context, runReport, evidence, onPlan }: RunAccess, { question }, { signal }) {
    const { understood, refused, interpretation, answer, figures, result, report, parameters, suggestions } =
      await planAnswer(
        question,
        { context, runReport, onEvent: (event) => event.type === "plan" && onPlan?.(event.plan) },
        signal,
      );
    signal.throwIfAborted();
    if (!understood || refused !== null || result === undefined || report === null)
      return { understood: false, interpretation, answer, figures: null, report: null, suggestions };
    const stated = new Set(figures.map(({ source }) => source.line));
    const lines = result.lines.filter(({ key, kind }) => stated.has(key) || kind === "total");
    const id = evidence.addReport(report, parameters, result, lines);
    return {
      understood,
      interpretation,
      answer,
      figures: evidence.addFigures(figures, result.currency),
      report: showReport(id, result, lines),
      suggestions,
    };
  },
});
