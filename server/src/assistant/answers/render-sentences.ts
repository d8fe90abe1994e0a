import type { Figure, ReportResult } from "@sextant/contracts";
import type { Sentence } from "../catalogue/question.ts";
import type { Plan } from "../planner/types.ts";
import { formatFigure } from "./format-figure.ts";
import { listLines } from "./list-lines.ts";
import { plainText } from "./plain-text.ts";
import { readFigure } from "./read-figure.ts";

/** Text and the figures that stand in it, in order. */
export interface Rendered {
  readonly text: string;
  readonly figures: readonly Figure[];
}

const PLACEHOLDER = /\{([^{}]+)\}/g;

/** The sentences whose conditions hold. A sentence that refers to something the result does not have is dropped. */
export function renderSentences(sentences: readonly Sentence[], plan: Plan, result: ReportResult): Rendered[] {
  return sentences.flatMap((sentence) => {
    const holds = (sentence.if ?? []).every(({ figure, is }) => {
      const read = readFigure(result, figure, plan);
      if (read === null) return false;
      const { minor } = read;
      return is === "positive"
        ? minor > 0n
        : is === "negative"
          ? minor < 0n
          : is === "zero"
            ? minor === 0n
            : minor !== 0n;
    });
    const rendered = holds ? renderText(sentence.text, plan, result) : null;
    return rendered ? [rendered] : [];
  });
}

/** Fills the placeholders, or null when one cannot be filled. */
export function renderText(template: string, plan: Plan, result: ReportResult): Rendered | null {
  const figures: Figure[] = [];
  let complete = true;
  const text = template.replace(PLACEHOLDER, (_, name: string) => {
    const filled = fill(name, plan, result);
    if (filled === null) {
      complete = false;
      return "";
    }
    figures.push(...filled.figures);
    return filled.text;
  });
  return complete ? { text, figures } : null;
}

function fill(name: string, plan: Plan, result: ReportResult): Rendered | null {
  const words = (text: string | undefined) => (text === undefined ? null : { text: plainText(text), figures: [] });
  switch (name) {
    case "company":
      return words(result.company.name);
    case "when":
      return words(plan.dates.words);
    case "partner":
      return words(plan.partner?.name);
    case "age":
      return words(plan.age?.words);
    case "account":
      return words(accountName(plan, result));
    case "list":
      return listLines(plan, result);
    default: {
      const absolute = name.startsWith("abs ");
      const read = readFigure(result, absolute ? name.slice(4) : name, plan);
      return read && { text: formatFigure(read.figure, absolute), figures: [read.figure] };
    }
  }
}

/** Code and name; a label that begins with the code is not given it twice. */
function accountName({ account }: Plan, { lines }: ReportResult): string | undefined {
  const label = lines.find(({ key }) => key === account)?.label ?? "";
  return account === undefined || label.startsWith(account) ? label || undefined : `${account} ${label}`;
}
