import type { VerifiedQuestion } from "./question.ts";

const PARTNER = "{partner}";

/** How verified questions are offered: with an example of dates where they have one, about the partner who is known. Those that need one are left out where none is. */
export const suggestionsOf = (questions: readonly VerifiedQuestion[], partner?: { readonly name: string }): string[] =>
  questions.flatMap((verified) => {
    const offered = verified.example ?? verified.question;
    if (!needsPartner(verified)) return [offered];
    return partner ? [offered.replace(PARTNER, () => partner.name)] : [];
  });

/** A question that needs a partner's name cannot be offered without one. */
export const needsPartner = ({ example }: VerifiedQuestion): boolean => example?.includes(PARTNER) ?? false;
