import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import { type ReportResult, SextantError } from "@sextant/contracts";
import { projectFile } from "../../platform/project-file.ts";
import { formatAmount } from "../format-amount.ts";
import { datesOf, sourceOf } from "../headline.ts";

let compiler: NodeCompiler | undefined;

/** An A4 page set by Typst from `templates/statements/report.typ`; the report enters as data, never as markup. */
export function renderPdf(result: ReportResult): Buffer {
  compiler ??= NodeCompiler.create({ workspace: projectFile("templates") });
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
  const compiled = compiler.compile({
    mainFilePath: projectFile("templates", "statements", "report.typ"),
    inputs: { data: JSON.stringify(data) },
  });
  const document = compiled.result;
  if (!document) {
    throw new SextantError("internal", "The PDF could not be set.", {
      cause: compiled.takeDiagnostics()?.shortDiagnostics,
    });
  }
  // The ledger's instant, not the clock's: the same reading gives the same bytes.
  const stamp = Math.floor(Date.parse(result.provenance.readAt) / 1000);
  return compiler.pdf(document, Number.isFinite(stamp) ? { creationTimestamp: stamp } : {});
}
