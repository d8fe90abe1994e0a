import type { QueryCondition } from "./query.ts";
import type { Dimension, Grain, Measure, OfferedSubject } from "./types.ts";

/** A dimension to split by; dates with their grain. */
export interface Key {
  readonly dimension: Dimension;
  readonly grain: Grain | null;
}

export interface ResolvedCondition {
  readonly dimension: Dimension;
  readonly condition: QueryCondition;
}

/** What a query means, without doubt. */
export interface Resolved {
  readonly kind: "resolved";
  readonly subject: OfferedSubject;
  readonly measures: readonly Measure[];
  readonly by: readonly Key[];
  readonly where: readonly ResolvedCondition[];
}

/** A question back: something means several things, or nothing that is known. */
export interface AskBack {
  readonly kind: "question";
  readonly question: string;
  readonly choices: readonly Choice[];
}

export interface Choice {
  /** What to write in the query in place of what was asked about. */
  readonly use: string;
  readonly subject: string;
  readonly says: string;
}

export const askBack = (question: string, choices: readonly Choice[] = []): AskBack => ({
  kind: "question",
  question,
  choices,
});

/** A name of the query as it is quoted back; names may come from anywhere. */
export const quoted = (text: string): string => `"${text.replace(/\s+/g, " ").slice(0, 80)}"`;
