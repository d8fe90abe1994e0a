/** Longest result that a model is given. */
const LONGEST = 24_000;

/**
 * A tool's result as a model reads it: between marks that say that it is data. Nothing inside can close them, because `<` and `>` are written
 * as JSON escapes. Null when it is too long.
 */
export function markData(tool: string, result: unknown): string | null {
  const json = JSON.stringify(result).replace(
    /[<>\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return json.length > LONGEST ? null : `<data from="${tool}">\n${json}\n</data>`;
}
