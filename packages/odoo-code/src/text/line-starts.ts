/** Zero-based line and UTF-16 column, as the language server protocol counts. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Offset of the first character of every line; a line ends with `\n`, `\r\n` or a lone `\r`. The first entry is always 0. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  if (text.includes("\r")) {
    for (const { index, 0: end } of text.matchAll(/\r\n?|\n/g)) starts.push(index + end.length);
    return starts;
  }
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** Position of an offset; offsets outside the text are moved to its nearest end of line. */
export function positionAt(starts: readonly number[], offset: number): Position {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low, character: Math.max(0, offset - (starts[low] ?? 0)) };
}

/** Offset of a position; the inverse of {@link positionAt} for positions inside the text. */
export function offsetAt(starts: readonly number[], { line, character }: Position): number {
  const within = Math.max(0, Math.min(line, starts.length - 1));
  return (starts[within] ?? 0) + character;
}
