import type { AskResult, ReportResult } from "@sextant/contracts";
import { parseMinor } from "@sextant/ledger";
import type { Plan } from "../planner/types.ts";
import { compareFigures } from "./compare-figures.ts";
import { readFigure } from "./read-figure.ts";
import { answerRefused, refusalBody } from "./refusal.ts";
import { renderSentences, renderText } from "./render-sentences.ts";

/**
 * The answer to a planned question, written from cells of the result and from nothing else. A result with a failed tie-out is refused
 * and shows no figure.
 *
 * @param baseline the report at the dates of `plan.comparison`, when that needs a reading of its own.
 */
export function answer(plan: Plan, result: ReportResult, question: string, baseline?: ReportResult): AskResult {
  const tieOuts = [...result.tieOuts, ...(baseline?.tieOuts ?? [])];
  const failed = tieOuts.find(({ ok }) => !ok);
  if (failed) {
    const message = `The figures are refused: "${failed.label}" (${failed.name}) does not hold, ${failed.left} against ${failed.right}.`;
    return { ...answerRefused(question, plan, refusalBody("tie_out_failed", message, { ...failed })), tieOuts };
  }
  const { answer: spec } = plan.verified;
  const headline = readFigure(result, spec.headline, plan);
  const empty = spec.empty !== undefined && isEmpty(plan, result) ? renderText(spec.empty, plan, result) : null;
  const body = empty ? [empty] : renderSentences(spec.sentences, plan, result);
  const compared = compareFigures(plan, result, baseline);
  const parts = compared ? [...body, compared] : body;
  if (parts.length === 0 || (headline === null && empty === null)) {
    const message = `The report has no figure for this question (${spec.headline}).`;
    return { ...answerRefused(question, plan, refusalBody("not_found", message)), tieOuts };
  }
  return {
    question,
    understood: true,
    report: plan.report,
    parameters: plan.parameters,
    interpretation: plan.interpretation,
    answer: parts.map(({ text }) => text).join(" "),
    figures: parts.flatMap(({ figures }) => figures),
    tieOuts,
    refused: null,
    suggestions: [...plan.suggestions],
    result,
    verified: plan.verified.id,
    ...(plan.view ? { view: plan.view } : {}),
  };
}

/** No line but zeros, and nothing in the headline either: said in words, not as a table of zeros. */
function isEmpty(plan: Plan, result: ReportResult): boolean {
  const headline = readFigure(result, plan.verified.answer.headline, plan);
  if (plan.account !== undefined) return headline === null;
  if (headline === null || headline.minor !== 0n) return false;
  return result.lines.every(
    ({ kind, cells }) => kind !== "line" || Object.values(cells).every((amount) => isZero(amount)),
  );
}

const isZero = (amount: string) => parseMinor(amount, { code: "", decimals: 12 }) === 0n;
