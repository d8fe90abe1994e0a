import type { AskResult, Figure, RecordCell, RecordsResult, TieOut } from "@sextant/contracts";
import { groupThousands } from "../answers/format-figure.ts";
import { plainText } from "../answers/plain-text.ts";

/** Rows that the sentences name; the table holds more. */
const NAMED = 10;

/** The answer to a question about records: what was counted, totals, the first rows, and the tables behind them. */
export function answerRecords(question: string, result: RecordsResult): AskResult {
  const { measures, population, company, where, by, rows, totals, more, notes } = result;
  const what = measures.map(({ name }) => name).join(" and ");
  const conditions = where.length > 0 ? `, ${where.map(plainText).join(", ")}` : "";
  const total = totals.map(({ cells }) => cells.map(shown).join(", ")).join("; ");
  const split = by
    .map(({ dimension, grain }) => (grain === null ? dimension : `${dimension} by ${grain}`))
    .join(" and ");
  const listed = rows.slice(0, NAMED);
  const list = listed.map(
    ({ keys, cells }) => `${keys.map(({ label }) => plainText(label)).join(", ")} ${cells.map(shown).join(", ")}`,
  );
  const sentences = [
    totals.every(({ records }) => records === 0)
      ? `${capital(what)} of ${company.name}${conditions}: nothing (${population}).`
      : `${capital(what)} of ${company.name}${conditions}: ${total} (${population}).`,
    ...(by.length > 0 && list.length > 0
      ? [`By ${split}: ${list.join("; ")}${more || rows.length > NAMED ? "; and more, which the total holds" : ""}.`]
      : []),
    ...notes,
  ];
  const lines = by.length > 0 ? listed : [];
  return {
    question,
    understood: true,
    report: null,
    parameters: { company: company.id },
    interpretation: `${capital(what)} of ${result.subject}${split === "" ? "" : ` by ${split}`}${conditions}, for ${company.name}: ${population}. Counted are those that ${plainText(result.readAs)} may see.`,
    answer: sentences.join(" "),
    figures: [
      ...totals.flatMap(({ cells, domain }) => cells.map((cell) => figureOf(result, "total", cell, domain))),
      ...lines.flatMap(({ keys, cells, domain }) =>
        cells.map((cell) => figureOf(result, keys.map(({ label }) => plainText(label)).join(", "), cell, domain)),
      ),
    ],
    tieOuts: tieOutsOf(result),
    refused: null,
    suggestions: [],
    records: result,
  };
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const shown = ({ value, unit }: RecordCell) =>
  `${groupThousands(value)}${unit.code === "" ? "" : ` ${plainText(unit.code)}`}`;

function figureOf(
  { model, subject }: RecordsResult,
  line: string,
  cell: RecordCell,
  domain: RecordsResult["rows"][number]["domain"],
): Figure {
  const source = { report: subject, line, cell: cell.measure, records: { model, domain } };
  return { value: cell.value, unit: plainText(cell.unit.code), source };
}

/** Where all rows are there they were compared with a total of its own before they came here; shown as numbers of records, which add up for every measure. */
function tieOutsOf({ rows, totals, by, more }: RecordsResult): TieOut[] {
  if (more || by.length === 0) return [];
  const left = rows.reduce((sum, { records }) => sum + records, 0);
  const right = totals.reduce((sum, { records }) => sum + records, 0);
  const label = "Records in all rows = records counted apart";
  return [{ name: "rows-equal-total", label, left: String(left), right: String(right), ok: left === right }];
}
