import { notUnderstood, quote } from "./not-understood.ts";
import type { ReadQuestion } from "./read-question.ts";
import { rephrase } from "./rephrase.ts";
import type { NotUnderstood, PartnerMatch } from "./types.ts";

const MOST_CANDIDATES = 6;

/** Asks which of several partners is meant; namesakes are told apart by their ids. */
export function askPartner(
  asked: ReadQuestion,
  span: { start: number; end: number },
  typed: string,
  candidates: readonly PartnerMatch[],
): NotUnderstood {
  const shown = candidates.slice(0, MOST_CANDIDATES);
  const names = shown.map(({ id, name }) =>
    candidates.filter((other) => other.name === name).length > 1 ? `${name} (#${id})` : name,
  );
  const message = `Several partners fit ${quote(typed)}: ${names.join(", ")}. Which one is meant?`;
  return notUnderstood("partner", message, rephrase(asked, span, names));
}
