const WORD = "[\\p{L}\\p{N}_]";
const LETTER = "[\\p{L}_]";
const PUNCTUATED = `(?:${WORD}|[!"'&.,?])`;
const BLANK = "[\\t\\n\\v\\f\\r ]";
/** Pieces between which a line may be broken: blanks, words, parts of hyphenated words, long dashes. */
const PIECES = new RegExp(
  [
    `${BLANK}+`,
    `(?<=${PUNCTUATED})-{2,}(?=${WORD})`,
    `[^\\t\\n\\v\\f\\r ]+?(?:-(?:(?<=${LETTER}{2}-)|(?<=${LETTER}-${PUNCTUATED}-))(?=${LETTER}-?${LETTER})|(?=${BLANK}|$)|(?<=${PUNCTUATED})(?=-{2,}${WORD}))`,
  ].join("|"),
  "gu",
);

/** Number of characters, as Python and translators count them. */
export function characters(text: string): number {
  return /[\ud800-\udbff]/.test(text) ? [...text].length : text.length;
}

/** Tabs as blanks up to the next eighth column. */
function tabsExpanded(text: string): string {
  let made = "";
  for (const part of text.split(/(?<=\t)/)) {
    made += part.replace("\t", "");
    if (part.endsWith("\t")) made += " ".repeat(8 - (characters(made) % 8));
  }
  return made;
}

/**
 * Breaks a text into lines of a width as Python's `textwrap` does, never inside a word. `drop` takes the blanks at breaks away; else they stay
 * at the ends of the lines.
 */
export function wrapText(text: string, width: number, indent = "", drop = true): string[] {
  const pieces =
    tabsExpanded(text)
      .replace(/[\n\v\f\r]/g, " ")
      .match(PIECES) ?? [];
  const room = width - indent.length;
  const lines: string[] = [];
  let line: string[] = [];
  let length = 0;
  const finish = () => {
    if (drop && line.at(-1)?.trim() === "") line.pop();
    if (line.length > 0) lines.push(indent + line.join(""));
    line = [];
    length = 0;
  };
  for (const piece of pieces) {
    const needed = characters(piece);
    if (length + needed > room && line.length > 0) finish();
    if (drop && line.length === 0 && lines.length > 0 && piece.trim() === "") continue;
    line.push(piece);
    length += needed;
    // A piece that is too long has its line to itself.
    if (needed > room) finish();
  }
  finish();
  return lines;
}
