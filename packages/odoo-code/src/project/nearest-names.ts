/** Names most like what was asked for, the best first: those that contain it, then those a few letters away. */
export function nearestNames(asked: string, names: Iterable<string>, limit = 5): readonly string[] {
  const wanted = asked.toLowerCase();
  const most = Math.max(2, Math.floor(wanted.length / 3));
  const scored: { readonly name: string; readonly score: number }[] = [];
  for (const name of names) {
    const lower = name.toLowerCase();
    const contains = wanted.length > 2 && lower.includes(wanted);
    const score = contains ? 1 - wanted.length / lower.length : distance(wanted, lower, most);
    if (score <= most) scored.push({ name, score });
  }
  scored.sort((a, b) => a.score - b.score || (a.name < b.name ? -1 : 1));
  return scored.slice(0, limit).map(({ name }) => name);
}

/** Letters to insert, delete, replace or swap (Damerau–Levenshtein, adjacent swaps); more than `most` is infinite. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return Number.POSITIVE_INFINITY;
  let [before, above]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= a.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let best = Math.min(
        (above[column] ?? 0) + 1,
        (line[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        best = Math.min(best, (before[column - 2] ?? 0) + 1);
      line.push(best);
    }
    if (Math.min(...line) > most) return Number.POSITIVE_INFINITY;
    [before, above] = [above, line];
  }
  return above[b.length] ?? Number.POSITIVE_INFINITY;
}
