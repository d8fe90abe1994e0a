import type { Token } from "../text/tokenise.ts";
import { SLOT_WORDS } from "./compile-phrasing.ts";
import type { ContentWord } from "./content-words.ts";
import type { CatalogueEntry } from "./load-questions.ts";
import { isNeutral } from "./words.ts";

/** A question with a partner's name in it, and the tokens that may be that name. */
export interface PartnerMatchCandidate {
  readonly entry: CatalogueEntry;
  /** First and last token of the name. */
  readonly first: number;
  readonly last: number;
}

/** Words that change what is asked and therefore never begin the name of a partner. */
const NEVER = new Set(
  "not no never none without except excluding excl why how when where who whom which will would should could can might forecast predict expect only all any every each everyone everybody anyone nobody someone other others if ignore disregard and or vs versus per delete drop create update post pay send email customer supplier vendor partner us we because than more less over under much many most least average".split(
    " ",
  ),
);
export const isNeverName = (word: string): boolean => NEVER.has(word);

const LONGEST_NAME = 12;
const OVER = SLOT_WORDS["{over}"];
const notAge = (word: string) => word !== OVER;

/**
 * Readings of a question as "open invoices of {partner}": the content words before and after the slot must stand there in order, and
 * what is left in between is the name. `dated` tokens (dates, companies) may be part of the name or stand beside it, so the longest
 * name comes first.
 */
export function matchPartner(
  entries: readonly CatalogueEntry[],
  content: readonly ContentWord[],
  tokens: readonly Token[],
  dated: ReadonlySet<number>,
  hasAge: boolean,
): PartnerMatchCandidate[] {
  const found: (PartnerMatchCandidate & { readonly weight: number })[] = [];
  for (const entry of entries) {
    for (const { partner, words } of entry.phrasings) {
      // An age must be part of what is asked: dropping it would answer another question.
      if (partner === null || words.has(OVER) !== hasAge) continue;
      const skippable = ({ lemma, token }: ContentWord) =>
        dated.has(token) || isNeutral(lemma) || entry.also.has(lemma);
      const start = walk(content, partner.before.filter(notAge), skippable);
      const back = walk(content.toReversed(), partner.after.filter(notAge).toReversed(), skippable);
      if (start === null || back === null) continue;
      const name = content.slice(start, content.length - back);
      for (const { first, last } of spans(name, dated)) {
        if (allowed(tokens.slice(first, last + 1))) found.push({ entry, first, last, weight: words.size });
      }
    }
  }
  // The phrasing that explains most goes first, and of its names the longest.
  found.sort((a, b) => b.weight - a.weight || b.last - b.first - (a.last - a.first));
  const seen = new Set<string>();
  return found.filter(({ entry, first, last }) => {
    const key = `${entry.verified.id}|${first}|${last}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** Number of content words used up to find `wanted` in order, or null. Nothing is skipped when nothing is wanted. */
function walk(
  content: readonly ContentWord[],
  wanted: readonly string[],
  skippable: (word: ContentWord) => boolean,
): number | null {
  let at = 0;
  for (const word of wanted) {
    for (;;) {
      const current = content[at];
      if (current === undefined) return null;
      at++;
      if (current.lemma === word) break;
      if (!skippable(current)) return null;
    }
  }
  return at;
}

function* spans(name: readonly ContentWord[], dated: ReadonlySet<number>) {
  const isDated = (word: ContentWord) => dated.has(word.token);
  const begin = name.findIndex((word) => !isDated(word));
  const end = name.findLastIndex((word) => !isDated(word));
  const seen = new Set<string>();
  for (const [from, to] of [
    [0, name.length - 1],
    [0, end],
    [begin, name.length - 1],
    [begin, end],
  ] as const) {
    const [first, last] = [name[from]?.token, name[to]?.token];
    if (first === undefined || last === undefined || last < first || seen.has(`${first}|${last}`)) continue;
    seen.add(`${first}|${last}`);
    yield { first, last };
  }
}

function allowed(name: readonly Token[]): boolean {
  return (
    name.length <= LONGEST_NAME && !name.some(({ word }) => NEVER.has(word)) && name.some(({ kind }) => kind === "word")
  );
}
