import type { Catalogue } from "../catalogue/load-questions.ts";
import { needsPartner, suggestionsOf } from "../catalogue/suggestion.ts";

const MOST = 4;

/** Canonical questions nearest to some words: those that share the rarest of them, then the catalogue's first of each subject. */
export function nearestQuestions(questions: Catalogue, lemmas: Iterable<string>, most = MOST): string[] {
  const asked = new Set(lemmas);
  const offerable = questions.entries.filter(({ verified }) => !needsPartner(verified));
  const spread = (word: string) => offerable.filter(({ vocabulary }) => vocabulary.has(word)).length;
  const weights = new Map([...asked].map((word) => [word, 1 / Math.max(1, spread(word))]));
  const scored = offerable.map(({ verified, vocabulary }, order) => ({
    verified,
    order,
    score: [...weights].reduce((sum, [word, weight]) => sum + (vocabulary.has(word) ? weight : 0), 0),
  }));
  const near = scored.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score || a.order - b.order);
  const offered = suggestionsOf(near.map(({ verified }) => verified));
  return [...new Set([...offered, ...starterQuestions(questions)])].slice(0, most);
}

/** The questions to begin with, in the order that the catalogue gives them. */
export function starterQuestions(questions: Catalogue): string[] {
  const starters = questions.entries
    .flatMap(({ verified }) => (verified.starter === undefined ? [] : [{ verified, rank: verified.starter }]))
    .sort((a, b) => a.rank - b.rank);
  return suggestionsOf(starters.map(({ verified }) => verified));
}
