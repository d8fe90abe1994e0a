import type { Figure, ReportResult } from "@sextant/contracts";
import { formatMinor } from "@sextant/ledger";
import type { Plan } from "../planner/types.ts";
import { formatFigure } from "./format-figure.ts";
import { type ReadFigure, readFigure } from "./read-figure.ts";
import type { Rendered } from "./render-sentences.ts";

/**
 * The headline figure against the same figure at earlier dates: both figures, their difference, and the growth. Growth is not
 * applicable when the base is zero or negative, because a ratio would be undefined or mislead.
 */
export function compareFigures(plan: Plan, result: ReportResult, baseline: ReportResult | undefined): Rendered | null {
  const { comparison, verified } = plan;
  if (!comparison) return null;
  const reference = verified.answer.headline;
  const now = readFigure(result, reference, plan);
  const then =
    comparison.kind === "column"
      ? readFigure(result, `${reference}${comparison.suffix}`, plan)
      : baseline && readFigure(baseline, reference, plan);
  if (!now || !then) return null;
  const words = comparison.words;
  const thenSource =
    comparison.kind === "column"
      ? then.figure
      : { ...then.figure, source: { ...then.figure.source, cell: `${then.figure.source.cell} ${words}` } };
  const difference = now.minor - then.minor;
  const change = derived(formatMinor(difference, result.currency), result.currency.code, "−", now, thenSource);
  const growth = growthOf(now, then);
  const percent = growth === null ? null : derived(growth, "%", "÷", now, thenSource);
  const direction = difference > 0n ? "up by" : difference < 0n ? "down by" : "unchanged by";
  const shown = difference === 0n ? "unchanged" : `${direction} ${formatFigure(change, true)}`;
  const ratio = percent === null ? "growth n/a" : `${percent.value.startsWith("-") ? "" : "+"}${formatFigure(percent)}`;
  return {
    text: `Compared with ${formatFigure(then.figure)} ${words}: ${shown} (${ratio}).`,
    figures: [thenSource, change, ...(percent ? [percent] : [])],
  };
}

function derived(value: string, unit: string, operator: string, now: ReadFigure, then: Figure): Figure {
  const { report, line, cell } = now.figure.source;
  return { value, unit, source: { report, line, cell: `${cell} ${operator} ${then.source.cell}` } };
}

/** Growth in percent with one decimal, rounded half away from zero; null at a base of zero or less. */
function growthOf(now: ReadFigure, then: ReadFigure): string | null {
  if (then.minor <= 0n) return null;
  const tenths = (now.minor - then.minor) * 10_000n;
  const negative = tenths < 0n;
  const rounded = ((negative ? -tenths : tenths) / then.minor + 5n) / 10n;
  return formatMinor(negative ? -rounded : rounded, { decimals: 1 });
}
