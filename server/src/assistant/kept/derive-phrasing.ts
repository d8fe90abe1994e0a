import { type CompiledPhrasing, compilePhrasing } from "../catalogue/compile-phrasing.ts";
import { type ReadQuestion, readQuestion } from "../planner/read-question.ts";
import type { PlanContext } from "../planner/types.ts";

/** The words of a question without what is read out of every question: dates, company, comparison, count; an age and an account leave their slots. Null where nothing is left. */
export function derivePhrasing(question: string, context: PlanContext): string | null {
  const company = context.companies.find(({ id }) => id === context.defaultCompanyId) ?? context.companies[0];
  if (!company) return null;
  const asked = readQuestion(question, context, company);
  const text = asked.tokens.flatMap((_, at) => wordAt(asked, at)).join(" ");
  return compileKept(text) === null ? null : text;
}

function wordAt({ tokens, taken, content }: ReadQuestion, at: number): string | [] {
  const slot = content.find(({ token, lemma }) => token === at && lemma.startsWith("slot"));
  if (slot) return slot.lemma === "slotover" ? "{over}" : "{account}";
  const word = tokens[at]?.word ?? "";
  // Braces and the like mean something in a phrasing; what a user typed never does.
  return taken.has(at) || !/^[\p{L}\p{N}'’&+]+$/u.test(word) ? [] : word;
}

/** A kept phrasing, which a question has to be word for word; null where it has no content. */
export function compileKept(phrasing: string): CompiledPhrasing | null {
  try {
    const compiled = compilePhrasing(phrasing);
    return compiled.partner === null ? { ...compiled, exact: true } : null;
  } catch {
    return null;
  }
}
