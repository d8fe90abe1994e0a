/**
 * Words of English grammar: they tie words of content together and never narrow what is asked. What can narrow it is not here and has to be understood:
 * the plural of company, negations, "only", "by", "per", "than", "before", "after", "without", "between", "under", "will", "can", "many", "each", "new".
 */
const GRAMMAR = new Set(
  `a an the this that these those it its it's their theirs his her i we us our ours me my mine you your he she they them
   am is are was were be been being do does did have has had having
   of for in on at to from with about as into towards and also so
   now currently presently today still yet already just exactly precisely roughly approximately actually really anyway overall altogether right
   company business firm organisation organization enterprise entity
   what whats what's how much mutch there people anything something very quite here any some all then currently's let's lets is's & + / please pls kindly where among amongst
   look looks looked looking sit sits sitting sat stand stands stood hold holds held holding lie lies`.split(/\s+/),
);

export const isGrammar = (word: string): boolean => GRAMMAR.has(word);
