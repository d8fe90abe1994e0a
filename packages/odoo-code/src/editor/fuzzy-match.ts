/** A name made ready to be compared with many others. */
export interface FuzzyName {
  /** In lower case. */
  readonly text: string;
  /** One bit per letter that occurs: names that lack one of the query's are passed over at once. */
  readonly letters: number;
}

export function fuzzyName(text: string): FuzzyName {
  const lower = text.toLowerCase();
  let letters = 0;
  for (let at = 0; at < lower.length; at += 1) letters |= bitOf(lower.charCodeAt(at));
  return { text: lower, letters };
}

/**
 * How well a query fits a name: 0 where the name lacks a letter of it in this order, else more for the whole name (100), its start (80), a
 * start of a word (60), a part (40), and letters spread over it (up to 30, the more at starts of words the better).
 */
export function fuzzyScore(query: FuzzyName, name: FuzzyName): number {
  if ((query.letters & name.letters) !== query.letters || query.text.length > name.text.length) return 0;
  const rest = query.text.length / name.text.length;
  const at = name.text.indexOf(query.text);
  if (at === 0) return (query.text.length === name.text.length ? 100 : 80) + rest * 10;
  if (at > 0) return (startsWord(name.text, at) || wordAfter(query.text, name.text) ? 60 : 40) + rest * 10;
  return spread(query.text, name.text);
}

function wordAfter(query: string, name: string): boolean {
  for (let at = name.indexOf(query, 1); at !== -1; at = name.indexOf(query, at + 1))
    if (startsWord(name, at)) return true;
  return false;
}

function spread(query: string, name: string): number {
  let at = 0;
  let starts = 0;
  let gaps = 0;
  for (let index = 0; index < query.length; index += 1) {
    const found = name.indexOf(query.charAt(index), at);
    if (found === -1) return 0;
    if (startsWord(name, found)) starts += 1;
    if (found > at) gaps += 1;
    at = found + 1;
  }
  return Math.max(1, 10 + (20 * starts) / query.length - gaps);
}

function startsWord(name: string, at: number): boolean {
  if (at === 0) return true;
  const before = name.charCodeAt(at - 1);
  return before === 46 || before === 95 || before === 45;
}

function bitOf(code: number): number {
  if (code >= 97 && code <= 122) return 1 << (code - 97);
  if (code === 95) return 1 << 26;
  if (code === 46) return 1 << 27;
  return 1 << (28 + (code & 3));
}
