import type { Figure, IsoDate } from "@sextant/contracts";

/**
 * Words of this folder.
 *
 * - *draft*: what a model wrote; it may hold *references* such as `{r1.3.balance}` and numerals of its own.
 * - *fact*: one thing that a tool returned and that an answer may state: an amount, a count, a date, a name, a label.
 * - *evidence*: all facts of a run. Nothing else may be stated as figure, date or name.
 * - *bound*: a stretch of a draft that was traced to a fact and is now written from it.
 */
export type Fact = { readonly ref: string } & (
  | { readonly kind: "amount"; readonly minor: bigint; readonly unit: Unit; readonly figure: Figure }
  | { readonly kind: "count"; readonly count: number; readonly figure: Figure }
  | { readonly kind: "date"; readonly date: IsoDate }
  /** Text of a record: a partner, an invoice, an account. Anyone may have written it. */
  | { readonly kind: "name"; readonly text: string }
  /** Text of Sextant's own: a line or column of a report. */
  | { readonly kind: "label"; readonly text: string }
);

export interface Unit {
  readonly code: string;
  readonly symbol: string;
  readonly decimals: number;
}

/** A stretch of a sentence and what stands there instead. */
export interface Bound {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly figures: readonly Figure[];
}

/** Why a sentence is not shown. */
export type DropReason = "figure" | "currency" | "date" | "name" | "reference" | "number-word" | "address";

export type GroundedSentence =
  | { readonly kind: "shown"; readonly text: string; readonly figures: readonly Figure[] }
  | { readonly kind: "dropped"; readonly reason: DropReason };
