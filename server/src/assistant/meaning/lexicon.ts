import { z } from "zod";
import { expandPhrasing } from "../catalogue/expand-phrasing.ts";
import { fold } from "../text/fold.ts";
import { tokenise } from "../text/tokenise.ts";
import { type Around, aroundWords, compileAround } from "./around.ts";
import { compileGrammar, type Grammar } from "./grammar.ts";
import { facetValues, type Meaning } from "./types.ts";

/** `says` is certain; `suggests` holds unless another word says otherwise: an invoice is a customer's, unless it is a supplier's. */
const lexiconEntry = z.strictObject({
  says: facetValues.default({}),
  suggests: facetValues.default({}),
  /** Expressions; `(a|b|)` are alternatives, `<name>` the words of a class. Grammar words in them are not compared. */
  words: z.array(z.string().min(1)).min(1),
});
export const lexiconFile = z.strictObject({
  /** Words that stand for each other. */
  classes: z.record(z.string(), z.array(z.string().min(1)).min(1)).default({}),
  /** Short forms of single words. */
  abbreviations: z.record(z.string(), z.string().min(1)).default({}),
  lexicon: z.array(lexiconEntry).default([]),
  /** Words of grammar, several on a line. */
  grammar: z.array(z.string().min(1)).default([]),
  /** Patterns of words that say nothing where they stand, and of words of grammar that say something there; see `word-pattern.ts`. */
  nothing: z.array(z.string().min(1)).default([]),
  something: z.array(z.string().min(1)).default([]),
  /** What is said around a question. */
  around: aroundWords.optional(),
});
export type LexiconFile = z.infer<typeof lexiconFile>;

export interface Expression {
  readonly says: Meaning;
  readonly suggests: Meaning;
}

export interface FoundExpression extends Expression {
  /** How many lemmas it takes. */
  readonly length: number;
}

export interface Lexicon {
  /** The longest expression that stands at a place among lemmas. */
  readonly longest: (lemmas: readonly string[], from: number) => FoundExpression | null;
  /** What a short form stands for. */
  readonly abbreviations: ReadonlyMap<string, string>;
  /** Every word of an expression, folded. */
  readonly words: ReadonlySet<string>;
  readonly grammar: Grammar;
  readonly around: Around;
}

/** Expressions as a tree of lemmas, without grammar words; `classes` leads on after any member of a class. */
interface Branch {
  readonly next: Map<string, Branch>;
  readonly classes: Map<string, Branch>;
  expression?: Expression;
}

/** @throws RangeError for unbalanced alternatives, a class that does not exist, an expression of grammar words only, or a pattern that is none. */
export function compileLexicon(files: readonly LexiconFile[]): Lexicon {
  const words = new Set<string>();
  const classes = new Map<string, Branch>();
  const root = branch();
  const grammar = compileGrammar(files);
  const lemmasOf = (text: string): string[] =>
    tokenise(text)
      .filter(({ word }) => !grammar.isWord(word))
      .map((token) => token.lemma);
  for (const [name, members] of files.flatMap((file) => Object.entries(file.classes))) {
    const tree = branch();
    classes.set(name, tree);
    for (const member of members) add(tree, member, { says: {}, suggests: {} });
  }
  for (const { words: forms, says, suggests } of files.flatMap(({ lexicon }) => lexicon))
    for (const form of forms.flatMap(expandPhrasing)) add(root, form, { says, suggests });
  return {
    longest: (lemmas, from) => ends(root, lemmas, from, classes).reduce(longer, null),
    abbreviations: new Map(files.flatMap((file) => Object.entries(file.abbreviations))),
    words,
    grammar,
    around: compileAround(files.flatMap(({ around }) => around ?? [])),
  };

  function add(from: Branch, form: string, expression: Expression): void {
    for (const word of fold(form.replace(CLASS, " ")).match(/[a-z']+/g) ?? []) words.add(word);
    const steps = form.split(/(<[a-z]+>)/).flatMap((part) => (part.startsWith("<") ? [part] : lemmasOf(part)));
    if (steps.length === 0) throw new RangeError(`"${form}" holds grammar words only`);
    let at = from;
    for (const step of steps) {
      const name = CLASS_NAME.exec(step)?.[1];
      if (name !== undefined && !classes.has(name)) throw new RangeError(`unknown class <${name}> in "${form}"`);
      const edges = name === undefined ? at.next : at.classes;
      const next = edges.get(name ?? step) ?? branch();
      edges.set(name ?? step, next);
      at = next;
    }
    at.expression ??= expression;
  }
}

const CLASS = /<[a-z]+>/g;
const CLASS_NAME = /^<([a-z]+)>$/;

const branch = (): Branch => ({ next: new Map(), classes: new Map() });

/** Every expression of a tree that the lemmas begin with at a place. */
function ends(
  tree: Branch,
  lemmas: readonly string[],
  from: number,
  classes: ReadonlyMap<string, Branch>,
): FoundExpression[] {
  const found: FoundExpression[] = tree.expression ? [{ ...tree.expression, length: 0 }] : [];
  const goOn = (to: Branch, by: number) => {
    for (const end of ends(to, lemmas, from + by, classes)) found.push({ ...end, length: end.length + by });
  };
  const next = tree.next.get(lemmas[from] ?? "");
  if (next) goOn(next, 1);
  for (const [name, to] of tree.classes) {
    const members = classes.get(name);
    if (members && from < lemmas.length)
      for (const { length } of ends(members, lemmas, from, classes)) goOn(to, length);
  }
  return found;
}

const longer = (best: FoundExpression | null, other: FoundExpression) =>
  best === null || other.length > best.length ? other : best;
