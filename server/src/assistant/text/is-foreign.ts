import type { Token } from "./tokenise.ts";

/** Words of grammar of German, French, Spanish, Italian, Dutch and Portuguese that are no English words, folded. */
const FOREIGN = new Set(
  `der das und ist sind wir uns unsere unserer wie viel wieviel welche haben hat nicht noch mit fur von zum zur auf ein eine im
   le les des est sont nous notre nos combien quel quelle quels quelles avons avez pas avec pour sur dans une du au aux ce cette
   el los las es son nos nuestro nuestra nuestros cuanto cuantos cuanta cual cuales tenemos del por para con una
   il gli che sono noi nostro nostri quanto quanti quale abbiamo della dei delle per il
   het een zijn wij we onze hoeveel welke hebben niet met voor van
   o os as sao nosso nossos quanto quantos qual temos nao com dos das no na`
    .split(/\s+/)
    .filter((word) => word.length > 1 && !["we", "as", "no", "per", "on", "das"].includes(word)),
);

/** Whether a text is written in another language than English: in another script, or with at least two of another language's words of grammar. */
export function isForeign(tokens: readonly Token[]): boolean {
  const letters = tokens.filter(({ word }) => /\p{L}/u.test(word));
  if (letters.length > 0 && letters.every(({ word }) => !/\p{Script=Latin}/u.test(word))) return true;
  return letters.filter(({ word }) => FOREIGN.has(word)).length >= 2;
}
