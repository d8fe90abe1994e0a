import type { Token } from "../text/tokenise.ts";
import { FILLER_RUNS, isFiller } from "./words.ts";

/** A word that a match must explain, and the token it came from. */
export interface ContentWord {
  readonly lemma: string;
  readonly token: number;
}

/** Who owes whom is told by the words around "owe", so these become words of their own. */
export const OWED_TO_US = "owed-to-us";
export const OWED_BY_US = "owed-by-us";
const MUST = "have-to";

/** The words of the tokens that carry content, in order; `taken` tokens (dates, companies) are left out, `said` ones say something that no phrasing means. */
export function contentWords(
  tokens: readonly Token[],
  taken: ReadonlySet<number>,
  said: ReadonlySet<number> = new Set(),
): ContentWord[] {
  const words: ContentWord[] = [];
  let at = 0;
  while (at < tokens.length) {
    const token = tokens[at];
    if (token === undefined) break;
    if (taken.has(at)) {
      at++;
      continue;
    }
    const run = FILLER_RUNS.find((words) => words.every((word, offset) => tokens[at + offset]?.word === word));
    if (run) {
      at += run.length;
      continue;
    }
    // "What we have to pay" is not what we paid.
    if (token.lemma === "have" && tokens[at + 1]?.word === "to") {
      words.push({ lemma: MUST, token: at });
      at += 2;
      continue;
    }
    // "Make me a report" is an order, "what did we make" a question.
    if (token.word === "make" && ORDERED.has(tokens[at + 1]?.word ?? "")) {
      words.push({ lemma: "make-me", token: at });
      at++;
      continue;
    }
    const direction = token.lemma === "owe" ? oweDirection(tokens, at) : null;
    if (direction !== null) words.push({ lemma: direction, token: at });
    else if (said.has(at)) words.push({ lemma: `${token.lemma}!`, token: at });
    else if (!isFiller(token.lemma)) words.push({ lemma: token.lemma, token: at });
    at++;
  }
  return words;
}

/** The tokens of runs such as "may I see", whose words mean something else elsewhere. */
export function politeTokens(tokens: readonly Token[]): number[] {
  return tokens.flatMap((_, at) => {
    const run = FILLER_RUNS.find((words) => words.every((word, offset) => tokens[at + offset]?.word === word));
    return run?.[0] === "may" ? run.map((_, offset) => at + offset) : [];
  });
}

const ORDERED = new Set(["me", "us", "a", "an", "the", "my", "our"]);
const US = new Set(["us", "me", "our"]);
const WE = new Set(["we", "i"]);

function oweDirection(tokens: readonly Token[], at: number): string | null {
  const before = tokens.slice(Math.max(0, at - 3), at).map(({ word }) => word);
  const behind = tokens.slice(at + 1, at + 6).map(({ word }) => word);
  const form = tokens[at]?.word;
  const passive =
    (form === "owed" || form === "owing") &&
    before.some((word) => ["are", "were", "is", "was", "amount", "money"].includes(word));
  if (behind[0] === "by") return US.has(behind[1] ?? "") ? OWED_BY_US : null;
  if (before.some((word) => WE.has(word))) return passive && form === "owed" ? OWED_TO_US : OWED_BY_US;
  return behind.some((word) => US.has(word)) ? OWED_TO_US : null;
}
