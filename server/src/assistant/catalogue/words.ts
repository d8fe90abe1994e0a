import { lemma } from "../text/lemma.ts";

/** Runs of words that only carry politeness or grammar. Longest first. */
export const FILLER_RUNS: readonly (readonly string[])[] = [
  "i would like to know",
  "i would like to see",
  "i want to know",
  "i want to see",
  "i need to know",
  "i need to see",
  "could you please",
  "can you please",
  "could you",
  "would you",
  "can you",
  "will you please",
  "can i see",
  "could i see",
  "may i please see",
  "may i please have",
  "may i see",
  "may i have",
  "may i get",
  "may i know",
  "may i ask",
  "may we see",
  "can i have",
  "could i have",
  "let me know",
  "let me see",
  "do you know",
  "what about",
  "how about",
  "how much",
  "how big",
  "how large",
  "how high",
  "good morning",
  "good afternoon",
  "thank you",
  "give me",
  "give us",
  "get me",
  "find me",
  "fetch me",
  "print me",
  "pull up",
  "bring up",
  "i need",
  "i want",
  "i would like",
  "we need to know",
  "we want to know",
  "want to know",
  "want to see",
  "take a look at",
  "have a look at",
  "look at",
  "to see",
  "to know",
  "look like",
  "looks like",
  "as a whole",
  "so far",
  "at the moment",
  "right away",
].map((run) => run.split(" "));

/**
 * Words without content of their own. Deliberately short: negations, "only", "by", "per", "why", "will" and the like change what is
 * asked, so they are never skipped.
 */
const FILLERS = new Set(
  `a an the please show me tell list display print what whats what's is's
   is are was were be been am do does did have has had i we us our ours my mine me you your it its this that these those there
   of in for at on to from as and also then so now currently still just hello hi hey ok okay thanks dear sextant s let lets let's
   with kindly quickly exactly really actually today's any got`
    .split(/\s+/)
    .map(lemma),
);

/** Words that name the shape of an answer, not its subject. */
const NEUTRAL = new Set(
  "report statement figure amount total sum value overview summary overall anything something yet"
    .split(" ")
    .map(lemma),
);

export const isFiller = (word: string): boolean => FILLERS.has(word);
export const isNeutral = (word: string): boolean => NEUTRAL.has(word);
export const NEUTRAL_WORDS: readonly string[] = [...NEUTRAL];

/** Words that are known without being keywords of a question; they are never "corrected" and never a company's distinctive word. */
export const KNOWN_WORDS: readonly string[] = [
  ...new Set([
    ...FILLER_RUNS.flat(),
    ...NEUTRAL_WORDS,
    "last",
    "this",
    "next",
    "days",
    "weeks",
    "months",
    "years",
    "company",
  ]),
];
