import { fold } from "../text/fold.ts";

const BEFORE = 30;
const LONGEST = 140;

/** The text around the first of the words searched for, on one line; its beginning where none of them can be pointed at. */
export function foundIn(text: string, search: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  const folded = fold(line);
  const places = fold(search)
    .split(/\s+/)
    .flatMap((word) => (word === "" ? [] : [folded.indexOf(word)]))
    .filter((place) => place >= 0);
  // Folding can change the length of a text by a few characters; the cut is around the word, not at it.
  const start = Math.max(0, Math.min(...places, line.length) - BEFORE);
  const from = places.length === 0 || start === 0 ? 0 : line.indexOf(" ", start) + 1 || start;
  const cut = line.slice(from, from + LONGEST);
  return `${from > 0 ? "…" : ""}${cut}${from + LONGEST < line.length ? "…" : ""}`;
}
