import type { CatalogueEntry } from "./load-questions.ts";
import type { VerifiedQuestion } from "./question.ts";

/** How a verified question is offered: with an example of dates where it has one. */
export const suggestionOf = ({ example, question }: VerifiedQuestion): string => example ?? question;

/** A question that needs a partner's name cannot be offered as it stands. */
export const isOffered = ({ phrasings }: CatalogueEntry): boolean => phrasings.some(({ partner }) => partner === null);
