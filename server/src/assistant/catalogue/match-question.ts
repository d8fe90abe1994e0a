import type { ContentWord } from "./content-words.ts";
import type { CatalogueEntry } from "./load-questions.ts";
import { isNeutral } from "./words.ts";

export type Match =
  /** `whole`: every word of the question is one of the phrasing. */
  | { readonly kind: "match"; readonly entry: CatalogueEntry; readonly whole: boolean }
  /** Several questions fit equally well. */
  | { readonly kind: "tie"; readonly entries: readonly CatalogueEntry[] }
  | { readonly kind: "none" };

/** What phrasings deny. A set of words does not tell what a "not" belongs to, so it has to stand before one of these. */
const DENIED = new Set("due paid settled overdue late".split(" "));
const BETWEEN = new Set(["yet", "be", "fully"]);

function deniesOther(content: readonly ContentWord[]): boolean {
  const rest = content.filter(({ lemma }) => !BETWEEN.has(lemma));
  return rest.some(({ lemma }, at) => lemma === "not" && !DENIED.has(rest[at + 1]?.lemma ?? ""));
}

/**
 * The verified question that a set of content words means: one of its phrasings is contained in them entirely, and every word left
 * over is neutral or one that the question allows. The longest such phrasing wins.
 */
export function matchQuestion(entries: readonly CatalogueEntry[], content: readonly ContentWord[]): Match {
  const asked = new Set(content.map(({ lemma }) => lemma));
  if (asked.size === 0 || deniesOther(content)) return { kind: "none" };
  let best: CatalogueEntry[] = [];
  let length = 0;
  for (const entry of entries) {
    for (const { words, partner, exact } of entry.phrasings) {
      if (partner !== null || words.size < length || words.size > asked.size) continue;
      if (exact && words.size !== asked.size) continue;
      if (![...words].every((word) => asked.has(word))) continue;
      if (![...asked].every((word) => words.has(word) || entry.also.has(word) || isNeutral(word))) continue;
      if (words.size > length) best = [];
      length = words.size;
      if (!best.includes(entry)) best.push(entry);
    }
  }
  const [first] = best;
  if (first === undefined) return { kind: "none" };
  return best.length === 1
    ? { kind: "match", entry: first, whole: length === asked.size }
    : { kind: "tie", entries: best };
}
