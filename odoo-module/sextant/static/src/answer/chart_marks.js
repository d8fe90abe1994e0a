/** How much of its place along the axis a bar takes; the rest is air. */
const FILL = 0.76;

/** The spans that bars cover, of one place: from zero, or one on the other, above and below zero apart. */
function spansOf(values, stacked) {
  let [above, below] = [0, 0];
  return values.map((value) => {
    if (!stacked) {
      return [Math.min(0, value), Math.max(0, value)];
    }
    if (value < 0) {
      below += value;
      return [below, below - value];
    }
    above += value;
    return [above - value, above];
  });
}

/**
 * Where the parts of a chart lie, each from 0 to 1: `bars: {series, place, from, to, at, width}[]`, of a line its
 * `points: {series, at, value}[]`, and `zero`. `at` and `width` run along the axis, the others away from it. Amounts become
 * binary numbers only here, for pixels.
 */
export function marksOf({ kind, stacked, categories, series }) {
  const numbers = series.map(({ values }) => values.map(Number));
  const spans = categories.map((_label, place) =>
    spansOf(
      numbers.map((values) => values[place]),
      stacked && kind !== "line",
    ),
  );
  const top = Math.max(0, ...spans.flat(2));
  const bottom = Math.min(0, ...spans.flat(2));
  const share = (value) => (value - bottom) / (top - bottom || 1);
  const step = 1 / categories.length;
  if (kind === "line") {
    const points = numbers.flatMap((values, of) =>
      values.map((value, place) => ({ series: of, at: (place + 0.5) * step, value: share(value) })),
    );
    return { zero: share(0), bars: [], points };
  }
  const width = (step * FILL) / (stacked ? 1 : series.length);
  const bars = spans.flatMap((of, place) =>
    of.map(([from, to], one) => ({
      series: one,
      place,
      from: share(from),
      to: share(to),
      at: place * step + (step * (1 - FILL)) / 2 + (stacked ? 0 : one * width),
      width,
    })),
  );
  return { zero: share(0), bars, points: [] };
}
