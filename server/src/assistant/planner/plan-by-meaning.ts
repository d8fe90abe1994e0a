import type { CatalogueEntry } from "../catalogue/load-questions.ts";
import { needsPartner, suggestionsOf } from "../catalogue/suggestion.ts";
import { matchMeaning, nearestMeanings } from "../meaning/match-meaning.ts";
import { type ReadMeaning, readMeaning } from "../meaning/read-meaning.ts";
import type { Meaning } from "../meaning/types.ts";
import { askPartner } from "./ask-partner.ts";
import { findNamedPartner } from "./find-named-partner.ts";
import { notUnderstood, quote } from "./not-understood.ts";
import type { ReadQuestion } from "./read-question.ts";
import { settle } from "./settle.ts";
import type { NotUnderstood, PartnerMatch, Plan, PlanCompany, PlanContext } from "./types.ts";

const MOST_SHOWN = 5;
const MOST_OFFERED = 4;

/**
 * The plan of a question that is no phrasing of the catalogue, from what its words mean. Every word has to be explained, by the lexicon, as the name of one
 * partner, or as grammar, and exactly one verified question may answer the meaning. Else it is asked back: which word stands in the way, and what could be
 * answered without it. Null where the words say nothing about any question.
 */
export async function planByMeaning(
  entries: readonly CatalogueEntry[],
  asked: ReadQuestion,
  company: PlanCompany,
  context: PlanContext,
  signal?: AbortSignal,
): Promise<Plan | NotUnderstood | null> {
  const { lexicon } = context.questions;
  const given: Meaning = {
    ...(asked.age === null && asked.oddDays === null ? {} : { over: "given" }),
    ...(asked.account === null ? {} : { account: "given", subject: "ledger-account" }),
    ...(asked.count === null ? {} : { shape: "ranking" }),
  };
  const read = (taken: ReadonlySet<number>, meaning: Meaning) => readMeaning(asked.tokens, taken, meaning, lexicon);
  const plain = withSideOfAge(undated(read(asked.taken, given), asked), asked);
  if (plain.unexplained.length === 0) return choose(plain, entries, asked, company, context);

  const named = await findNamedPartner(asked, plain.unexplained, context, signal);
  if (named.kind === "several") return askPartner(asked, named.span, named.typed, named.candidates);
  if (named.kind === "partner") {
    const taken = new Set(asked.taken);
    for (let at = named.span.start; at < named.span.end; at++) taken.add(at);
    const outside = ({ start, end }: { start: number; end: number }) =>
      end <= named.span.start || start >= named.span.end;
    const dates = asked.dates.filter(outside);
    // A date that the name has a part of is no date, and what is left of it has to be explained.
    for (const { start, end } of asked.dates.filter((date) => !outside(date)))
      for (let at = start; at < end; at++) if (at < named.span.start || at >= named.span.end) taken.delete(at);
    const about = read(taken, { ...given, partner: "given" });
    const corrections = named.corrected
      ? [...asked.corrections, { typed: named.typed, read: named.partner.name }]
      : asked.corrections;
    if (about.unexplained.length === 0)
      return choose(
        withSideOfAge(undated(about, asked), asked),
        entries,
        { ...asked, corrections, dates, ...(asked.company && !outside(asked.company) ? { company: null } : {}) },
        company,
        context,
        named.partner,
      );
  }
  return askWithout(plain, entries, asked);
}

/** That invoices were issued says nothing, unless a date is asked about, which would be that of the issue. */
function undated(read: ReadMeaning, { dates }: ReadQuestion): ReadMeaning {
  const { kind, ...meaning } = read.meaning;
  return kind === "issued" && dates.length === 0 ? { ...read, meaning } : read;
}

/** An age of nobody's items in particular is that of customers' items, and who is late is a customer. */
function withSideOfAge(read: ReadMeaning, { tokens }: ReadQuestion): ReadMeaning {
  // Who is late, without a word of paying, can be anybody.
  const ofPaying = tokens.some(({ word }) => /^(?:overdue|arrears|due|delinquent|debtors?)$|^pay/.test(word));
  const { side, over, state, shape } = read.meaning;
  const late =
    (over !== undefined && Object.keys(read.meaning).length > 1) ||
    (state === "overdue" && shape === "names" && ofPaying);
  return side === undefined && late ? { ...read, meaning: { ...read.meaning, side: "customer" } } : read;
}

function choose(
  { meaning, contradictions }: ReadMeaning,
  entries: readonly CatalogueEntry[],
  asked: ReadQuestion,
  company: PlanCompany,
  context: PlanContext,
  partner?: PartnerMatch,
): Plan | NotUnderstood | null {
  if (Object.keys(meaning).length === 0) return null;
  const fits = contradictions.length > 0 ? [] : matchMeaning(entries, meaning);
  const [entry, ...others] = fits;
  if (entry && others.length === 0) return settle({ entry, asked, company, ...(partner ? { partner } : {}) }, context);
  const near = (fits.length > 0 ? fits : nearestMeanings(entries, meaning)).map(({ verified }) => verified);
  // Who named a partner wants to know something about that one.
  const about = partner ? near.filter(needsPartner) : [];
  const offered = (about.length > 0 ? about : near).slice(0, MOST_OFFERED);
  if (offered.length === 0) return null;
  const instead = suggestionsOf(offered, partner);
  if (fits.length > 0)
    return notUnderstood("several-matches", "The question fits more than one verified question.", instead);
  if (partner && Object.keys(meaning).length === 1)
    return notUnderstood("partner", `What about ${quote(partner.name)}? These can be answered.`, instead);
  const message =
    "The question is not understood: its words do not form a verified question together. The nearest ones are offered instead.";
  return notUnderstood("no-match", message, instead);
}

/** Names the words in the way and what the rest of the question means; null where that is nothing. */
function askWithout(
  { meaning, contradictions, unexplained }: ReadMeaning,
  entries: readonly CatalogueEntry[],
  asked: ReadQuestion,
): NotUnderstood | null {
  if (contradictions.length > 0 || Object.keys(meaning).length === 0) return null;
  const words = unexplained.map((at) => asked.tokens[at]?.raw ?? "");
  const near = nearestMeanings(entries, meaning).slice(0, MOST_OFFERED);
  if (near.length === 0) return null;
  const shown = words.slice(0, MOST_SHOWN).map(quote).join(", ");
  const message = `The question is not understood: no verified question explains ${shown}. What can be answered without it is offered.`;
  return notUnderstood("no-match", message, suggestionsOf(near.map(({ verified }) => verified)), words);
}
