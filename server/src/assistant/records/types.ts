import type { SemanticQuery } from "../../semantics/index.ts";
import type { DateReading } from "../dates/reading.ts";

/**
 * Words of this folder.
 *
 * - *head*: what a question about records asks for: a measure, or a word that several measures may mean.
 * - *split*: what stands behind "by" and "per".
 * - *filter*: a name behind "of", "for", "in"; with or without the dimension under which it stands.
 */
export interface ReadRecordsQuestion {
  /** As typed. */
  readonly head: string;
  /** First and last token of the head, for putting another word in its place. */
  readonly headTokens: readonly [first: number, last: number];
  /** "How many" wants a count, "how much" an amount or a quantity. */
  readonly wants: "count" | "amount" | null;
  readonly by: readonly string[];
  readonly filters: readonly RecordsFilter[];
  /** The dimension that was named beside the dates: "closed date last quarter". */
  readonly dateDimension: string | null;
  readonly dates: DateReading | null;
}

export interface RecordsFilter {
  readonly dimension: string | null;
  readonly name: string;
}

/** A question about records as the semantic layer takes it. */
export interface RecordsPlan {
  readonly kind: "records";
  readonly query: SemanticQuery;
}
