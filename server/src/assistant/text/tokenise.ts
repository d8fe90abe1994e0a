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
}

/** Words keep inner apostrophes ("don't"); numbers keep inner separators of dates and amounts ("31/03/2026", "2025/26"). */
const WORD = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+|(?<=\p{N})[./,-](?=\p{N})[\p{N}]+)*/uy;
const IGNORED = /[\s.,;:?!"'“”„«»‘’()[\]\-–—…¿¡]+/uy;
const DASH = /^\s?[-–—]\s?$/u;
const NEGATION = /^([a-z]{2,6})n't$/;
const SHORTENED: Readonly<Record<string, string>> = { ca: "can", wo: "will", sha: "shall" };
const POSSESSIVE = /['’]s$/iu;

/** Cuts a text into tokens in one pass, in time linear in its length. Punctuation is dropped, any other symbol is kept. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let dashBefore = false;
  while (at < text.length) {
    IGNORED.lastIndex = at;
    if (IGNORED.test(text)) {
      dashBefore = DASH.test(text.slice(at, Math.min(IGNORED.lastIndex, at + 4)));
      at = IGNORED.lastIndex;
      continue;
    }
    WORD.lastIndex = at;
    const found = WORD.exec(text)?.[0];
    const full = found ?? String.fromCodePoint(text.codePointAt(at) ?? 0);
    const raw = found === undefined ? full : full.replace(POSSESSIVE, "");
    const word = fold(raw).replaceAll("’", "'");
    const kind = found === undefined ? "symbol" : "word";
    const [, positive] = NEGATION.exec(word) ?? [];
    if (positive !== undefined) {
      // "Haven't" is two words; both stand where it stands.
      for (const part of [SHORTENED[positive] ?? positive, "not"])
        tokens.push({ raw, word: part, lemma: lemma(part), start: at, end: at + raw.length, kind, dashBefore });
      at += full.length;
      dashBefore = false;
      continue;
    }
    tokens.push({ raw, word, lemma: lemma(word), start: at, end: at + raw.length, kind, dashBefore });
    at += full.length;
    dashBefore = false;
  }
  return tokens;
}
