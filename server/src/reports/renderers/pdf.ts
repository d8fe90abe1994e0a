import type { ReportResult } from "@sextant/contracts";
import { formatAmount } from "../format-amount.ts";
import { datesOf, sourceOf } from "../headline.ts";
import { setPages } from "./set-pages.ts";

/** An A4 page set by Typst from `templates/statements/report.typ`; the report enters as data, never as markup. */
export function renderPdf(result: ReportResult): Promise<Buffer> {
  const data = {
    title: result.title,
    subtitle: `${result.company.name} · ${datesOf(result)} · ${result.currency.code}`,
    columns: result.columns.map(({ label }) => label),
    lines: result.lines.map(({ label, level, kind, cells }) => ({
      label,
      level,
      kind,
      cells: result.columns.map(({ name }) => (cells[name] === undefined ? "" : formatAmount(cells[name]))),
    })),
    tieOuts: result.tieOuts.map(({ label, left, right, ok }) => ({
      label,
      left: formatAmount(left),
      right: formatAmount(right),
      ok,
    })),
    notes: [...result.notes, sourceOf(result)],
  };
  return setPages(["statements", "report.typ"], data, result.provenance.readAt);
}
