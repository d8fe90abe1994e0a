import type { Token } from "../text/tokenise.ts";
import { PARTY_NOUNS } from "./party-nouns.ts";
import type { Meaning } from "./types.ts";

/** What a verb of owing, paying or collecting says, and the tokens that say it. */
export interface Obligation {
  readonly says: Meaning;
  readonly suggests: Meaning;
  readonly tokens: readonly number[];
}

const words = (text: string) => new Set(text.split(/\s+/));

const PAY = words(
  "pay pays paid payed paying settle settled settles settling clear cleared clearing honoured honored remit remitted give",
);
/** "Pay up", "paid off". */
const PAY_PARTICLES = words("up off back out");
const COLLECT = words("collect collected collecting receive received get recover recovered cashed");
const WE = words("we i");
const US = words("us me");
const TOWARDS = words("to with toward towards");
const THEM = words("customer client buyer debtor they everyone everybody everyone people he she");
/** What an infinitive may hang on so that "to pay" is an obligation: "bills to pay", but not "able to pay". */
const BEFORE_INFINITIVE = words(
  "have has had having need needs needed got still yet left remaining remain remains remained supposed ought are is were was amount amounts money sum due obliged required bound owing there expected meant going",
);
/** Of these the ones that say nothing else. */
const SPENT = words(
  "need needs needed supposed ought left remaining remain remains remained obliged required got due meant bound",
);
const DOCUMENTS = words("bill invoice item");
const SUMS = words("amount amounts money sum balance");
const STEADY = words(
  "still yet already now be been being have has had we i us not fully ever it them also finally completely they customer client supplier vendor",
);
const GET = words("get gets getting");
const NOBODY = words("never nobody none");
const KEPT = words("profit earning earnings result income");
const MUST = words("must should shall");

/**
 * Every verb of owing, paying and collecting that tells of money still open, and who has to pay it; "we bill" tells of revenue. What was paid or collected is
 * another question and is not read.
 */
export function findObligations(tokens: readonly Token[], taken: ReadonlySet<number>): Obligation[] {
  return tokens.flatMap((token, at) => {
    if (taken.has(at)) return [];
    // "Besides what we owe suppliers" names what is left out.
    if (token.lemma === "owe" && isLeftOut(tokens, at)) return [{ says: {}, suggests: {}, tokens: [at] }];
    if (token.lemma === "owe") return [owing(tokens, at)];
    // "Debts with us" are those of somebody else.
    if (token.lemma === "debt" && isTowardsUs(tokens, at))
      return [{ says: { side: "customer", subject: "debt" }, suggests: {}, tokens: [at] }];
    if (DOCUMENTS.has(token.word) && isWe(tokens[at - 1]))
      return [{ says: { subject: "revenue" }, suggests: {}, tokens: [at] }];
    if (GET.has(token.word) && tokens[at + 1]?.word === "from") {
      const weGet = tokens.slice(Math.max(0, at - 3), at).some(isWe);
      const still = tokens.slice(Math.max(0, at - 3), at).some(({ word }) => word === "still");
      // What others get from us we owe; what we get is open only while it is "still" to come.
      if (isUs(tokens[at + 2]) && !weGet)
        return [{ says: { side: "supplier", state: "open" }, suggests: {}, tokens: [at] }];
      if (weGet && still)
        return [{ says: { side: "customer", state: "open" }, suggests: { subject: "debt" }, tokens: [at] }];
    }
    if (token.word === "paying" && ["need", "needs"].includes(tokens[at - 1]?.word ?? "")) {
      const not = tokens[at - 2]?.word === "not" ? [at - 2] : [];
      return [{ says: { state: not.length > 0 ? "not-due" : "open" }, suggests: {}, tokens: [at, at - 1, ...not] }];
    }
    const coming = ["come", "coming"].includes(token.word) ? comingFrom(tokens, at) : null;
    if (coming) return [coming];
    if (PAY.has(token.word)) return paying(tokens, at) ?? [];
    if (COLLECT.has(token.word)) return collecting(tokens, at) ?? [];
    if (token.word === "waiting" || token.word === "awaiting" || token.word === "wait")
      return waiting(tokens, at) ?? [];
    if (token.word === "due") return beingDue(tokens, at) ?? [];
    if (token.word === "late" || token.word === "behind" || token.word === "overdue")
      return beingLate(tokens, at, taken) ?? [];
    return [];
  });
}

const LEAVING_OUT = words("besides beside than from aside except excluding without including counting less out for");
const isLeftOut = (tokens: readonly Token[], at: number) =>
  (isWe(tokens[at - 1]) || PARTY_NOUNS.has(tokens[at - 1]?.lemma ?? "")) &&
  tokens[at - 2]?.word === "what" &&
  tokens.slice(Math.max(0, at - 8), at - 2).some(({ word }) => LEAVING_OUT.has(word));
/** "Debts with us", "the debt of Azure Interior towards us". */
const isTowardsUs = (tokens: readonly Token[], at: number) =>
  tokens.slice(at + 1, at + 7).some(({ word }, offset) => TOWARDS.has(word) && isUs(tokens[at + 2 + offset]));
const isWe = (token: Token | undefined) => token !== undefined && WE.has(token.word);
const isUs = (token: Token | undefined) => token !== undefined && US.has(token.word);

function owing(tokens: readonly Token[], at: number): Obligation {
  const before = tokens.slice(Math.max(0, at - 4), at);
  const next = tokens[at + 1]?.word;
  const passive = tokens[at]?.word === "owed" || tokens[at]?.word === "owing";
  // "By what we owe them" is an order.
  const by = before.findLastIndex(({ word }, index) => word === "by" && before[index + 1]?.word === "what");
  const copula =
    passive &&
    before.some(({ word }) =>
      ["are", "were", "is", "was", "been", "being", "amount", "amounts", "money"].includes(word),
    );
  const behind = tokens.slice(at + 1, at + 5);
  // "Owed to us by customers": no order, but who owes.
  const owedBy = next === "to" && isUs(tokens[at + 2]) && tokens[at + 3]?.word === "by" ? [at + 3] : [];
  const done = (side: string | null, spent: number[] = owedBy): Obligation => ({
    says: {
      subject: "debt",
      // "Every invoice that customers owe us" is every open one.
      ...(hasDocument(tokens) ? { state: "open" } : {}),
      ...(side === null ? {} : { side }),
      ...(by === -1 ? {} : { shape: "ranking" }),
    },
    suggests: {},
    tokens: [at, ...spent, ...(by === -1 ? [] : [at - before.length + by])],
  });
  // "What do we owe by Friday" names no one.
  if (next === "by" && passive)
    return isUs(tokens[at + 2])
      ? done("supplier", [at + 1])
      : { ...done(behind.some(isUs) ? "customer" : null, [at + 1]), suggests: { side: "customer" } };
  if (before.some(isWe)) return copula && tokens[at]?.word === "owed" ? done("customer") : done("supplier");
  if (behind.some(isUs) || (before.some(isUs) && before.some(({ lemma }) => THEM.has(lemma)))) return done("customer");
  if (passive && next === "to") return { ...done(null), suggests: { side: "supplier" } };
  // "What Deco Addict owes": somebody who is not us.
  return {
    ...done(null),
    suggests:
      tokens[at]?.word === "owes" || tokens[at]?.word === "owe" || (before.length === 0 && behind.length > 0)
        ? { side: "customer" }
        : {},
  };
}

function paying(tokens: readonly Token[], at: number): Obligation | null {
  const steady = runBefore(tokens, at);
  const spent = new Set([at]);
  const [word, before] = [tokens[at]?.word ?? "", tokens[steady.at]];
  const negated = steady.words.includes("not") || NOBODY.has(before?.word ?? "");
  // What is not paid out is kept.
  if (tokens[at + 1]?.word === "out" && tokens.some(({ lemma }) => KEPT.has(lemma))) return null;
  if (NOBODY.has(before?.word ?? "")) spent.add(steady.at);
  const infinitive = before?.word === "to" || (tokens[at - 1]?.word === "to" && word === "pay");
  const modal = before !== undefined && MUST.has(before.word);
  const anchor = tokens[steady.at - 1];
  const obliged =
    infinitive &&
    (anchor === undefined ||
      BEFORE_INFINITIVE.has(anchor.word) ||
      DOCUMENTS.has(anchor.lemma) ||
      PARTY_NOUNS.has(anchor.lemma) ||
      isNameLike(anchor));
  if (!negated && !obliged && !modal) return null;
  // Late or early, it was paid.
  if (["late", "early"].includes(tokens[at + 1]?.word ?? "") && word === "paid") return null;
  for (let index = steady.at; index < at; index++)
    if (tokens[index]?.word === "not" || MUST.has(tokens[index]?.word ?? "")) spent.add(index);
  if (infinitive && anchor && SPENT.has(anchor.word)) spent.add(steady.at - 1);
  for (
    let next = at + 1;
    PAY_PARTICLES.has(tokens[next]?.word ?? "") || ["by", "for"].includes(tokens[next]?.word ?? "");
    next++
  )
    spent.add(next);

  // What one does not have to pay yet is not due.
  const not = infinitive
    ? tokens.findIndex(({ word }, index) => word === "not" && index < at && index >= steady.at - 3)
    : -1;
  const spared = not !== -1 && tokens.slice(not, at).some(({ word }) => word === "have" || word === "need");
  if (spared) spent.add(not);
  // "Should already have paid" is late; "must pay" is open.
  const late =
    modal &&
    before?.word === "should" &&
    (word === "paid" || word === "payed") &&
    steady.words.some((one) => one === "have" || one === "has");
  const state = late ? "overdue" : spared ? "not-due" : "open";
  const passive =
    steady.words.some((one) => ["be", "been", "being"].includes(one)) ||
    ["get", "getting", "be", "been"].includes(tokens[at - 1]?.word ?? "");
  const weBefore = tokens.slice(Math.max(0, at - 7), at).some(isWe);
  // "Should we pay" asks for advice.
  if (before?.word === "should" && weBefore && word === "pay") return null;
  const themBefore = tokens
    .slice(Math.max(0, at - 7), at)
    .some(({ lemma }) => lemma === "customer" || lemma === "client" || lemma === "debtor");
  const usBehind = tokens.slice(at + 1, at + 3).some(isUs);
  const done = (says: Meaning, suggests: Meaning = {}): Obligation => ({
    says: { ...says, state },
    suggests,
    tokens: [...spent],
  });
  if (usBehind) return done({ side: "customer" });
  if (weBefore && !themBefore)
    return passive && word === "paid" && !hasDocument(tokens)
      ? done({ side: "customer" })
      : passive
        ? done({})
        : done({ side: "supplier" });
  // "To be paid to the notary": by us.
  if (passive && tokens[at + 1]?.word === "to") return done({ side: "supplier" });
  if (passive) return done({});
  // "The amount to pay to Deco Addict": nobody but us is there to pay.
  const bare = infinitive && (anchor === undefined || SUMS.has(anchor.word) || DOCUMENTS.has(anchor.lemma));
  // Of two names, "Harvest UK has to pay to Deco Addict", this does not say which is ours.
  if (tokens[at + 1]?.word === "to") return done(bare ? { side: "supplier" } : {});
  return done({}, { side: "customer" });
}

/** "Still to come from customers", "money still coming in from them". */
function comingFrom(tokens: readonly Token[], at: number): Obligation | null {
  const from = tokens[at + 1]?.word === "in" ? at + 2 : at + 1;
  const open = tokens.slice(Math.max(0, at - 3), at).some(({ word }) => word === "still" || word === "yet");
  if (!open || tokens[from]?.word !== "from") return null;
  return { says: { side: "customer", state: "open" }, suggests: { subject: "debt" }, tokens: [at] };
}

/** The words between a verb and what it hangs on: "have [not yet been] paid". */
function runBefore(tokens: readonly Token[], at: number): { readonly at: number; readonly words: readonly string[] } {
  let index = at - 1;
  const words: string[] = [];
  while (index >= 0) {
    const { word, lemma } = tokens[index] ?? { word: "", lemma: "" };
    if (!STEADY.has(word) && !STEADY.has(lemma)) break;
    words.push(word);
    index--;
  }
  return { at: Math.max(index, 0), words };
}

const hasDocument = (tokens: readonly Token[]) => tokens.some(({ lemma }) => DOCUMENTS.has(lemma));
const isNameLike = ({ raw }: Token) => /^\p{Lu}/u.test(raw);

function collecting(tokens: readonly Token[], at: number): Obligation | null {
  const steady = runBefore(tokens, at);
  const before = tokens[steady.at];
  const weBefore = tokens.slice(Math.max(0, at - 6), at).some(isWe);
  const paidNext = tokens[at + 1]?.word === "paid";
  if (paidNext) return null;
  const anchor = tokens[steady.at - 1];
  const infinitive =
    before?.word === "to" &&
    anchor !== undefined &&
    (BEFORE_INFINITIVE.has(anchor.word) || DOCUMENTS.has(anchor.lemma));
  const modal = before !== undefined && MUST.has(before.word);
  const negated = steady.words.includes("not") && tokens[at]?.word !== "get";
  if (!infinitive && !modal && !negated) return null;
  const passive = steady.words.includes("be") || steady.words.includes("been");
  if (!weBefore && !passive) return null;
  const spent = [at];
  for (let index = steady.at; index < at; index++)
    if (tokens[index]?.word === "not" || MUST.has(tokens[index]?.word ?? "")) spent.push(index);
  if (infinitive && SPENT.has(anchor.word)) spent.push(steady.at - 1);
  return { says: { side: "customer", state: "open" }, suggests: { subject: "debt" }, tokens: spent };
}

/** "We are waiting for", "waiting to get paid", "awaiting payment", "waiting on customers to pay". */
function waiting(tokens: readonly Token[], at: number): Obligation | null {
  const behind = tokens.slice(at + 1, at + 7).map(({ word }) => word);
  const payment = behind.findIndex((word) => PAYMENT.has(word));
  if (payment === -1) return null;
  const spent = behind
    .slice(0, payment + 1)
    .flatMap((word, offset) => (PAYMENT.has(word) || TO_PAYMENT.has(word) ? [at + 1 + offset] : []));
  const by = tokens[at + 1 + payment + 1]?.word === "by" ? [at + payment + 2] : [];
  const says = { tokens: [at, ...spent, ...by] };
  // Bills that wait are the ones that we pay; money that we wait for is paid to us.
  const weWait = tokens.slice(Math.max(0, at - 4), at).some(isWe);
  return weWait
    ? { says: { side: "customer", state: "open" }, suggests: {}, ...says }
    : { says: { state: "open" }, suggests: { side: "customer" }, ...says };
}

const PAYMENT = words("payment payments money paid pay settlement");
const TO_PAYMENT = words("for on to get be being");
const NOT_DUE = words("not yet past un over fall falls falling fell come comes coming");

/** "Due from customers", "due to us", "what is due to our suppliers", "Azure Interior is due to pay": who has to pay whom. */
function beingDue(tokens: readonly Token[], at: number): Obligation | null {
  const [before, next, behind] = [tokens[at - 1], tokens[at + 1]?.word, tokens[at + 2]];
  if (NOT_DUE.has(before?.word ?? "")) return null;
  const done = (says: Meaning, spent: readonly number[], suggests: Meaning = {}): Obligation => ({
    says,
    suggests,
    tokens: [at, ...spent],
  });
  if (next === "us" || next === "me") return done({ side: "customer", subject: "debt" }, []);
  if (next === "from" || next === "by") return done({ side: "customer", subject: "debt" }, [at + 1]);
  if (next !== "to" || behind === undefined) return null;
  if (isUs(behind)) return done({ side: "customer", subject: "debt" }, [at + 1]);
  if (behind.word !== "pay" && behind.word !== "be") return done({ subject: "debt" }, [at + 1], { side: "supplier" });
  return null;
}

const FALLEN = words("fallen fall fell got run");

/** "We are late", "have we fallen behind", "are we behind with": the ones who are late are we. */
function beingLate(tokens: readonly Token[], at: number, taken: ReadonlySet<number>): Obligation | null {
  const [one, two, three] = [tokens[at - 1], tokens[at - 2], tokens[at - 3]];
  // "How late" asks for days.
  if (one?.word === "how") return null;
  const be = new Set(["are", "is", "were", "was", "am"]);
  const steady = new Set(["still", "currently", "now", "already", "so", "running", "being"]);
  const fallen = one !== undefined && FALLEN.has(one.word) && tokens.slice(Math.max(0, at - 4), at).some(isWe);
  const weAre =
    fallen ||
    (isWe(one) && be.has(two?.word ?? "")) ||
    (be.has(one?.word ?? "") && isWe(two)) ||
    (be.has(tokens[at + 1]?.word ?? "") && isWe(tokens[at + 2])) ||
    (steady.has(one?.word ?? "") &&
      ((isWe(two) && be.has(three?.word ?? "")) || (isWe(three) && be.has(two?.word ?? ""))));
  const spent = [at];
  let index = at + 1;
  if (be.has(tokens[index]?.word ?? "") && isWe(tokens[index + 1])) index += 2;
  while (
    !taken.has(index) &&
    [
      "any",
      "supplier",
      "vendor",
      "in",
      "on",
      "with",
      "paying",
      "payment",
      "payments",
      "settling",
      "our",
      "the",
      "their",
      "its",
      "his",
      "her",
    ].includes(tokens[index]?.word ?? "")
  )
    spent.push(index++);
  const behind = tokens[at]?.word === "behind";
  const paying = spent.some((index) => /^pay/.test(tokens[index]?.word ?? ""));
  // Behind on what, "customers are behind" does not say, unless an age follows.
  if (!weAre && (behind ? !paying && !taken.has(at + 1) && !taken.has(at - 1) : spent.length === 1)) return null;
  // "Late payments" alone may be ours.
  const alone = spent.length === tokens.length;
  return {
    says: weAre ? { state: "overdue", side: "supplier" } : { state: "overdue" },
    suggests: alone ? {} : { side: "customer" },
    tokens: spent,
  };
}
