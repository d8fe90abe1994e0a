import type { Token } from "../text/tokenise.ts";

const words = (text: string) => new Set(text.trim().split(/\s+/));
const union = (...sets: readonly ReadonlySet<string>[]) => new Set(sets.flatMap((set) => [...set]));

const GREETINGS = words(
  `hi hiya hello hey dear greetings good morning afternoon evening ok okay sorry thanks thank thx ty cheers sextant well folks guys mate yo right alright um uh er
   hmm`,
);
/** Verbs that ask for an answer without being part of the question. */
const REQUESTS = words(
  `tell show give get getting find finding fetch pull bring print display list check checking see seeing know knowing have look looking calculate compute run
   prepare produce generate provide need want wants needs needed wanted help state name hear say remind retrieve view review share wonder wondering like love wish
   interested curious draw grab pulling showing giving telling bringing printing sending mind confirm clarify work ask asks asked asking keen understand establish determine figure read verify`,
);
/** People who may want to know. */
const PEOPLE = words(
  `boss manager colleague colleagues team ceo cfo coo director directors owner auditor auditors accountant accountants bookkeeper controller board investor investors
   management bank banker lender adviser advisor partner's wife husband he she they his her their`,
);
/** Who asks, and the words that tie a request together. */
const AROUND = words(
  `can could would will may might shall i we u you me us my our the a an it is was be been are am do does did there way possible able great nice
   happen told supposed trying hoping question quick idea overview please pls plz kindly just quickly really also now maybe
   perhaps so and then some any someone anyone somebody anybody to of for about in on at out up over into if whether that what where how much let let's
   real moment minute second sec one more thing ahead go bother trouble hand here today simply again by chance has had who bit brief briefly urgently asap but preparing pack presentation meeting deck while looking must fill form loan`,
);
const OPENING = union(GREETINGS, REQUESTS, AROUND, PEOPLE);
/** What may follow the last verb of a request and still belongs to it. */
const PARTICLES = words(
  "me us up out at over a an the what is about on into in for to of how much quickly please pls if whether my our idea overview and know see where date snapshot copy glance figure figures number numbers",
);
const THANKS = words("please pls plz kindly thanks thank thx ty cheers asap regards appreciated urgent urgently");
const CLOSING = union(
  THANKS,
  words(
    "you u lot much so very many a in advance again quickly now today sextant best kind right away me for will that be great would nice if possible",
  ),
);
/** What a figure may be wanted for; it does not change the figure. */
const PURPOSES = words(
  `auditor auditors audit accountant accountants bookkeeper board boss manager management cfo ceo director meeting call presentation review report pack file files
   filing records record folder closing close analysis check deck slide slides application interview adviser advisor investor investors lender owner owners me
   us insurance insurer covenant valuation taxes reference form forms planning discussion reporting budget`,
);
/** Purposes that are also what money is spent on, or comes from. */
const THINGS = words("insurance insurer taxes budget valuation planning");
const COSTS = words("expense cost opex cogs spend spending charge outgoing overhead expenditure");
const PURPOSE_QUALITIES = words(
  `the my our a an this that his her their bad debt credit month year quarter end quarterly weekly monthly annual management board audit tax bank team finance next
   today today's tomorrow tomorrow's morning loan month-end year-end internal external upcoming with`,
);

/**
 * The courtesies around a question: greetings and thanks, "could you quickly tell me", "my boss would like to know", "is there a way to see", "for the auditors". They
 * are read as a grammar and only around the question: "get" within it is a verb with a meaning. Returns the first token of the question itself and the one after
 * its last.
 */
export function withoutCourtesy(tokens: readonly Token[]): { readonly start: number; readonly end: number } {
  const purpose = purposeEnd(tokens, 0);
  const begin = purpose ?? 0;
  const start = begin + opening(tokens.slice(begin));
  return { start, end: closing(tokens, start) };
}

/** The opening goes up to its last request or greeting; "what do we" without one is the question itself. */
function opening(tokens: readonly Token[]): number {
  const clause = openingClause(tokens);
  const until = runEnd(tokens, clause, OPENING);
  for (let at = until - 1; at >= clause; at--) {
    const { word } = tokens[at] ?? { word: "" };
    const next = tokens[at + 1]?.word;
    if (GREETINGS.has(word) && word !== "good") return runEnd(tokens, at + 1, words("please pls plz kindly"));
    // "What we have to get from customers" is no request, nor is "what do we need to pay".
    if (!REQUESTS.has(word) || next === "from" || next === undefined || isObliged(tokens, at)) continue;
    return Math.min(runEnd(tokens, at + 1, PARTICLES), tokens.length - 1);
  }
  return clause > 0 ? clause : runEnd(tokens, 0, words("please pls plz kindly so and also just now"));
}

const OCCUPIED = words("on planning preparing writing filling");

/** A first clause of such words alone: "quick one, …", "sorry to bother you - …". */
function openingClause(tokens: readonly Token[]): number {
  const end = tokens.findIndex(({ clause }, at) => at > 0 && clause);
  if (end === -1 || end > 8 || tokens.length - end < 1) return 0;
  const [first, second, third] = tokens.map(({ word }) => word);
  // "I'm on the train, …", "I'm planning the payment run: …".
  if (first === "i" && second === "am" && OCCUPIED.has(third ?? "")) return end;
  const only = tokens.slice(0, end).every(({ word }) => OPENING.has(word));
  return only && !tokens.slice(0, end).some(({ word }) => word === "we" || word === "bank") ? end : 0;
}

/** Whether the verb is one of having to: "we have to", "do we need to", followed by what has to be done. */
function isObliged(tokens: readonly Token[], at: number): boolean {
  const { word } = tokens[at] ?? { word: "" };
  if (word === "have") return true;
  return (word === "need" || word === "get") && tokens[at - 1]?.word === "we" && tokens[at + 1]?.word === "to";
}

/** Thanks at the end, e.g. "… thanks a lot in advance", and what the figure is for; nothing where no such words stand there. */
function closing(tokens: readonly Token[], start: number): number {
  let at = tokens.length;
  while (at > start && CLOSING.has(tokens[at - 1]?.word ?? "")) at--;
  const first = tokens.findIndex(({ word }, index) => index >= at && THANKS.has(word));
  const end = first === -1 ? tokens.length : first;
  for (let from = end - 1; from > start; from--)
    if (tokens[from]?.word === "for" && purposeEnd(tokens.slice(0, end), from) === end) return from;
  const asking = askingClause(tokens, start, end);
  return asking ?? end;
}

/** "…, the bank is asking for it", "… my boss wants to know". */
function askingClause(tokens: readonly Token[], start: number, end: number): number | null {
  for (let at = end - 1; at > start; at--) {
    if (!tokens[at]?.clause) continue;
    const clause = tokens.slice(at, end);
    const asks =
      clause.some(({ word }) => REQUESTS.has(word)) && clause.some(({ word }) => PEOPLE.has(word) || word === "i");
    return asks && clause.every(({ word }) => OPENING.has(word) || word === "it")
      ? closing(tokens.slice(0, at), start)
      : null;
  }
  return null;
}

/** The end of "for the auditors", "for my meeting with the bank"; null where nothing of the kind begins at a place. */
function purposeEnd(tokens: readonly Token[], at: number): number | null {
  if (tokens[at]?.word !== "for") return null;
  // "Operating expenses for insurance", "for the auditors" are some of them.
  const costs = tokens.some(({ lemma }) => COSTS.has(lemma));
  if (costs && at > 0) return null;
  const isPurpose = (word: string) => PURPOSES.has(word) && !(THINGS.has(word) && (costs || at > 0));
  let next = at + 1;
  let last: number | null = null;
  while (
    next < tokens.length &&
    (isPurpose(tokens[next]?.word ?? "") || PURPOSE_QUALITIES.has(tokens[next]?.word ?? ""))
  ) {
    if (isPurpose(tokens[next]?.word ?? "")) last = next + 1;
    else if (last !== null && tokens[next]?.clause) break;
    next++;
  }
  // "For our bank: …" is what it is for; "for our bank" elsewhere could be whose.
  if (
    at === 0 &&
    tokens[next]?.clause &&
    PEOPLE.has(tokens[next]?.word ?? "") === false &&
    PEOPLE.has(tokens[next - 1]?.word ?? "")
  )
    return next;
  return last;
}

function runEnd(tokens: readonly Token[], at: number, among: ReadonlySet<string>): number {
  let next = at;
  while (next < tokens.length && among.has(tokens[next]?.word ?? "")) next++;
  return next;
}
