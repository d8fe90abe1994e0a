import { matchQuestion } from "../catalogue/match-question.ts";
import { suggestionsOf } from "../catalogue/suggestion.ts";
import { isForeign } from "../text/is-foreign.ts";
import { findCurrency, inCurrency } from "./as-currency.ts";
import { asOwnCompany, type OwnCompany } from "./as-own-company.ts";
import { asView } from "./as-view.ts";
import { explain } from "./explain.ts";
import { asFollowUp, isFollowUp, planFollowUp } from "./follow-up.ts";
import { notUnderstood } from "./not-understood.ts";
import { planByMeaning } from "./plan-by-meaning.ts";
import { planWithPartner } from "./plan-with-partner.ts";
import { readQuestion } from "./read-question.ts";
import { settle } from "./settle.ts";
import { starterQuestions } from "./suggest.ts";
import type { NotUnderstood, Plan, PlanContext } from "./types.ts";

/** Longest question that is read, in UTF-16 units. */
export const LONGEST_QUESTION = 500;

/**
 * Picks the report and parameters that a question means, or says why it cannot.
 *
 * Every word must be explained: by a date, a company, a partner, an age, or one phrasing of a verified question. A question with an
 * unexplained word is not understood, however much of it is.
 *
 * @throws whatever `findPartners` throws; nothing of its own, whatever the text.
 */
export async function plan(
  question: string,
  context: PlanContext,
  signal?: AbortSignal,
): Promise<Plan | NotUnderstood> {
  const starters = starterQuestions(context.questions);
  if (question.length > LONGEST_QUESTION) {
    const message = `The question has ${question.length} characters; at most ${LONGEST_QUESTION} are read. Ask it in one or two sentences.`;
    return notUnderstood("too-long", message, starters);
  }
  const company = context.companies.find(({ id }) => id === context.defaultCompanyId) ?? context.companies[0];
  if (!company) return notUnderstood("company", "There is no company whose books can be read.", []);
  const asked = readQuestion(context.previous ? asFollowUp(question) : question, context, company);
  if (asked.tokens.length === 0) return notUnderstood("empty", "There is no question to answer.", starters);

  const view = asView(asked.tokens, context.previous);
  if (view) return view;

  const currency = findCurrency(question);
  if (currency) {
    const meant = currency.rest === "" ? context.previous : await plan(currency.rest, context, signal);
    if (meant?.kind === "plan") return inCurrency(meant, currency, context.companies);
  }

  const ours = asOwnCompany(asked.text, asked.tokens, context.companies);
  const planOurs = ({ question: about, company: own }: OwnCompany) =>
    plan(about, { ...context, defaultCompanyId: own.id }, signal);
  // A name of words that say nothing, such as "My US Company", would be passed over and another company answered for.
  if (ours && !asked.content.some(({ token }) => token >= ours.start && token < ours.end)) return planOurs(ours);

  const reports = new Set(context.reports.map(({ name }) => name));
  const entries = context.questions.entries.filter(({ verified }) => reports.has(verified.report));
  const match = matchQuestion(entries, asked.content);
  if (match.kind === "match") {
    const settled = settle({ entry: match.entry, asked, company }, context);
    const meant = await planByMeaning(entries, asked, company, context, signal);
    if (meant?.kind !== "plan") return settled;
    // A phrasing that leaves a word such as "total" aside has to give way to a question that the word is part of, and one that knows no order of
    // words to a question for names.
    const asksForList = settled.kind === "plan" && meant.verified.answer.list && !settled.verified.answer.list;
    return match.whole && !asksForList ? settled : meant;
  }
  if (match.kind === "tie") {
    const meant = await planByMeaning(match.entries, asked, company, context, signal);
    if (meant?.kind === "plan") return meant;
    const questions = suggestionsOf(match.entries.map(({ verified }) => verified));
    return notUnderstood("several-matches", "The question fits more than one verified question.", questions);
  }
  const withPartner = await planWithPartner(entries, asked, company, context, signal);
  if (withPartner?.kind === "plan") {
    const meant = await planByMeaning(entries, asked, company, context, signal);
    // Who owes whom the meaning knows better than words in any order do.
    return meant?.kind === "plan" && sideOf(meant) !== sideOf(withPartner) ? meant : withPartner;
  }
  if (isFollowUp(asked, context)) return planFollowUp(asked, context, signal);
  if (ours) return planOurs(ours);
  if (isForeign(asked.tokens)) return explain(asked, context);
  const meant = await planByMeaning(entries, asked, company, context, signal);
  return meant?.kind === "plan" ? meant : (withPartner ?? meant ?? explain(asked, context));
}

/** Whose items a report is about, by the end of its name: `receivable`, `payable`. */
const sideOf = ({ report }: Plan) => report.split("-").at(-1);
