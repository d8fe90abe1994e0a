import { type AskResult, SextantError } from "@sextant/contracts";
import type { LedgerSource } from "@sextant/ledger";
import { answer, type SharedQuestion } from "./assistant/index.ts";
import { today } from "./platform/today.ts";
import { runReport } from "./reports/index.ts";

/**
 * The answer to a colleague's question, from the reader's own books. Sentences that a model worded for the colleague are not shown: their figures
 * were read with other rights.
 *
 * @throws SextantError as the report does, `company_not_visible` and `access` above all.
 */
export async function recomputeAnswer(
  source: LedgerSource,
  { question, asked }: SharedQuestion,
  signal: AbortSignal,
): Promise<AskResult> {
  if (asked === null) throw new SextantError("not_found", "No report stands behind this question.");
  const { report, parameters, plan } = asked;
  const options = { today: today(), signal };
  const result = await runReport(source, report, parameters, options);
  if (plan) {
    const { comparison } = plan;
    const baseline =
      comparison?.kind === "report" ? await runReport(source, report, comparison.parameters, options) : undefined;
    return { ...answer(plan, result, question, baseline), suggestions: [] };
  }
  return {
    question,
    understood: true,
    report,
    parameters,
    interpretation: result.title,
    answer:
      "A model worded this answer for your colleague; its sentences are not shown. This is the report behind it, with your rights.",
    figures: [],
    tieOuts: [...result.tieOuts],
    refused: null,
    suggestions: [],
    result,
  };
}
