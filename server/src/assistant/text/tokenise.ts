import { fold } from "./fold.ts";
import { lemma } from "./lemma.ts";

/** A word, number or symbol of a question, with its place in the text. */
export interface Token {
  /** As typed. */
  readonly raw: string;
  /** Folded; see `fold`. */
  readonly word: string;
  /** Form under which it is compared. */
  readonly lemma: string;
  readonly start: number;
  readonly end: number;
  readonly kind: "word" | "symbol";
  /** True when only a hyphen or dash stands between this token and the one before it. */
  readonly dashBefore: boolean;
  /** True when a clause begins with it: punctuation stands before it, or a dash with spaces around. */
  readonly clause?: boolean;
}

/** Words keep inner apostrophes ("don't"), abbreviations of two letters their slash ("a/c"), numbers the separators of dates and amounts ("31/03/2026"). */
const WORD =
  /(?<![\p{L}\p{N}])\p{L}\/\p{L}(?![\p{L}\p{N}])|[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+|(?<=\p{N})[./,-](?=\p{N})[\p{N}]+)*/uy;
const IGNORED = /[\s.,;:?!"'“”„«»‘’()[\]\-–—…¿¡]+/uy;
const CLAUSE = /[,;:?!()–—…]|\.\s|\s-\s/u;
const DASH = /^\s?[-–—]\s?$/u;
/** "Haven't", "we've": two words that stand where the one stands. */
const NEGATION = /^([a-z]{2,6})n't$/;
const CONTRACTION = /^(i|we|you|he|she|it|they|who|what|that|there|how)'(ve|re|ll|d|m)$/;
const SHORTENED: Readonly<Record<string, string>> = {
  ca: "can",
  wo: "will",
  sha: "shall",
  ve: "have",
  re: "are",
  ll: "will",
  d: "would",
  m: "am",
};
const POSSESSIVE = /['’]s$/iu;

/** Cuts a text into tokens in one pass, in time linear in its length. Punctuation is dropped, any other symbol is kept. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let dashBefore = false;
  let clause = false;
  while (at < text.length) {
    IGNORED.lastIndex = at;
    if (IGNORED.test(text)) {
      dashBefore = DASH.test(text.slice(at, Math.min(IGNORED.lastIndex, at + 4)));
      clause = tokens.length > 0 && CLAUSE.test(text.slice(at, Math.min(IGNORED.lastIndex, at + 8)));
      at = IGNORED.lastIndex;
      continue;
    }
    WORD.lastIndex = at;
    const found = WORD.exec(text)?.[0];
    const full = found ?? String.fromCodePoint(text.codePointAt(at) ?? 0);
    const raw = found === undefined ? full : full.replace(POSSESSIVE, "");
    const word = fold(raw).replaceAll("’", "'");
    const kind = found === undefined ? "symbol" : "word";
    const parts = apart(word);
    if (parts !== null) {
      for (const part of parts)
        tokens.push({
          raw,
          word: part,
          lemma: lemma(part),
          start: at,
          end: at + raw.length,
          kind,
          dashBefore,
          ...(clause ? { clause } : {}),
        });
      at += full.length;
      dashBefore = false;
      clause = false;
      continue;
    }
    tokens.push({
      raw,
      word,
      lemma: lemma(word),
      start: at,
      end: at + raw.length,
      kind,
      dashBefore,
      ...(clause ? { clause } : {}),
    });
    at += full.length;
    dashBefore = false;
    clause = false;
  }
  return tokens;
}

function apart(word: string): readonly [string, string] | null {
  const [, part, year] = /^([qh]\d)[/.-](\d{2}|\d{4})$/.exec(word) ?? [];
  if (part !== undefined && year !== undefined) return [part, year];
  if (word === "cannot") return ["can", "not"];
  const [, positive] = NEGATION.exec(word) ?? [];
  if (positive !== undefined) return [SHORTENED[positive] ?? positive, "not"];
  const [, first, second] = CONTRACTION.exec(word) ?? [];
  return first === undefined || second === undefined ? null : [first, SHORTENED[second] ?? second];
}
