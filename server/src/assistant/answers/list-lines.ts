import type { ReportLine, ReportResult } from "@sextant/contracts";
import { describeDate } from "../dates/describe.ts";
import type { Plan } from "../planner/types.ts";
import { formatFigure } from "./format-figure.ts";
import { plainText } from "./plain-text.ts";
import { type ReadFigure, readCells } from "./read-figure.ts";
import type { Rendered } from "./render-sentences.ts";

interface Listed {
  readonly line: ReportLine;
  readonly read: ReadFigure;
}

/** The lines that a list names: the largest positive ones by a cell, or those due first. Null when there is none. */
export function listLines(plan: Plan, result: ReportResult): Rendered | null {
  const spec = plan.verified.answer.list;
  if (!spec) return null;
  const listed = result.lines
    .filter(({ kind }) => kind === "line")
    .flatMap((line): Listed[] => {
      const read = readCells(result, line, spec.cell, plan);
      return read && (spec.order === "oldest" ? read.minor !== 0n : read.minor > 0n) ? [{ line, read }] : [];
    })
    .sort(spec.order === "oldest" ? byDueDate : byAmount)
    .slice(0, plan.count ?? spec.limit);
  if (listed.length === 0) return null;
  return {
    text: listed.map(({ line, read }) => `${nameOf(line, plan)} ${formatFigure(read.figure)}`).join("; "),
    figures: listed.map(({ read }) => read.figure),
  };
}

const byAmount = (a: Listed, b: Listed) =>
  a.read.minor === b.read.minor ? (a.line.label < b.line.label ? -1 : 1) : a.read.minor > b.read.minor ? -1 : 1;

const dueOf = ({ line }: Listed) => (typeof line.facts?.due === "string" ? line.facts.due : "9999-12-31");
const byDueDate = (a: Listed, b: Listed) => (dueOf(a) === dueOf(b) ? byAmount(a, b) : dueOf(a) < dueOf(b) ? -1 : 1);

function nameOf(line: ReportLine, plan: Plan): string {
  const { partner, due } = line.facts ?? {};
  const facts = [
    ...(typeof partner === "string" && !plan.partner ? [plainText(partner)] : []),
    ...(typeof due === "string" ? [`due ${describeDate(due)}`] : []),
  ];
  return `${plainText(line.label)}${facts.length > 0 ? ` (${facts.join(", ")})` : ""}`;
}
