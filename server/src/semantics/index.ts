export { draftSubject } from "./draft-subject.ts";
export { loadSemantics, type Semantics } from "./load-semantics.ts";
export { type SemanticQuery, semanticQuery } from "./query.ts";
export { type Answered, openRecords, type Records } from "./records.ts";
export type { AskBack, Choice } from "./resolution.ts";
export type { Offer } from "./types.ts";
