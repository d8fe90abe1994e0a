/** Words that carry nothing in the name of a measure or dimension. */
const EMPTY = new Set(["the", "of", "our", "by", "per", "in", "total", "number", "count", "a"]);

/** The form under which names and synonyms are compared: small letters, no accents, plural and filler words dropped. */
export function wordsOf(text: string): string {
  const folded = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = folded.match(/[\p{L}\p{N}]+/gu) ?? [];
  const kept = words.filter((word) => !EMPTY.has(word));
  return (kept.length > 0 ? kept : words).map(singular).join(" ");
}

function singular(word: string): string {
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  return word.length > 3 && /[^su]s$/.test(word) ? word.slice(0, -1) : word;
}
