import type { Token } from "../text/tokenise.ts";
import { withoutCourtesy } from "./find-courtesy.ts";
import { findObligations } from "./find-obligations.ts";
import { isGrammar } from "./grammar-words.ts";
import type { Expression, Lexicon } from "./lexicon.ts";
import { PARTY_AND_DEBTOR_NOUNS } from "./party-nouns.ts";
import { FACETS, type Facet, type Meaning } from "./types.ts";

export interface ReadMeaning {
  readonly meaning: Meaning;
  /** Facets that words set differently, which is nothing that can be answered. */
  readonly contradictions: readonly Facet[];
  /** Tokens that nothing explains, in order. */
  readonly unexplained: readonly number[];
}

/** Of two values of a facet the one that says more, where they do not contradict each other: an overdue invoice is open too. */
const SAYS_MORE: readonly (readonly [more: string, less: string])[] = [
  ["document", "debt"],
  ["overdue", "open"],
  ["not-due", "open"],
  ["ranking", "names"],
  ["ranking", "total"],
  ["names", "total"],
];
const ASKING_WHO = new Set(["who", "whom", "which", "whose"]);
const BEFORE_ASKING = new Set([
  "to",
  "from",
  "of",
  "the",
  "and",
  "our",
  "all",
  "is",
  "are",
  "list",
  "overview",
  "summary",
  "report",
  "names",
]);
const RELATIVE = new Set(["who", "that", "which", "with", "we", "whom", "to", "owing"]);

/** What the words say that no date, company, age, comparison, count or account has taken (`taken`). */
export function readMeaning(
  tokens: readonly Token[],
  taken: ReadonlySet<number>,
  known: Meaning,
  lexicon: Lexicon,
): ReadMeaning {
  const { start, end } = withoutCourtesy(tokens);
  const open = (at: number) => at >= start && at < end && !taken.has(at);
  const obligations = findObligations(tokens, new Set([...tokens.keys()].filter((at) => !open(at))));
  const spent = new Set(obligations.flatMap((one) => one.tokens));
  const rest = [...tokens.keys()].filter((at) => open(at) && !spent.has(at));
  const names = asksForNames(tokens, rest);
  const content = rest.filter((at) => !isGrammar(tokens[at]?.word ?? "") && !names.tokens.includes(at));
  const expressions: Pick<Expression, "says" | "suggests">[] = [...obligations];
  if (names.asked) expressions.push({ says: { shape: "names" }, suggests: {} });
  const unexplained: number[] = [];
  for (let at = 0; at < content.length; ) {
    const found = (lexicon.get(lemmaAt(tokens, content, at)) ?? []).find(({ lemmas }) =>
      lemmas.every((lemma, offset) => lemmaAt(tokens, content, at + offset) === lemma),
    );
    if (found) expressions.push(found);
    else unexplained.push(content[at] ?? 0);
    at += found?.lemmas.length ?? 1;
  }
  return { ...combine([{ says: known, suggests: {} }, ...expressions]), unexplained };
}

/** Customers or suppliers, in the plural. */
const isParty = (token: Token | undefined) =>
  token !== undefined && PARTY_AND_DEBTOR_NOUNS.has(token.lemma) && token.word !== token.lemma;

const lemmaAt = (tokens: readonly Token[], content: readonly number[], at: number) =>
  tokens[content[at] ?? -1]?.lemma ?? "";

/** Whether the question is who or which: it begins so, or with "customers who". The words that only ask so need no other explanation. */
function asksForNames(
  tokens: readonly Token[],
  rest: readonly number[],
): { readonly asked: boolean; readonly tokens: readonly number[] } {
  const asking = rest.filter(
    (at) => ASKING_WHO.has(tokens[at]?.word ?? "") || (tokens[at]?.word === "what" && isParty(tokens[at + 1])),
  );
  const first = rest.find((at) => !BEFORE_ASKING.has(tokens[at]?.word ?? ""));
  if (first === undefined) return { asked: false, tokens: asking };
  const party = isParty(tokens[first]);
  const asked = asking.includes(first) || (party && RELATIVE.has(tokens[first + 1]?.word ?? ""));
  return { asked, tokens: asking };
}

function combine(
  expressions: readonly Pick<Expression, "says" | "suggests">[],
): Pick<ReadMeaning, "meaning" | "contradictions"> {
  const meaning: Partial<Record<Facet, string>> = {};
  const contradictions: Facet[] = [];
  for (const facet of FACETS) {
    const said = strongest(expressions.flatMap(({ says }) => says[facet] ?? []));
    const values = said.length > 0 ? said : strongest(expressions.flatMap(({ suggests }) => suggests[facet] ?? []));
    if (values.length > 1) contradictions.push(facet);
    const [only] = values;
    if (only !== undefined) meaning[facet] = only;
  }
  return { meaning, contradictions };
}

function strongest(values: readonly string[]): readonly string[] {
  const all = new Set(values);
  for (const [more, less] of SAYS_MORE) if (all.has(more)) all.delete(less);
  return [...all];
}
