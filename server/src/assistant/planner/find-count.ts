import { numberOfWord } from "../dates/words.ts";
import type { Token } from "../text/tokenise.ts";

export interface FoundCount {
  readonly count: number;
  /** Index of the token that holds the number. */
  readonly token: number;
}

const RANKING = new Set(["top", "biggest", "largest", "main", "highest", "worst", "greatest", "oldest", "most"]);

/** What is ranked: "the 5 customers that owe us the most". */
const RANKED = new Set(["name", "customer", "client", "debtor", "supplier", "vendor", "creditor"]);

/** How many lines a ranking asks for: `top 5`, `ten largest customers`. From 1 to 50. */
export function findCount(tokens: readonly Token[]): FoundCount | null {
  const ranking = tokens.some(({ word }) => RANKING.has(word));
  for (const [token, { word }] of tokens.entries()) {
    const count = numberOfWord(word);
    if (count === null || count < 1 || count > 50) continue;
    const [before, behind] = [tokens[token - 1], tokens[token + 1]];
    const beside =
      (ranking && before?.word === "first") || RANKING.has(before?.word ?? "") || RANKING.has(behind?.word ?? "");
    if (beside || (ranking && RANKED.has(behind?.lemma ?? ""))) return { count, token };
  }
  return null;
}
