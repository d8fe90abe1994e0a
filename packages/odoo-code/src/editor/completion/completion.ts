import type { Span } from "../../facts.ts";
import type { CodeSymbol } from "../code-symbol.ts";

/**
 * Words of this folder.
 *
 * - *mark*: a name that nobody uses, put where the cursor is: the readers of files then say what a name there would mean, half-typed or not.
 * - *candidate*: something that may be meant; ranked by how near it is: the own module, what it depends on, the rest.
 */
export interface Candidate {
  readonly kind: CandidateKind;
  readonly label: string;
  /** What is written, where that is not the label. */
  readonly insert?: string;
  /** `insert` has places to fill in, as editors know them: `$1`. */
  readonly snippet?: boolean;
  /** In a few words: the type of a field, the model of a record. */
  readonly detail: string | null;
  /** Module that it is of; null where it is of none. */
  readonly module: string | null;
  /** 0 is best. */
  readonly rank: number;
  /** What it names, so that its card can be shown. */
  readonly symbol: CodeSymbol | null;
}

export type CandidateKind =
  | "model"
  | "field"
  | "method"
  | "xml-id"
  | "module"
  | "file"
  | "template"
  | "widget"
  | "value"
  | "keyword"
  | "attribute"
  | "tag";

/** What may be written at an offset. */
export interface Completions {
  /** What a candidate replaces: from the start of the name to the cursor. */
  readonly span: Span;
  readonly candidates: readonly Candidate[];
  /** True where more was found than is given: another letter gives others. */
  readonly incomplete: boolean;
}

/** Most candidates of one answer: more is neither read nor quick to send. */
export const MOST_CANDIDATES = 400;

/** The mark; it is a name in every language here. */
export const MARK = "zzsextantzz";
