import type { Token } from "../text/tokenise.ts";
import type { Around } from "./around.ts";
import { purposeEnd } from "./purpose.ts";
import { beginsReason, isReason } from "./reason-clause.ts";

const MOST_REASONS = 3;
const LONGEST_OPENING_CLAUSE = 16;

/**
 * The courtesies around a question: greetings and thanks, "could you quickly tell me", "my boss would like to know", "is there a way to see", "for the auditors", and why
 * somebody asks, "…, I'm preparing the bank confirmation". They are read as a grammar and only around the question: "get" within it is a verb with a meaning. Returns
 * the first token of the question itself and the one after its last. `taken` are the tokens that dates, companies and the like have used up.
 */
export function withoutCourtesy(
  tokens: readonly Token[],
  taken: ReadonlySet<number>,
  around: Around,
): { readonly start: number; readonly end: number } {
  const reason = firstReason(tokens, taken, around);
  const purpose = purposeEnd(tokens, reason, tokens.length, around);
  const begin = purpose ?? reason;
  let first = begin;
  // "As on 30/09/2026 kindly confirm …"
  while (taken.has(first)) first++;
  const start = first + opening(tokens.slice(first), around);
  return { start, end: closing(tokens, start, taken, around) };
}

/** The end of the clauses before the question that say why it is asked: "I'm doing the flux schedule, so …". */
function firstReason(tokens: readonly Token[], taken: ReadonlySet<number>, around: Around): number {
  let start = 0;
  for (let count = 0; count < MOST_REASONS; count++) {
    const end = tokens.findIndex(({ clause }, at) => at > start && clause);
    if (end === -1 || end - start > LONGEST_OPENING_CLAUSE || !isReason(tokens, start, end, taken, around))
      return start;
    start = end;
  }
  return start;
}

/** The opening goes up to its last request or greeting; "what do we" without one is the question itself. */
function opening(tokens: readonly Token[], around: Around): number {
  const clause = openingClause(tokens, around);
  const until = runEnd(tokens, clause, around.opening);
  for (let at = until - 1; at >= clause; at--) {
    const { word } = tokens[at] ?? { word: "" };
    const next = tokens[at + 1]?.word;
    if (around.greetings.has(word) && word !== "good") return runEnd(tokens, at + 1, PLEASE);
    // "What we have to get from customers" is no request, nor is "what do we need to pay".
    if (word === "send" && (TO_US.has(next ?? "") || tokens[at - 1]?.word === "you"))
      return Math.min(runEnd(tokens, at + 1, around.particles), tokens.length - 1);
    if (!around.requests.has(word) || next === "from" || next === undefined || isObliged(tokens, at)) continue;
    if (next === "of" && around.notOf.has(word)) continue;
    if (isNounBefore(tokens, clause, at, around)) continue;
    return Math.min(runEnd(tokens, at + 1, around.particles), tokens.length - 1);
  }
  return clause > 0 ? clause : runEnd(tokens, 0, PLEASE_NOW);
}

/** "Send me the balance sheet"; to whoever else it is sent, that is an order. */
const TO_US = new Set(["me", "us"]);
const PLEASE = new Set("please pls plz kindly".split(" "));
const PLEASE_NOW = new Set([...PLEASE, "so", "and", "also", "just", "now"]);
const WANTING = new Set("want wants need needs wanted needed ask asks asked asking would like is has".split(" "));

/** "Bank list of …", "team share …": a bare noun and a word that is a noun as well open no request, they say which list. */
function isNounBefore(tokens: readonly Token[], from: number, at: number, around: Around): boolean {
  const first = tokens[from]?.word ?? "";
  return at > from && around.nouns.has(first) && !WANTING.has(tokens[from + 1]?.word ?? "");
}

/** A first clause of such words alone: "quick one, …", "sorry to bother you - …". */
function openingClause(tokens: readonly Token[], around: Around): number {
  const end = tokens.findIndex(({ clause }, at) => at > 0 && clause);
  if (end === -1 || end > 8 || tokens.length - end < 1) return 0;
  const only = tokens.slice(0, end).every(({ word }) => around.opening.has(word));
  return only && !tokens.slice(0, end).some(({ word }) => word === "we" || word === "bank") ? end : 0;
}

/** Whether the verb is one of having to: "we have to", "do we need to", followed by what has to be done. */
function isObliged(tokens: readonly Token[], at: number): boolean {
  const { word } = tokens[at] ?? { word: "" };
  // "Could I have", "let me have" are none.
  if (word === "have") return !["i", "me"].includes(tokens[at - 1]?.word ?? "") || tokens[at + 1]?.word === "to";
  return (word === "need" || word === "get") && tokens[at - 1]?.word === "we" && tokens[at + 1]?.word === "to";
}

/** Thanks at the end, e.g. "… thanks a lot in advance", what the figure is for, and why it is asked; the end where nothing of the kind stands there. */
function closing(
  tokens: readonly Token[],
  start: number,
  taken: ReadonlySet<number>,
  around: Around,
  until = tokens.length,
): number {
  let stop = until;
  while (stop > start && taken.has(stop - 1)) stop--;
  let at = stop;
  while (at > start && around.closing.has(tokens[at - 1]?.word ?? "")) at--;
  const first = tokens.findIndex(({ word }, index) => index >= at && index < stop && around.thanks.has(word));
  // "If you would be so kind", "if possible".
  const end = first === -1 ? (tokens[at]?.word === "if" ? at : stop) : first;
  for (let from = end - 1; from > start; from--) {
    if (tokens[from]?.word === "for" && purposeEnd(tokens, from, end, around) === end)
      return closing(tokens, start, taken, around, from);
    if (beginsReason(tokens, from) && isReason(tokens, from, end, taken, around))
      return closing(tokens, start, taken, around, from);
  }
  return end;
}

function runEnd(tokens: readonly Token[], at: number, among: ReadonlySet<string>): number {
  let next = at;
  while (next < tokens.length && among.has(tokens[next]?.word ?? "")) next++;
  return next;
}
