import { isNeverName } from "../catalogue/match-partner.ts";
import type { Grammar } from "../meaning/grammar.ts";
import { PARTY_AND_DEBTOR_NOUNS } from "../meaning/party-nouns.ts";
import { fold } from "../text/fold.ts";
import { isCountry } from "./is-country.ts";
import type { ReadQuestion } from "./read-question.ts";
import { resolvePartner } from "./resolve-partner.ts";
import type { PartnerMatch, PlanContext } from "./types.ts";

interface Span {
  readonly start: number;
  readonly end: number;
}

export type NamedPartner =
  | {
      readonly kind: "partner";
      readonly partner: PartnerMatch;
      readonly corrected: boolean;
      readonly typed: string;
      readonly span: Span;
    }
  | {
      readonly kind: "several";
      readonly candidates: readonly PartnerMatch[];
      readonly typed: string;
      readonly span: Span;
    }
  | { readonly kind: "none" };

const LONGEST_NAME = 8;
/** "Partner Azure Interior": the word is no part of the name. */
const CALLED = new Set(["partner", "party"]);
/** How far beside its unexplained words a name may reach, and how many stretches are looked up. */
const MOST_AROUND = 2;
const MOST_SPANS = 6;
const PARTIES = new Set([...PARTY_AND_DEBTOR_NOUNS, "partner", "company"]);
/** Beside what a name of one word in lower case may stand, which could be any adjective elsewhere. */
const BESIDE_NAME = new Set([
  "from",
  "of",
  "by",
  "to",
  "for",
  "with",
  "does",
  "has",
  "did",
  "is",
  "customer",
  "supplier",
  "vendor",
  "client",
  "and",
]);

/**
 * The partner that the unexplained words of a question name. They have to stand together and be the name of exactly one partner; a neighbouring word may belong to
 * it. A country is no partner unless it is its whole name, nor is a word before "customers", which says what kind of customers.
 */
export async function findNamedPartner(
  { tokens, text, taken, dated }: ReadQuestion,
  unexplained: readonly number[],
  context: PlanContext,
  signal?: AbortSignal,
): Promise<NamedPartner> {
  const [first, last] = [unexplained.find((at) => !CALLED.has(tokens[at]?.lemma ?? "")), unexplained.at(-1)];
  if (first === undefined || last === undefined || last - first >= LONGEST_NAME) return { kind: "none" };
  const between = Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
  if (between.some((at) => isNeverName(tokens[at]?.word ?? ""))) return { kind: "none" };
  for (const span of spansAround(first, last)) {
    const typed = text.slice(tokens[span.start]?.start, tokens[span.end - 1]?.end);
    const found = await resolvePartner(typed, context.findPartners, signal);
    if (found.kind === "several") return { kind: "several", candidates: found.candidates, typed, span };
    if (found.kind === "none") continue;
    const whole = fold(found.partner.name) === fold(typed);
    // A word that means something by itself belongs to a name only where the name begins so.
    const begun = whole || fold(found.partner.name).startsWith(`${fold(typed)} `);
    if (!begun && span.end - span.start > last - first + 1) continue;
    if (!whole && isDated(span)) continue;
    if (!whole && (isCountry(typed) || isKind(span))) continue;
    return { ...found, typed, span };
  }
  return { kind: "none" };

  /** Wider stretches first: names hold words that mean something elsewhere, and even months, as "March Trading". */
  function spansAround(first: number, last: number): Span[] {
    const ofName = (at: number) =>
      at >= 0 && at < tokens.length && isOfName(tokens[at]?.raw, context.questions.lexicon.grammar);
    const reach = (from: number, step: 1 | -1) => {
      let at = from;
      while (Math.abs(at - from) < MOST_AROUND && ofName(at + step) && (dated.has(at + step) || !taken.has(at + step)))
        at += step;
      return at;
    };
    const [least, most] = [reach(first, -1), reach(last, 1)];
    const spans: Span[] = [];
    for (let start = least; start <= first; start++)
      for (let end = most + 1; end > last; end--) spans.push({ start, end });
    return spans.sort((a, b) => b.end - b.start - (a.end - a.start)).slice(-MOST_SPANS);
  }

  function isDated({ start, end }: Span): boolean {
    return Array.from({ length: end - start }, (_, offset) => start + offset).some((at) => dated.has(at));
  }

  function isKind({ start, end }: Span): boolean {
    if (PARTIES.has(tokens[end]?.lemma ?? "") && tokens[end]?.word !== tokens[end]?.lemma) return true;
    const alone = end - start === 1 && !/^\p{Lu}/u.test(tokens[start]?.raw ?? "");
    return alone && !BESIDE_NAME.has(tokens[start - 1]?.word ?? "") && start > 0;
  }
}

const isOfName = (raw: string | undefined, grammar: Grammar) =>
  raw !== undefined && (/^\p{Lu}|^[&+]/u.test(raw) || !grammar.isWord(fold(raw)));
