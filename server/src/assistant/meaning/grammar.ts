import type { Token } from "../text/tokenise.ts";
import { compilePatterns } from "./word-pattern.ts";

/** What the files of the lexicon say about words that say nothing. */
export interface GrammarData {
  readonly grammar: readonly string[];
  readonly nothing: readonly string[];
  readonly something: readonly string[];
}

export interface Grammar {
  /** Whether a word says nothing wherever no pattern of `something` has it. */
  readonly isWord: (word: string) => boolean;
  /** Tokens that say nothing where they stand, words of grammar not among them. */
  readonly nothing: (tokens: readonly Token[], taken: ReadonlySet<number>) => ReadonlySet<number>;
  /** Tokens that say something where they stand, although they are words of grammar: "IT", "in the US". */
  readonly something: (tokens: readonly Token[], taken: ReadonlySet<number>) => ReadonlySet<number>;
}

/** Which words of a question tie it together and never narrow what is asked. */
export function compileGrammar(files: readonly GrammarData[]): Grammar {
  const words = new Set(files.flatMap(({ grammar }) => grammar.flatMap((line) => line.split(/\s+/))));
  return {
    isWord: (word) => words.has(word),
    nothing: compilePatterns(files.flatMap(({ nothing }) => nothing)).marked,
    something: compilePatterns(files.flatMap(({ something }) => something)).marked,
  };
}
