import type { Span } from "../facts.ts";

/** A stretch of a file. */
export interface SourceSpan {
  readonly path: string;
  readonly span: Span;
}
