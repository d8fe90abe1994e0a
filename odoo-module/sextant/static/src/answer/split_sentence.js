import { formatWith } from "@sextant/amount/amount";

const ENGLISH = { thousands: ",", point: ".", grouping: [3, 0] };

const literal = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The ways in which the server may write a figure, the longest first. */
function writings(value) {
  const grouped = formatWith(value, ENGLISH);
  const all = [value, grouped, grouped.replace("\u2212", "-"), value.replace("-", ""), grouped.replace("\u2212", "")];
  return [...new Set(all)].filter((text) => text !== "").sort((a, b) => b.length - a.length);
}

function findFigure(sentence, value, from) {
  // Not within a longer number: 4 is not in 14, 4.50 or 4,000.
  const pattern = new RegExp(`(?<![\\d.,])(?:${writings(value).map(literal).join("|")})(?!\\d|[.,]\\d)`, "g");
  pattern.lastIndex = from;
  return pattern.exec(sentence);
}

/**
 * Cuts an answer into words and figures: `{segments: {text, figure | null}[], apart: figure[]}`. Figures are looked for in
 * their order; one that is not found is `apart`, so that its proof stays within reach.
 */
export function splitSentence(sentence, figures) {
  const segments = [];
  const apart = [];
  let position = 0;
  for (const figure of figures) {
    const found = findFigure(sentence, figure.value, position);
    if (!found) {
      apart.push(figure);
      continue;
    }
    if (found.index > position) {
      segments.push({ text: sentence.slice(position, found.index), figure: null });
    }
    segments.push({ text: found[0], figure });
    position = found.index + found[0].length;
  }
  if (position < sentence.length) {
    segments.push({ text: sentence.slice(position), figure: null });
  }
  return { segments, apart };
}
