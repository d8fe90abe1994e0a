/** With the `u` flag a pair is one character, so this matches halves only. */
const HALF_PAIR = /\p{Surrogate}/u;

/** False when the text holds half of a surrogate pair: UTF-8 cannot keep it. */
export function wellFormed(text: string): boolean {
  return !HALF_PAIR.test(text);
}
