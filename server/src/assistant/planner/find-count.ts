import { numberOfWord } from "../dates/words.ts";
import type { Token } from "../text/tokenise.ts";

export interface FoundCount {
  readonly count: number;
  /** Index of the token that holds the number. */
  readonly token: number;
}

const RANKING = new Set(["top", "biggest", "largest", "main", "highest", "worst", "greatest", "oldest", "most"]);

/** How many lines a ranking asks for: `top 5`, `ten largest customers`. From 1 to 50. */
export function findCount(tokens: readonly Token[]): FoundCount | null {
  for (const [token, { word }] of tokens.entries()) {
    const count = numberOfWord(word);
    if (count === null || count < 1 || count > 50) continue;
    const ranked = RANKING.has(tokens[token - 1]?.word ?? "") || RANKING.has(tokens[token + 1]?.word ?? "");
    if (ranked) return { count, token };
  }
  return null;
}
