import type { Token } from "../text/tokenise.ts";
import { withoutCourtesy } from "./find-courtesy.ts";
import { findObligations } from "./find-obligations.ts";
import type { Expression, Lexicon } from "./lexicon.ts";
import { PARTY_AND_DEBTOR_NOUNS } from "./party-nouns.ts";
import { FACETS, type Facet, type Meaning } from "./types.ts";

export interface ReadMeaning {
  readonly meaning: Meaning;
  /** Facets that words set differently, which is nothing that can be answered. */
  readonly contradictions: readonly Facet[];
  /** Tokens that nothing explains, in order. */
  readonly unexplained: readonly number[];
}

/** Of two values of a facet the one that says more, where they do not contradict each other: an overdue invoice is open too. */
const SAYS_MORE: readonly (readonly [more: string, less: string])[] = [
  ["document", "debt"],
  ["ledger-account", "trial-balance"],
  ["ledger-account", "cash"],
  ["net-profit", "profit-and-loss"],
  ["overdue", "open"],
  ["not-due", "open"],
  ["ranking", "names"],
  ["items", "names"],
  ["items", "total"],
  ["ranking", "total"],
  ["names", "total"],
  ["part", "names"],
  ["part", "total"],
];
const ASKING_WHO = new Set(["who", "whom", "which", "whose"]);
const BEFORE_ASKING = new Set(
  "to from of the and our all is are list listing overview summary report names name rundown with".split(" "),
);
const RELATIVE = new Set(["who", "that", "which", "with", "we", "whom", "to", "owing", "where", "whose"]);
/** Whoever it is: "everyone who owes us". */
const ANYBODY = new Set(
  "everyone everybody anyone anybody those people persons companies businesses parties partners".split(" "),
);
/** "Which amount" asks for no names. */
const AMOUNTS = new Set("amount figure sum total balance profit result loss revenue".split(" "));
/** "List of customers", "names of the suppliers". */
const ENUMERATING = new Set("list listing names name rundown".split(" "));

/** What the words say that no date, company, age, comparison, count or account has taken (`taken`). */
export function readMeaning(
  tokens: readonly Token[],
  taken: ReadonlySet<number>,
  known: Meaning,
  lexicon: Lexicon,
): ReadMeaning {
  const { grammar, around } = lexicon;
  const { start, end } = withoutCourtesy(tokens, taken, around);
  const open = (at: number) => at >= start && at < end && !taken.has(at);
  const obligations = findObligations(tokens, new Set([...tokens.keys()].filter((at) => !open(at))));
  const spent = new Set(obligations.flatMap((one) => one.tokens));
  const rest = [...tokens.keys()].filter((at) => open(at) && !spent.has(at));
  const names = asksForNames(tokens, rest);
  const [nothing, something] = [grammar.nothing(tokens, taken), grammar.something(tokens, taken)];
  const isPassedOver = (at: number) =>
    !something.has(at) && (grammar.isWord(tokens[at]?.word ?? "") || nothing.has(at) || names.tokens.includes(at));
  const content = rest.filter((at) => !isPassedOver(at));
  const expressions: Pick<Expression, "says" | "suggests">[] = [...obligations];
  if (rest.some((at) => isOpenTo(tokens, at, taken)))
    expressions.push({ says: { side: "supplier" }, suggests: { subject: "debt" } });
  if (rest.some((at) => isOpenFrom(tokens, at) || isOpenToUs(tokens, at)))
    expressions.push({ says: {}, suggests: { side: "customer" } });
  if (names.asked) expressions.push({ says: { shape: "names" }, suggests: {} });
  const unexplained: number[] = [];
  const places: Expression[] = [];
  // "Make me a report" is an order, "what did we make" a question.
  const isOrder = (at: number) => tokens[at]?.word === "make" && ["me", "us"].includes(tokens[at + 1]?.word ?? "");
  // What was paid late is not open any more.
  const isSettled = (at: number) => tokens[at]?.word === "paid" && tokens[at + 1]?.word === "late";
  const lemmas = content.map((at) =>
    isOrder(at) || isSettled(at) || something.has(at) ? "" : (tokens[at]?.lemma ?? ""),
  );
  for (let at = 0; at < content.length; ) {
    const found = lexicon.longest(lemmas, at);
    if (found && isPlace(tokens, found, content[at] ?? 0, content[at + found.length - 1] ?? 0)) places.push(found);
    else if (found) expressions.push(found);
    else unexplained.push(content[at] ?? 0);
    at += found?.length ?? 1;
  }
  if (!expressions.some(({ says }) => says.subject !== undefined)) expressions.push(...places);
  return { ...combine([{ says: known, suggests: {} }, ...expressions]), unexplained };
}

const OPEN = new Set(["outstanding", "open", "unpaid", "overdue", "payable", "owing"]);
const OURS = new Set(["us", "me", "pay", "be", "date", "collect", "receive", "customers", "clients", "settle"]);

/** "Outstanding to Azure Interior", "overdue to suppliers": what we have to pay to them; "to us" is the other way round. */
function isOpenTo(tokens: readonly Token[], at: number, taken: ReadonlySet<number>): boolean {
  const next = tokens[at + 2];
  return (
    OPEN.has(tokens[at]?.word ?? "") &&
    tokens[at + 1]?.word === "to" &&
    !taken.has(at + 1) &&
    next !== undefined &&
    !OURS.has(next.word)
  );
}

const isOpenFrom = (tokens: readonly Token[], at: number) =>
  OPEN.has(tokens[at]?.word ?? "") && ["from", "with"].includes(tokens[at + 1]?.word ?? "");

/** "Past due to us". */
const isOpenToUs = (tokens: readonly Token[], at: number) =>
  (OPEN.has(tokens[at]?.word ?? "") || tokens[at]?.word === "due") &&
  tokens[at + 1]?.word === "to" &&
  ["us", "me"].includes(tokens[at + 2]?.word ?? "");

const STATEMENTS = new Set(["balance-sheet", "profit-and-loss"]);
const WITHIN = new Set(["on", "in", "of", "from", "under", "per", "into"]);

/** Whether a statement is named as where something stands: "fixed assets on the balance sheet", "other income, P&L line". */
function isPlace(tokens: readonly Token[], { says }: Expression, first: number, last: number): boolean {
  if (!STATEMENTS.has(says.subject ?? "")) return false;
  const [before, earlier] = [tokens[first - 1]?.word ?? "", tokens[first - 2]?.word ?? ""];
  return (
    WITHIN.has(["the", "our"].includes(before) ? earlier : before) ||
    before === "line" ||
    tokens[last + 1]?.word === "line"
  );
}

/** Customers or suppliers, in the plural. */
const isParty = (token: Token | undefined) =>
  token !== undefined && PARTY_AND_DEBTOR_NOUNS.has(token.lemma) && token.word !== token.lemma;

/** Whether the question is who or which: it begins so, or with "customers who" or "list of customers". The words that only ask so need no other explanation. */
function asksForNames(
  tokens: readonly Token[],
  rest: readonly number[],
): { readonly asked: boolean; readonly tokens: readonly number[] } {
  const asking = rest.filter(
    (at) => ASKING_WHO.has(tokens[at]?.word ?? "") || (tokens[at]?.word === "what" && isParty(tokens[at + 1])),
  );
  const ofAmount = asking.some((at) => AMOUNTS.has(tokens[at + 1]?.word ?? ""));
  if (ofAmount) return { asked: false, tokens: asking };
  const first = rest.find((at) => !BEFORE_ASKING.has(tokens[at]?.word ?? ""));
  if (first === undefined) return { asked: false, tokens: asking };
  const anybody = ANYBODY.has(tokens[first]?.word ?? "") && RELATIVE.has(tokens[first + 1]?.word ?? "");
  const party = isParty(tokens[first]);
  const listed =
    PARTY_AND_DEBTOR_NOUNS.has(tokens[first]?.lemma ?? "") && ENUMERATING.has(tokens[first + 1]?.word ?? "");
  const enumerated = listed || (party && tokens.slice(0, first).some(({ word }) => ENUMERATING.has(word)));
  const asked =
    asking.includes(first) ||
    asking.some((at) => tokens[at]?.clause && ASKING_WHO.has(tokens[at]?.word ?? "") && at < 10) ||
    anybody ||
    enumerated ||
    (party && RELATIVE.has(tokens[first + 1]?.word ?? ""));
  return { asked, tokens: anybody ? [...asking, first] : asking };
}

function combine(
  expressions: readonly Pick<Expression, "says" | "suggests">[],
): Pick<ReadMeaning, "meaning" | "contradictions"> {
  const meaning: Partial<Record<Facet, string>> = {};
  const contradictions: Facet[] = [];
  for (const facet of FACETS) {
    const said = strongest(expressions.flatMap(({ says }) => says[facet] ?? []));
    const values = said.length > 0 ? said : strongest(expressions.flatMap(({ suggests }) => suggests[facet] ?? []));
    if (values.length > 1) contradictions.push(facet);
    const [only] = values;
    if (only !== undefined) meaning[facet] = only;
  }
  return { meaning, contradictions };
}

function strongest(values: readonly string[]): readonly string[] {
  const all = new Set(values);
  for (const [more, less] of SAYS_MORE) if (all.has(more)) all.delete(less);
  return [...all];
}
