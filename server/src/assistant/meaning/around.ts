import { z } from "zod";

const words = z.string().min(1);

/** The words that are said around a question, class by class, each separated by spaces; what the classes are for stands in `words/around.yaml`. */
export const aroundWords = z.strictObject({
  greetings: words,
  requests: words,
  "not-of": words,
  people: words,
  ties: words,
  particles: words,
  nouns: words,
  thanks: words,
  closing: words,
  tasks: words,
  "said-of-it": words,
  worries: words,
  enquiries: words,
  purposes: z.strictObject({ own: words, papers: words, shown: words, people: words, beside: words, leading: words }),
  narrowed: z.strictObject({ costs: words, owed: words }),
  statements: words,
});

type Words = ReadonlySet<string>;

/** The same, to be asked. */
export interface Around {
  readonly greetings: Words;
  readonly requests: Words;
  /** Requests that are nouns before "of". */
  readonly notOf: Words;
  readonly people: Words;
  /** Whatever an opening is made of. */
  readonly opening: Words;
  readonly particles: Words;
  /** Nouns that open a request only behind an article or before a verb of wanting. */
  readonly nouns: Words;
  readonly thanks: Words;
  readonly closing: Words;
  /** Verbs of what somebody does with a figure, and does not ask. */
  readonly tasks: Words;
  readonly saidOfIt: Words;
  readonly worries: Words;
  readonly enquiries: Words;
  readonly purposes: Readonly<Record<"own" | "papers" | "shown" | "people" | "beside" | "leading", Words>>;
  /** Lemmas behind which "for …" can be what a figure is narrowed to: what money goes to, and who owes or gets it. */
  readonly narrowed: Readonly<Record<"costs" | "owed", Words>>;
  /** Words of whole statements. */
  readonly statements: Words;
}

const split = (text: string): Words => new Set(text.trim().split(/\s+/));
const union = (...sets: readonly Words[]): Words => new Set(sets.flatMap((set) => [...set]));

/** One set per class; all are empty where no file names them. */
export function compileAround(files: readonly z.infer<typeof aroundWords>[]): Around {
  const all = (wordsOf: (file: z.infer<typeof aroundWords>) => string) =>
    union(...files.map((file) => split(wordsOf(file))));
  const [greetings, requests, people, thanks] = [
    all(({ greetings }) => greetings),
    all(({ requests }) => requests),
    all(({ people }) => people),
    all(({ thanks }) => thanks),
  ];
  return {
    greetings,
    requests,
    notOf: all((file) => file["not-of"]),
    people,
    opening: union(
      greetings,
      requests,
      people,
      all(({ ties }) => ties),
    ),
    particles: all(({ particles }) => particles),
    nouns: all(({ nouns }) => nouns),
    thanks,
    closing: union(
      thanks,
      all(({ closing }) => closing),
    ),
    tasks: all(({ tasks }) => tasks),
    saidOfIt: all((file) => file["said-of-it"]),
    worries: all(({ worries }) => worries),
    enquiries: all(({ enquiries }) => enquiries),
    purposes: {
      own: all(({ purposes }) => purposes.own),
      papers: all(({ purposes }) => purposes.papers),
      shown: all(({ purposes }) => purposes.shown),
      people: all(({ purposes }) => purposes.people),
      beside: all(({ purposes }) => purposes.beside),
      leading: all(({ purposes }) => purposes.leading),
    },
    narrowed: { costs: all(({ narrowed }) => narrowed.costs), owed: all(({ narrowed }) => narrowed.owed) },
    statements: all(({ statements }) => statements),
  };
}
