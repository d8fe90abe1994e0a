import type { ReportResult } from "@sextant/contracts";
import { readCells } from "../answers/read-figure.ts";
import { plan } from "../planner/plan.ts";
import type { PlanContext } from "../planner/types.ts";
import { definitionOf } from "./figure-definition.ts";
import type { KeptQuestion } from "./types.ts";

/**
 * - `holds`: understood as before, and every figure is defined and amounts to what it did.
 * - `not-understood`, `other-question`: the planner reads it otherwise.
 * - `other-definition`: the verified question has another version, or a cell is gone or adds up other accounts or dates.
 * - `other-books`: the definition is the same, but entries were added or changed.
 */
export interface KeptVerdict {
  readonly kept: KeptQuestion;
  readonly verdict: "holds" | "not-understood" | "other-question" | "other-definition" | "other-books" | "failed";
  readonly why: string;
}

/** Asks a kept question again as on its day, and compares its figures with those that were confirmed. */
export async function checkKept(
  kept: KeptQuestion,
  context: PlanContext,
  run: (kept: KeptQuestion) => Promise<ReportResult>,
  signal?: AbortSignal,
): Promise<KeptVerdict> {
  const verdict = (verdict: KeptVerdict["verdict"], why: string): KeptVerdict => ({ kept, verdict, why });
  const planned = await plan(kept.ask, { ...context, today: kept.askedOn }, signal);
  if (planned.kind === "not-understood") return verdict("not-understood", planned.message);
  if (planned.verified.id !== kept.means)
    return verdict("other-question", `it is read as ${planned.verified.id}, not ${kept.means}`);
  if (planned.verified.version !== kept.version)
    return verdict(
      "other-definition",
      `${kept.means} has version ${planned.verified.version}, confirmed was ${kept.version}`,
    );
  const result = await run(kept);
  for (const { line, cell, value, unit, definition } of kept.figures) {
    const found = result.lines.find(({ key }) => key === line);
    const read = found && readCells(result, found, cell.replaceAll(" + ", "+"), {});
    const proof = read?.figure.source.proof;
    if (!read || !proof) return verdict("other-definition", `the figure ${line}.${cell} is no more`);
    if (definitionOf(proof) !== definition)
      return verdict("other-definition", `${line}.${cell} adds up other accounts or dates than was confirmed`);
    if (read.figure.value !== value || read.figure.unit !== unit)
      return verdict(
        "other-books",
        `${line}.${cell} is ${read.figure.value} ${read.figure.unit}, confirmed was ${value} ${unit}`,
      );
  }
  return verdict("holds", "");
}
