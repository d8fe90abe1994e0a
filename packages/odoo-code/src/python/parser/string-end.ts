import { uncertain } from "./uncertain.ts";

/**
 * Where a string without interpolations ends.
 *
 * @param at Behind the opening quote.
 * @returns Behind the closing quote.
 */
export function stringEnd(text: string, at: number, quote: number, triple: boolean): number {
  const { length } = text;
  for (let here = at; here < length; here += 1) {
    const code = text.charCodeAt(here);
    if (code === 92) {
      here += 1;
      // A carriage return takes the line feed behind it along.
      if (text.charCodeAt(here) === 13) here += 1;
    } else if (code === quote) {
      if (!triple) return here + 1;
      if (text.charCodeAt(here + 1) === quote && text.charCodeAt(here + 2) === quote) return here + 3;
    } else if (code === 10 && !triple) uncertain();
  }
  return uncertain();
}
