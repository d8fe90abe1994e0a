import { SLOT_WORDS } from "../catalogue/compile-phrasing.ts";
import { type ContentWord, contentWords, politeTokens } from "../catalogue/content-words.ts";
import { isFiller, isNeutral, KNOWN_WORDS } from "../catalogue/words.ts";
import { type Comparison, findComparison } from "../dates/find-comparison.ts";
import { findDates } from "../dates/find-dates.ts";
import type { FoundDate } from "../dates/reading.ts";
import { DATE_KEYWORDS, monthOfWord, numberOfWord } from "../dates/words.ts";
import { isGrammar } from "../meaning/grammar-words.ts";
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
  /** A number of days at which the aged reports have no border. */
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
  const tokens = tokenise(text).map((token): Token => {
    const read = isKnown(token, keywords) ? null : correctSpelling(token.word, keywords);
    if (read === null) return token;
    corrections.push({ typed: token.raw, read });
    return { ...token, word: read, lemma: lemma(read) };
  });

  const named = findCompany(tokens, context.companies, (token) => isKnown(token, keywords));
  // Who owes or is owed is a partner, even when a company of the group has the same name.
  const owing = named && (tokens[named.end]?.lemma === "owe" || tokens[named.start - 1]?.lemma === "owe");
  const company = owing ? null : named;
  const [only] = company?.matches ?? [];
  const dateContext = { today: context.today, company: company?.matches.length === 1 && only ? only : fallback };
  const companyTokens = rangeOf(company);
  const age = findAge(tokens);
  const ageTokens = rangeOf(age);
  const comparison = findComparison(tokens, dateContext);
  const comparisonTokens = [...rangeOf(comparison), ...(comparison?.verb === undefined ? [] : [comparison.verb])];
  const count = findCount(tokens);
  const fixed = new Set([...ageTokens, ...comparisonTokens, ...(count ? [count.token] : [])]);
  // "May I see" is not about the month of May.
  const dates = findDates(tokens, dateContext, new Set([...fixed, ...companyTokens, ...politeTokens(tokens)]));

  const dated = new Set([...dates.flatMap((date) => rangeOf(date)), ...companyTokens]);
  const account = accountCode(tokens);
  const slots: ContentWord[] = age?.kind === "age" ? [{ lemma: SLOT_WORDS["{over}"], token: age.start }] : [];
  const withAccount = (words: ContentWord[]) =>
    words.map((word) => (word.token === account?.token ? { ...word, lemma: SLOT_WORDS["{account}"] } : word));
  const content = withAccount(contentWords(tokens, new Set([...fixed, ...dated])));
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
    loose: contentWords(tokens, fixed),
    taken: new Set([...fixed, ...dated, ...(account ? [account.token] : [])]),
    dated,
  };
}

function isKnown(token: Token, keywords: ReadonlySet<string>): boolean {
  return (
    keywords.has(token.word) ||
    isFiller(token.lemma) ||
    isNeutral(token.lemma) ||
    isGrammar(token.word) ||
    monthOfWord(token.word) !== null ||
    numberOfWord(token.word) !== null
  );
}

function rangeOf(span: { start: number; end: number } | null): number[] {
  return span === null ? [] : Array.from({ length: span.end - span.start }, (_, offset) => span.start + offset);
}

/** The code that follows the word "account", e.g. `account 101000`. */
function accountCode(tokens: readonly Token[]): { code: string; token: number } | null {
  const token = tokens.findIndex(
    ({ word }, at) => at > 0 && tokens[at - 1]?.lemma === "account" && /^\d[\d.-]{1,14}$/.test(word),
  );
  const found = tokens[token];
  return found ? { code: found.word, token } : null;
}
