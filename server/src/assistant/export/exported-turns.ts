import type { AskResult, ConversationEvent, Figure, ReportResult, TieOut } from "@sextant/contracts";
import { formatAmount, sourceOf } from "../../reports/index.ts";

/** A figure of an answer with where it stands and what stands behind it. */
export interface ExportedFigure {
  readonly value: string;
  readonly place: string;
  readonly basis: string;
}

/** A question and what became of it, as texts. Nothing in them is markup yet. */
export interface ExportedTurn {
  readonly question: string;
  readonly understood: string;
  /** Paragraphs. */
  readonly answer: readonly string[];
  readonly figures: readonly ExportedFigure[];
  readonly tieOuts: readonly string[];
  /** Source and state of the books, or why there is no answer. */
  readonly notes: readonly string[];
}

/** The questions of a conversation with their answers, figures and proofs. */
export function exportedTurns(events: readonly ConversationEvent[]): readonly ExportedTurn[] {
  const turns: ExportedTurn[] = [];
  for (const event of events) {
    const last = turns.at(-1);
    if (event.type === "question") turns.push({ ...EMPTY, question: event.text });
    else if (event.type === "answer" && last) turns[turns.length - 1] = { ...last, ...answered(event.result) };
    else if (event.type === "error" && last)
      turns[turns.length - 1] = { ...last, notes: [`No answer: ${event.error.message} [${event.error.code}]`] };
  }
  return turns;
}

const EMPTY: ExportedTurn = {
  question: "",
  understood: "",
  answer: [],
  figures: [],
  tieOuts: [],
  notes: ["Not answered."],
};

function answered(result: AskResult): Omit<ExportedTurn, "question"> {
  const { answer, interpretation, figures, tieOuts, refused, result: report, contributors = [] } = result;
  return {
    understood: interpretation === "" ? "" : `Understood as ${interpretation}`,
    answer: answer.split(/\n+/).filter((part) => part.trim() !== ""),
    figures: figures.map((figure) => exportedFigure(figure, report)),
    tieOuts: tieOuts.map(tieOutText),
    notes: [
      ...(refused ? [`Refused: ${refused.action} [${refused.code}]`] : []),
      ...(report ? [`Figures ${sourceOf(report)}.`] : []),
      ...contributors.map(
        ({ title, models, sentences }) =>
          `Worded by ${title} (${models.join(", ")}): ${sentences.shown} sentences shown, ${sentences.dropped} left out.`,
      ),
    ],
  };
}

function exportedFigure({ value, unit, source }: Figure, report: ReportResult | undefined): ExportedFigure {
  const own = report?.report === source.report ? report : undefined;
  const line = own?.lines.find(({ key }) => key === source.line)?.label ?? source.line;
  const column = own?.columns.find(({ name }) => name === source.cell)?.label ?? source.cell;
  return {
    value: `${formatAmount(value)} ${unit}`.trim(),
    place: `${own?.title ?? source.report} · ${line} · ${column}`,
    basis: basisOf(source),
  };
}

function basisOf({ proof, records }: Figure["source"]): string {
  if (proof) return `${proof.count} journal items: ${JSON.stringify(proof.domain)}`;
  if (records) return `${records.model}: ${JSON.stringify(records.domain)}`;
  return "derived from other figures";
}

const tieOutText = ({ label, left, right, ok }: TieOut) =>
  `${ok ? "Holds" : "FAILS"}: ${label}: ${formatAmount(left)} ${ok ? "=" : "≠"} ${formatAmount(right)}`;
