import type { CatalogueEntry } from "../catalogue/load-questions.ts";
import { matchPartner } from "../catalogue/match-partner.ts";
import { fold } from "../text/fold.ts";
import { type Token, tokenise } from "../text/tokenise.ts";
import { askPartner } from "./ask-partner.ts";
import { isCountry } from "./is-country.ts";
import { notUnderstood, quote } from "./not-understood.ts";
import type { ReadQuestion } from "./read-question.ts";
import { type PartnerResolution, resolvePartner } from "./resolve-partner.ts";
import { settle } from "./settle.ts";
import { nearestQuestions } from "./suggest.ts";
import type { NotUnderstood, Plan, PlanCompany, PlanContext } from "./types.ts";

const MOST_LOOKUPS = 6;

/** The plan of a question that names a partner, or what stands in its way; null when no verified question has the name there. */
export async function planWithPartner(
  entries: readonly CatalogueEntry[],
  asked: ReadQuestion,
  company: PlanCompany,
  context: PlanContext,
  signal?: AbortSignal,
): Promise<Plan | NotUnderstood | null> {
  const resolved = new Map<string, PartnerResolution>();
  for (const { entry, first, last } of matchPartner(
    entries,
    asked.loose,
    asked.tokens,
    asked.dated,
    asked.age !== null || asked.oddDays !== null,
  )) {
    // A date alone is no name.
    if (asked.tokens.slice(first, last + 1).every((_, offset) => asked.dated.has(first + offset))) continue;
    const words = asked.tokens.slice(first, last + 1);
    const name = asked.text.slice(asked.tokens[first]?.start, asked.tokens[last]?.end);
    let found = resolved.get(name);
    if (!found) {
      if (resolved.size >= MOST_LOOKUPS) break;
      found = await resolvePartner(name, context.findPartners, signal);
      resolved.set(name, found);
    }
    if (found.kind === "none") continue;
    // "Cash and receivables" names no partner, though one may be called Cash & Carry, nor does "in the UK".
    const isKeyword = ({ word }: Token) => context.questions.keywords.has(word);
    const whole = found.kind === "partner" && fold(found.partner.name) === fold(name);
    if (!whole && (words.every(isKeyword) || isCountry(name))) continue;
    if (found.kind === "several") return askPartner(asked, { start: first, end: last + 1 }, name, found.candidates);
    // Dates, company and corrections are only those outside the name.
    const outside = (span: { start: number; end: number }) => span.end <= first || span.start > last;
    const corrections = asked.corrections.filter(({ typed }) => !name.includes(typed));
    const rest: ReadQuestion = {
      ...asked,
      dates: asked.dates.filter(outside),
      company: asked.company && outside(asked.company) ? asked.company : null,
      corrections: found.corrected ? [...corrections, { typed: name, read: found.partner.name }] : corrections,
    };
    return settle({ entry, asked: rest, company, partner: found.partner }, context);
  }
  const [missing] = [...resolved.keys()].sort((a, b) => a.length - b.length);
  // Where only keywords stand in the place of the name, no name was meant.
  if (missing === undefined || tokenise(missing).every(({ word }) => context.questions.keywords.has(word))) return null;
  const lemmas = asked.loose.map(({ lemma }) => lemma);
  const message = `No partner is called ${quote(missing)}. Check the name as it stands in Odoo.`;
  return notUnderstood("partner", message, nearestQuestions(context.questions, lemmas), [missing]);
}
