import { after } from "../dates/cursor.ts";
import { fold } from "../text/fold.ts";
import { type Token, tokenise } from "../text/tokenise.ts";
import type { PlanCompany } from "./types.ts";

export interface FoundCompany {
  /** The companies that the words can mean; more than one is a question back. */
  readonly matches: readonly PlanCompany[];
  readonly start: number;
  readonly end: number;
}

const LONGEST = 8;
/** What many names end with tells no company from another. */
const LEGAL_FORMS = new Set("ltd limited gmbh inc llc plc ag sa sas sarl bv nv srl spa oy ab as kg co corp".split(" "));

/**
 * The longest stretch of the question that is a company's name or part of exactly such a name. A stretch made only of words that
 * questions use anyway ("my company") counts only when it is the whole name.
 */
export function findCompany(
  tokens: readonly Token[],
  companies: readonly PlanCompany[],
  isCommon: (token: Token) => boolean,
): FoundCompany | null {
  const names = companies.map((company) => {
    const words = tokenise(company.name).map(({ word }) => word);
    return { company, words, folded: fold(words.join(" ")) };
  });
  let best: FoundCompany | null = null;
  for (let start = 0; start < tokens.length; start++) {
    for (let end = Math.min(tokens.length, start + LONGEST); end > start; end--) {
      if (best && end - start <= best.end - best.start) break;
      const run = tokens.slice(start, end);
      const words = run.map(({ word }) => word);
      const whole = names.filter((name) => name.folded === words.join(" "));
      const part = run.every((token) => isCommon(token) || LEGAL_FORMS.has(token.word))
        ? []
        : names.filter((name) => containsRun(name.words, words));
      // "In the UK" is a country, "the UK company" one of the group; "revenue and the UK" are two.
      const isPlace = part.length > 0 && inTheCountry(tokens, start, end);
      const found = whole.length > 0 ? whole : isPlace ? [] : part;
      if (found.length > 0) best = { matches: found.map(({ company }) => company), start, end };
    }
  }
  if (best === null) return null;
  const { matches, start, end } = best;
  return { matches, start: start - prepositionBefore(tokens, start), end };
}

const COMPANY_NOUNS = new Set([
  "company",
  "entity",
  "business",
  "subsidiary",
  "firm",
  "books",
  "side",
  "arm",
  "ltd",
  "limited",
]);

const PLACING = new Set(["in", "from", "to", "with", "into", "about", "on"]);

function inTheCountry(tokens: readonly Token[], start: number, end: number): boolean {
  const [in_, the, next] = [tokens[start - 2]?.word, tokens[start - 1]?.word, tokens[end]?.word ?? ""];
  const between = in_ !== undefined && (PLACING.has(in_) || (in_ === "and" && start > 2));
  return between && the === "the" && end - start === 1 && !COMPANY_NOUNS.has(next);
}

function containsRun(words: readonly string[], run: readonly string[]): boolean {
  return words.some((_, at) => run.every((word, offset) => words[at + offset] === word));
}

function prepositionBefore(tokens: readonly Token[], start: number): number {
  for (const words of ["for the company", "in the company", "for company", "for", "in", "at", "of", "company"]) {
    const length = words.split(" ").length;
    if (start >= length && after(tokens, start - length, words) !== null) return length;
  }
  return 0;
}
