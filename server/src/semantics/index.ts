export { describedOffer, describeOffer } from "./describe-offer.ts";
export { draftSubject } from "./draft-subject.ts";
export { loadSemantics, type Semantics } from "./load-semantics.ts";
export { type SemanticQuery, semanticQuery } from "./query.ts";
export { type Answered, openRecords, type Records } from "./records.ts";
export type { AskBack, Choice, Resolved } from "./resolution.ts";
export { resolveDimension } from "./resolve-dimension.ts";
export { GRAINS, type Offer, type OfferedSubject } from "./types.ts";
export { wordsOf } from "./words.ts";
