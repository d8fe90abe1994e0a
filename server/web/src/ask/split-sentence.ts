import type { Figure } from "@sextant/contracts";
import { formatAmount } from "../amount/format-amount.ts";

/** A piece of an answer: plain words, or a figure with what it is bound to. */
export interface Segment {
  readonly text: string;
  readonly figure: Figure | null;
  /** Where the piece begins in the sentence. */
  readonly at: number;
}

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The ways a figure may be written in a sentence, longest first. */
function writings(value: string): string[] {
  const grouped = formatAmount(value).text;
  const all = [value, grouped, grouped.replace("\u2212", "-"), value.replace("-", ""), grouped.replace("\u2212", "")];
  return [...new Set(all)].filter((text) => text !== "").sort((a, b) => b.length - a.length);
}

function findFigure(sentence: string, value: string, from: number): { start: number; end: number } | null {
  // Not within a longer number: 4 must not be found in 14, 4.50 or 4,000.
  const pattern = new RegExp(`(?<![\\d.,])(?:${writings(value).map(literal).join("|")})(?![\\d]|[.,]\\d)`, "g");
  pattern.lastIndex = from;
  const match = pattern.exec(sentence);
  return match ? { start: match.index, end: match.index + match[0].length } : null;
}

/**
 * Cuts an answer into words and figures. Figures are looked for in the order in which they are given; one that cannot be found
 * in the sentence is returned apart, so that its proof stays within reach.
 */
export function splitSentence(
  sentence: string,
  figures: readonly Figure[],
): { segments: readonly Segment[]; apart: readonly Figure[] } {
  const segments: Segment[] = [];
  const apart: Figure[] = [];
  let position = 0;
  for (const figure of figures) {
    const found = findFigure(sentence, figure.value, position);
    if (!found) {
      apart.push(figure);
      continue;
    }
    if (found.start > position)
      segments.push({ text: sentence.slice(position, found.start), figure: null, at: position });
    segments.push({ text: sentence.slice(found.start, found.end), figure, at: found.start });
    position = found.end;
  }
  if (position < sentence.length) segments.push({ text: sentence.slice(position), figure: null, at: position });
  return { segments, apart };
}
