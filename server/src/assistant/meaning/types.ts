import { z } from "zod";

/**
 * Words of this folder. A question is read twice: as one of the phrasings of the catalogue, and where it is none, by its *meaning*.
 *
 * - *facet*: one thing that a question says. `side`: whose items, customers' or suppliers'. `subject`: what is asked about. `state`: open, overdue, not yet due.
 *   `shape`: one total, a ranking, names, items each for itself. `kind`: `flow` for what is made in a period, which no balance is. `over`, `partner`, `account`: that an age, a name, a code is given.
 * - *meaning*: the value of each facet that the words of a question set. A facet that nothing sets is absent; one that words set differently is a contradiction.
 * - *expression*: words of the lexicon that set facets, e.g. "top line" sets the subject `revenue`.
 */
export const FACETS = ["side", "subject", "state", "shape", "kind", "over", "partner", "account"] as const;
export type Facet = (typeof FACETS)[number];
export type Meaning = Readonly<Partial<Record<Facet, string>>>;

const value = z.string().regex(/^[a-z-]+$/, "a value in lower case");

/** What one expression sets. */
export const facetValues = z.partialRecord(z.enum(FACETS), value);

/** The meanings that a verified question answers: per facet one value or several, `none` for absent. A facet that is not named has to be absent. */
export const meaningPattern = z.partialRecord(z.enum(FACETS), z.union([value, z.array(value).min(1)]));
export type MeaningPattern = z.infer<typeof meaningPattern>;
