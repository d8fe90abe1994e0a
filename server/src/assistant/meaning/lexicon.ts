import { z } from "zod";
import { expandPhrasing } from "../catalogue/expand-phrasing.ts";
import { tokenise } from "../text/tokenise.ts";
import { isGrammar } from "./grammar-words.ts";
import { facetValues, type Meaning } from "./types.ts";

/** `says` is certain; `suggests` holds unless another word says otherwise: an invoice is a customer's, unless it is a supplier's. */
const lexiconEntry = z.strictObject({
  says: facetValues.default({}),
  suggests: facetValues.default({}),
  /** Expressions; `(a|b|)` are alternatives. Grammar words in them are not compared. */
  words: z.array(z.string().min(1)).min(1),
});
export const lexiconFile = z.strictObject({ lexicon: z.array(lexiconEntry).min(1) });

export interface Expression {
  /** Lemmas, without grammar words. */
  readonly lemmas: readonly string[];
  readonly says: Meaning;
  readonly suggests: Meaning;
}

/** Expressions by their first lemma, the longest first. */
export type Lexicon = ReadonlyMap<string, readonly Expression[]>;

/** @throws RangeError for unbalanced alternatives, or an expression of grammar words only. */
export function compileLexicon(entries: readonly z.infer<typeof lexiconEntry>[]): Lexicon {
  const lexicon = new Map<string, Expression[]>();
  for (const { says, suggests, words } of entries)
    for (const form of words.flatMap(expandPhrasing)) {
      const lemmas = tokenise(form)
        .filter(({ word }) => !isGrammar(word))
        .map((token) => token.lemma);
      const [first] = lemmas;
      if (first === undefined) throw new RangeError(`"${form}" holds grammar words only`);
      lexicon.set(first, [...(lexicon.get(first) ?? []), { lemmas, says, suggests }]);
    }
  for (const expressions of lexicon.values()) expressions.sort((a, b) => b.lemmas.length - a.lemmas.length);
  return lexicon;
}
