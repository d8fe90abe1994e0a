import type { Token } from "../text/tokenise.ts";
import { findCompany } from "./find-company.ts";
import type { PlanCompany } from "./types.ts";

const OURS = new Set(["we", "us", "our", "ours", "me", "i", "my"]);

/** The question about us, and the tokens at which the company's name stands. */
export interface OwnCompany {
  readonly question: string;
  readonly company: PlanCompany;
  readonly start: number;
  readonly end: number;
}

/**
 * "What do customers owe Fernhollow Foods" asked within Fernhollow Foods: the same question with "us" or "we" in place of the company's whole name. Null where the
 * question speaks of us already, because then the name is that of a partner, and where no company stands beside "owe".
 */
export function asOwnCompany(
  text: string,
  tokens: readonly Token[],
  companies: readonly PlanCompany[],
): OwnCompany | null {
  // Whole names only: every word counts as common, so that a part of a name is none.
  const named = findCompany(tokens, companies, () => true);
  const [company, ...others] = named?.matches ?? [];
  if (named === null || company === undefined || others.length > 0) return null;
  const { start, end } = named;
  if (tokens.some(({ word }, at) => (at < start || at >= end) && OURS.has(word))) return null;
  const owes = tokens[end]?.lemma === "owe";
  const owed = tokens[start - 1]?.lemma === "owe" || isOwedTo(tokens, start);
  const [first, last] = [tokens[start], tokens[end - 1]];
  if (owes === owed || first === undefined || last === undefined) return null;
  return { question: `${text.slice(0, first.start)}${owes ? "we" : "us"}${text.slice(last.end)}`, company, start, end };
}

const DEBTORS = new Set(["who", "customer", "client", "debtor"]);

/** "Who owed money to Fernhollow Foods". */
function isOwedTo(tokens: readonly Token[], start: number): boolean {
  const verb = tokens[start - 2]?.word === "money" ? start - 3 : start - 2;
  const before = tokens.slice(0, Math.max(0, verb));
  return (
    tokens[start - 1]?.word === "to" && tokens[verb]?.lemma === "owe" && before.some(({ lemma }) => DEBTORS.has(lemma))
  );
}
