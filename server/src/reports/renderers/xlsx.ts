import type { ReportResult } from "@sextant/contracts";
import writeExcelFile, { type Row } from "write-excel-file/node";
import { datesOf, sourceOf } from "../headline.ts";
import { legalText } from "./cell-text.ts";

/** A spreadsheet holds numbers as binary floats: beyond 15 digits the amount is written as text, to the cent. */
const EXACT_DIGITS = 15;

function amountCell(amount: string | undefined, decimals: number, bold: boolean) {
  if (amount === undefined) return null;
  const style = { align: "right" as const, ...(bold ? { fontWeight: "bold" as const } : {}) };
  if (amount.replace(/\D/g, "").length > EXACT_DIGITS) return { ...style, type: String, value: amount };
  return {
    ...style,
    type: Number,
    value: Number(amount),
    format: decimals > 0 ? `#,##0.${"0".repeat(decimals)}` : "#,##0",
  };
}

/** One sheet with the report (frozen header, real numbers), one with its proof. Text is written as text: nothing runs as a formula. */
export async function renderXlsx(result: ReportResult): Promise<Buffer> {
  const facts = [...new Set(result.lines.flatMap((line) => Object.keys(line.facts ?? {})))];
  const bold = { fontWeight: "bold" as const };
  const text = (value: string) => ({ type: String, value: legalText(value) });
  const header: Row = [
    { ...text("Key"), ...bold },
    { ...text("Label"), ...bold },
    ...facts.map((name) => ({ ...text(name), ...bold })),
    ...result.columns.map(({ label }) => ({ ...text(label), ...bold, align: "right" as const })),
  ];
  const rows: Row[] = result.lines.map((line) => {
    const strong = line.kind !== "line";
    return [
      text(line.key),
      { ...text(line.label), indent: line.level, ...(strong ? bold : {}) },
      ...facts.map((name) => text(String(line.facts?.[name] ?? ""))),
      ...result.columns.map(({ name }) => amountCell(line.cells[name], result.currency.decimals, strong)),
    ];
  });
  const title: Row[] = [
    [{ ...text(`${result.title} · ${result.company.name} · ${datesOf(result)} · ${result.currency.code}`), ...bold }],
    [],
  ];
  const proof: Row[] = [
    [
      { ...text("Tie-out"), ...bold },
      { ...text("Left"), ...bold },
      { ...text("Right"), ...bold },
      { ...text("Holds"), ...bold },
    ],
    ...result.tieOuts.map((tie) => [
      text(tie.label),
      amountCell(tie.left, result.currency.decimals, false),
      amountCell(tie.right, result.currency.decimals, false),
      text(tie.ok ? "yes" : "no"),
    ]),
    [],
    ...[...result.notes, sourceOf(result)].map((note) => [text(note)]),
  ];
  const width = (size: number) => ({ width: size });
  return writeExcelFile([
    {
      data: [...title, header, ...rows],
      sheet: result.title.slice(0, 31),
      columns: [width(12), width(44), ...facts.map(() => width(14)), ...result.columns.map(() => width(18))],
      stickyRowsCount: title.length + 1,
    },
    { data: proof, sheet: "Proof", columns: [width(60), width(18), width(18), width(8)] },
  ]).toBuffer();
}
