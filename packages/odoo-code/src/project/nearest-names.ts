/** Names most like what was asked for, the best first: those that contain it, then those a few letters away. */
export function nearestNames(asked: string, names: Iterable<string>, limit = 5): readonly string[] {
  const wanted = asked.toLowerCase();
  const most = Math.max(2, Math.floor(wanted.length / 3));
  // Longer names are too far away.
  const lines = linesFor(wanted.length + most);
  const scored: { readonly name: string; readonly score: number }[] = [];
  for (const name of names) {
    const lower = name.toLowerCase();
    const contains = wanted.length > 2 && lower.includes(wanted);
    const score = contains ? 1 - wanted.length / lower.length : distance(wanted, lower, most, lines);
    if (score <= most) scored.push({ name, score });
  }
  scored.sort((a, b) => a.score - b.score || (a.name < b.name ? -1 : 1));
  return scored.slice(0, limit).map(({ name }) => name);
}

/** Three lines of the table of distances, used in turn: names are compared by the hundred with every key. */
type Lines = [before: Int32Array, above: Int32Array, line: Int32Array];

function linesFor(length: number): Lines {
  return [new Int32Array(length + 1), new Int32Array(length + 1), new Int32Array(length + 1)];
}

/** Letters to insert, delete, replace or swap (Damerau–Levenshtein, adjacent swaps); more than `most` is infinite. */
function distance(a: string, b: string, most: number, lines: Lines): number {
  if (Math.abs(a.length - b.length) > most) return Number.POSITIVE_INFINITY;
  let [before, above, line] = lines;
  for (let column = 0; column <= b.length; column += 1) above[column] = column;
  for (let row = 1; row <= a.length; row += 1) {
    const letter = a.charCodeAt(row - 1);
    line[0] = row;
    let least = row;
    let left = row;
    for (let column = 1; column <= b.length; column += 1) {
      const other = b.charCodeAt(column - 1);
      let best = Math.min((above[column] ?? 0) + 1, left + 1, (above[column - 1] ?? 0) + (letter === other ? 0 : 1));
      if (row > 1 && column > 1 && letter === b.charCodeAt(column - 2) && a.charCodeAt(row - 2) === other)
        best = Math.min(best, (before[column - 2] ?? 0) + 1);
      line[column] = best;
      left = best;
      if (best < least) least = best;
    }
    if (least > most) return Number.POSITIVE_INFINITY;
    [before, above, line] = [above, line, before];
  }
  return above[b.length] ?? Number.POSITIVE_INFINITY;
}
