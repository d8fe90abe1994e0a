import type { Token } from "../text/tokenise.ts";

/** Something read, and the index of the token after it. */
export interface Read<T> {
  readonly value: T;
  readonly next: number;
}

export const read = <T>(value: T, next: number): Read<T> => ({ value, next });

/** Index after the first of the alternatives that stands at `at` (each a run of words), or null. */
export function after(tokens: readonly Token[], at: number, ...alternatives: readonly string[]): number | null {
  for (const alternative of alternatives) {
    const words = wordsOf(alternative);
    if (words.every((word, offset) => tokens[at + offset]?.word === word)) return at + words.length;
  }
  return null;
}

/** Alternatives stand in the code, so there are a few hundred; each is cut into words once. */
const cut = new Map<string, readonly string[]>();

function wordsOf(alternative: string): readonly string[] {
  const known = cut.get(alternative);
  if (known) return known;
  const words = alternative.split(" ");
  cut.set(alternative, words);
  return words;
}

/** Skips the alternatives where they stand, else stays. */
export const skip = (tokens: readonly Token[], at: number, ...alternatives: readonly string[]): number =>
  after(tokens, at, ...alternatives) ?? at;
