import type { Figure, ReportLine, ReportResult } from "@sextant/contracts";
import { formatMinor, parseMinor } from "@sextant/ledger";
import type { Plan } from "../planner/types.ts";
import { joinSources } from "./join-sources.ts";
import { recordsBehind } from "./records-behind.ts";

/** A figure together with its amount in minor units, for conditions and differences. */
export interface ReadFigure {
  readonly figure: Figure;
  readonly minor: bigint;
}

/** The line that the first part of a figure reference names: `total`, `account` for the account asked about, else a key. */
export function lineNamed(result: ReportResult, name: string, plan: Pick<Plan, "account">): ReportLine | undefined {
  if (name === "account") return result.lines.find(({ key }) => key === plan.account);
  if (name === "total")
    return (
      result.lines.find(({ key, kind }) => kind === "total" && key === "total") ??
      result.lines.findLast(({ kind }) => kind === "total")
    );
  return result.lines.find(({ key }) => key === name);
}

/** Resolves `line.cell` or `line.cell+cell`. Null when the line or a cell is absent. */
export function readFigure(
  result: ReportResult,
  reference: string,
  plan: Pick<Plan, "account" | "age">,
): ReadFigure | null {
  const dot = reference.indexOf(".");
  const line = lineNamed(result, reference.slice(0, dot), plan);
  return line ? readCells(result, line, reference.slice(dot + 1), plan) : null;
}

/** A cell of a line, or the exact sum of several. `over` stands for the cells of the age asked about. */
export function readCells(
  result: ReportResult,
  line: ReportLine,
  cells: string,
  { age }: Pick<Plan, "age">,
): ReadFigure | null {
  const names = cells.split("+").flatMap((name) => (name === "over" ? (age?.cells ?? [name]) : [name]));
  let minor = 0n;
  for (const name of names) {
    const text = line.cells[name];
    if (text === undefined) return null;
    minor += parseMinor(text, result.currency);
  }
  const [only] = names;
  const proof =
    names.length === 1 && only
      ? line.source[only]
      : joinSources(
          line.source.total,
          names.map((name) => line.source[name]),
        );
  const records = proof ? null : recordsBehind(result, line);
  const source = {
    report: result.report,
    line: line.key,
    cell: names.join(" + "),
    ...(proof ? { proof } : {}),
    ...(records ? { records } : {}),
  };
  return { figure: { value: formatMinor(minor, result.currency), unit: result.currency.code, source }, minor };
}
