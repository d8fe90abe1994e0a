import { SLOT_WORDS } from "../catalogue/compile-phrasing.ts";
import { type ContentWord, contentWords, politeTokens } from "../catalogue/content-words.ts";
import { isFiller, isNeutral, KNOWN_WORDS } from "../catalogue/words.ts";
import { type Comparison, findComparison } from "../dates/find-comparison.ts";
import { findDates } from "../dates/find-dates.ts";
import type { FoundDate } from "../dates/reading.ts";
import { DATE_KEYWORDS, monthOfWord, numberOfWord } from "../dates/words.ts";
import type { Grammar } from "../meaning/grammar.ts";
import { PARTY_NOUNS } from "../meaning/party-nouns.ts";
import { lemma } from "../text/lemma.ts";
import { correctSpelling } from "../text/spelling.ts";
import { type Token, tokenise } from "../text/tokenise.ts";
import { type Age, findAge } from "./find-age.ts";
import { type FoundCompany, findCompany } from "./find-company.ts";
import { findCount } from "./find-count.ts";
import type { PlanCompany, PlanContext } from "./types.ts";

/** A question taken apart: what its words say about time, company, age and so on, and the content words that remain. */
export interface ReadQuestion {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** Misspelt words as typed, and the keyword each was read as. */
  readonly corrections: readonly { readonly typed: string; readonly read: string }[];
  readonly company: FoundCompany | null;
  readonly dates: readonly FoundDate[];
  readonly comparison: Comparison | null;
  readonly age: Age | null;
  /** A number of days by which no report can part what is overdue. */
  readonly oddDays: number | null;
  readonly count: number | null;
  readonly account: string | null;
  /** Content words once dates, company, comparison, age and count are taken out. */
  readonly content: readonly ContentWord[];
  /** Content words with dates and company left in, for names that contain such words. */
  readonly loose: readonly ContentWord[];
  /** Tokens that dates, company, comparison, age, count and account have used up. */
  readonly taken: ReadonlySet<number>;
  /** Tokens of dates and company. */
  readonly dated: ReadonlySet<number>;
}

export function readQuestion(text: string, context: PlanContext, fallback: PlanCompany): ReadQuestion {
  const keywords = new Set([...context.questions.keywords, ...DATE_KEYWORDS, ...KNOWN_WORDS]);
  const corrections: { typed: string; read: string }[] = [];
  const { abbreviations, grammar } = context.questions.lexicon;
  const tokens = tokenise(text).map((token): Token => {
    const long = abbreviations.get(token.word);
    if (long !== undefined) return { ...token, word: long, lemma: lemma(long) };
    const read = isKnown(token, keywords, grammar) ? null : correctSpelling(token.word, keywords);
    if (read === null) return token;
    corrections.push({ typed: token.raw, read });
    return { ...token, word: read, lemma: lemma(read) };
  });

  const named = findCompany(tokens, context.companies, (token) => isKnown(token, keywords, grammar));
  // Who owes or is owed is a partner, even when a company of the group has the same name.
  const before = named ? tokens[named.start - 1] : undefined;
  const owing =
    named &&
    ((tokens[named.end]?.lemma === "owe" && !PARTY_NOUNS.has(before?.lemma ?? "")) ||
      (before?.lemma === "owe" && !tokens[named.start]?.clause) ||
      // "Bills from Harvest UK": where a partner's name stands, unless it is that of the company whose books are asked about.
      (isAcross(named, tokens) && !named.matches.some(({ id }) => id === fallback.id)) ||
      // "Harvest UK has to pay us": a part of a company's name.
      (!isWhole(named, tokens) && isAcrossFromUs(named, tokens)));
  const company = owing ? null : named;
  const [only] = company?.matches ?? [];
  const dateContext = { today: context.today, company: company?.matches.length === 1 && only ? only : fallback };
  const companyTokens = rangeOf(company);
  const age = findAge(tokens);
  const ageTokens = rangeOf(age);
  const comparison = findComparison(tokens, dateContext);
  const comparisonTokens = [
    ...rangeOf(comparison),
    ...(comparison?.verb === undefined ? [] : [comparison.verb]),
    ...(comparison ? changes(tokens) : []),
  ];
  const count = findCount(tokens);
  const fixed = new Set([...ageTokens, ...comparisonTokens, ...(count ? [count.token] : [])]);
  // "May I see" is not about the month of May.
  const found = findDates(
    tokens,
    dateContext,
    new Set([...fixed, ...companyTokens, ...politeTokens(tokens), ...earlierYears(tokens), ...particles(tokens)]),
  );
  const dates = narrowest(found, tokens);

  const dated = new Set([...found.flatMap((date) => rangeOf(date)), ...companyTokens]);
  const account = accountCode(tokens, (at) => fixed.has(at) || dated.has(at));
  const slots: ContentWord[] = age?.kind === "age" ? [{ lemma: SLOT_WORDS["{over}"], token: age.start }] : [];
  const withAccount = (words: ContentWord[]) =>
    words.map((word) => (word.token === account?.token ? { ...word, lemma: SLOT_WORDS["{account}"] } : word));
  const taken = new Set([...fixed, ...dated, ...(account?.tokens ?? [])]);
  const said = grammar.something(tokens, taken);
  const content = withAccount(contentWords(tokens, without(taken, account?.token), said));
  return {
    text,
    tokens,
    corrections,
    company,
    dates,
    comparison: comparison?.comparison ?? null,
    age: age?.kind === "age" ? age.age : null,
    oddDays: age?.kind === "problem" ? age.days : null,
    count: count?.count ?? null,
    account: account?.code ?? null,
    content: [...content, ...slots],
    loose: contentWords(tokens, fixed, said),
    taken,
    dated,
  };
}

const without = (tokens: ReadonlySet<number>, one: number | undefined) =>
  new Set([...tokens].filter((at) => at !== one));

/** "Did we turn over last year": the word belongs to the verb. */
const particles = (tokens: readonly Token[]) =>
  [...tokens.keys()].filter((at) => tokens[at]?.word === "over" && tokens[at - 1]?.lemma === "turn");

/** Of a year or quarter and a date within it, side by side, the date: "this year end of May", "Q2, 1 Apr - 30 Jun 2026". */
function narrowest(dates: readonly FoundDate[], tokens: readonly Token[]): readonly FoundDate[] {
  const [first, second, ...others] = dates;
  if (!first || !second || others.length > 0) return dates;
  const between = tokens.slice(first.end, second.start);
  if (between.some(({ word }) => ["and", "or", "vs", "versus", "to", "than"].includes(word))) return dates;
  const inner = isWithin(second, first) ? second : isWithin(first, second) ? first : null;
  return inner ? [inner] : dates;
}

function isWithin({ reading: inner }: FoundDate, { reading: outer }: FoundDate): boolean {
  if (outer.kind !== "period" || outer.rolling || inner.kind === "problem") return false;
  const [from, to] = inner.kind === "day" ? [inner.date, inner.date] : [inner.from, inner.to];
  return from >= outer.from && to <= outer.to;
}

/** "Prior-year retained earnings" are those of earlier years, not of the last one. */
function earlierYears(tokens: readonly Token[]): number[] {
  const at = tokens.findIndex(
    ({ word }, index) =>
      /^years?$/.test(word) &&
      ["prior", "previous", "earlier"].includes(tokens[index - 1]?.word ?? "") &&
      ["retained", "accumulated", "undistributed"].includes(tokens[index + 1]?.word ?? ""),
  );
  return at === -1 ? [] : [at - 1, at];
}

const PARTNER_BEFORE = new Set(["from", "to", "partner", "customer", "client", "supplier", "vendor", "with", "pay"]);
/** What is "by Harvest UK" behind these is not what that company did. */
const OPEN_BY = new Set(["owe", "due", "payable", "unpaid", "outstanding", "open", "overdue", "pay", "settle"]);
const WE = new Set(["we", "us", "our"]);
const PLACING = new Set(["for", "in", "at", "of"]);
const TOWARDS = new Set(["to", "with", "pay"]);
const DEBTORS = new Set(["customer", "client", "debtor", "who"]);

/**
 * "Payables to Harvest UK", "owed by Harvest UK": what stands before it speaks of somebody on the other side. What customers owe to it is its own, unless they are
 * ours.
 */
function isAcross({ start, end }: FoundCompany, tokens: readonly Token[]): boolean {
  // "Amount to at Harvest UK": where it is.
  if (PLACING.has(tokens[start]?.word ?? "")) return false;
  const [before, earlier] = [tokens[start - 1]?.word ?? "", tokens[start - 2]?.lemma ?? ""];
  const others = tokens.filter((_, at) => at < start || at >= end);
  const ownDebtors = others.some(({ lemma }) => DEBTORS.has(lemma)) && !others.some(({ word }) => WE.has(word));
  return (
    (PARTNER_BEFORE.has(before) && !(TOWARDS.has(before) && ownDebtors)) || (before === "by" && OPEN_BY.has(earlier))
  );
}

const OF_THEM = new Set(["has", "have", "must", "still", "is"]);

/** "Harvest UK has outstanding with us", "Harvest UK still has to pay us". */
const isAcrossFromUs = ({ end }: FoundCompany, tokens: readonly Token[]) =>
  OF_THEM.has(tokens[end]?.word ?? "") && tokens.slice(end).some(({ word }) => word === "us");

/** Whether the tokens are a company's whole name. */
function isWhole({ matches, start, end }: FoundCompany, tokens: readonly Token[]): boolean {
  const words = tokens.slice(start, end).map(({ word }) => word);
  return matches.some(({ name }) =>
    words.join(" ").endsWith(
      tokenise(name)
        .map(({ word }) => word)
        .join(" "),
    ),
  );
}

function isKnown(token: Token, keywords: ReadonlySet<string>, grammar: Grammar): boolean {
  return (
    keywords.has(token.word) ||
    isFiller(token.lemma) ||
    isNeutral(token.lemma) ||
    grammar.isWord(token.word) ||
    monthOfWord(token.word) !== null ||
    numberOfWord(token.word) !== null
  );
}

/** "How has it changed compared with …": beside a comparison the verb says nothing of its own. */
const CHANGES = new Set(
  "show figures up down went gone go changed change changes moved developed evolved grown grew risen rose fallen fell increased decreased improved grow rise fall increase decrease improve comparative stack".split(
    " ",
  ),
);
const changes = (tokens: readonly Token[]) =>
  [...tokens.keys()].filter((at) => CHANGES.has(tokens[at]?.word ?? "") || isBoth(tokens, at));
/** "Show both": the two that are compared; "both companies" are others. */
const isBoth = (tokens: readonly Token[], at: number) =>
  tokens[at]?.word === "both" &&
  (tokens[at + 1] === undefined || ["show", "please", "figures"].includes(tokens[at - 1]?.word ?? ""));

function rangeOf(span: { start: number; end: number } | null): number[] {
  return span === null ? [] : Array.from({ length: span.end - span.start }, (_, offset) => span.start + offset);
}

const ACCOUNT_CODE = /^\d[\d.-]{1,14}$/;
const ACCOUNTS = new Set(["account", "nominal", "gl", "g/l", "ledger", "code"]);
/** What may stand between "account" and its code. */
const NUMBERED = new Set(["no", "nr", "number", "code", "#"]);
/** A code that is not called one: more digits than a year has, behind a word that an amount does not follow. */
const BARE_CODE = /^\d{5,8}$/;
const BEFORE_BARE_CODE = new Set(["of", "on", "in", "for", "at", "to", "balance", "where", undefined]);

interface AccountCode {
  readonly code: string;
  readonly token: number;
  /** The code and what only says that it is one. */
  readonly tokens: readonly number[];
}

/** The code of an account: `account 101000`, `GL account no. 101000`, `the 101000 account`, `balance of 101000`. */
function accountCode(tokens: readonly Token[], isTaken: (at: number) => boolean): AccountCode | null {
  for (const [token, { word }] of tokens.entries()) {
    if (!ACCOUNT_CODE.test(word) || isTaken(token)) continue;
    const [before, earlier, next] = [tokens[token - 1]?.lemma, tokens[token - 2]?.lemma, tokens[token + 1]?.lemma];
    const numbered = NUMBERED.has(before ?? "") && ACCOUNTS.has(earlier ?? "");
    if (numbered) return { code: word, token, tokens: [token - 1, token] };
    const called = ACCOUNTS.has(before ?? "") || (BARE_CODE.test(word) && ACCOUNTS.has(next ?? ""));
    if (called || (BARE_CODE.test(word) && BEFORE_BARE_CODE.has(before) && !CURRENCY.test(next ?? "")))
      return { code: word, token, tokens: [token] };
  }
  return null;
}

const CURRENCY = /^(?:[a-z]{3}|euro|dollar|pound|[€$£%])$/;
