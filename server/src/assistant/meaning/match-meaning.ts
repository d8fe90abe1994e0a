import type { CatalogueEntry } from "../catalogue/load-questions.ts";
import { FACETS, type Meaning, type MeaningPattern } from "./types.ts";

/** The verified questions that answer a meaning exactly: every facet of it, and nothing more. */
export function matchMeaning(entries: readonly CatalogueEntry[], meaning: Meaning): CatalogueEntry[] {
  return entries.filter(({ verified }) => verified.means.some((pattern) => differences(pattern, meaning) === 0));
}

/** The questions that differ from a meaning least, nearest first: what can be offered in its place. */
export function nearestMeanings(entries: readonly CatalogueEntry[], meaning: Meaning): CatalogueEntry[] {
  const rated = entries.map((entry, order) => ({
    entry,
    order,
    apart: Math.min(...entry.verified.means.map((pattern) => differences(pattern, meaning)), FACETS.length),
  }));
  return rated
    .filter(({ apart }) => apart <= 2)
    .sort((a, b) => a.apart - b.apart || a.order - b.order)
    .map(({ entry }) => entry);
}

/** Number of facets in which a meaning is not what the pattern asks for. */
function differences(pattern: MeaningPattern, meaning: Meaning): number {
  return FACETS.filter((facet) => {
    const wanted = pattern[facet] ?? "none";
    const value = meaning[facet] ?? "none";
    return Array.isArray(wanted) ? !wanted.includes(value) : wanted !== value;
  }).length;
}
