import type { Token } from "../text/tokenise.ts";
import { findCompany } from "./find-company.ts";
import type { PlanCompany } from "./types.ts";

const OURS = new Set(["we", "us", "our", "ours", "me", "i", "my"]);

/**
 * "What do customers owe Fernhollow Foods" asked within Fernhollow Foods: the same question with "us" or "we" in place of the company's whole name. Null where the
 * question speaks of us already, because then the name is that of a partner, and where no company stands beside "owe".
 */
export function asOwnCompany(
  text: string,
  tokens: readonly Token[],
  companies: readonly PlanCompany[],
): { readonly question: string; readonly company: PlanCompany } | null {
  if (tokens.some(({ word }) => OURS.has(word))) return null;
  // Whole names only: every word counts as common, so that a part of a name is none.
  const named = findCompany(tokens, companies, () => true);
  const [company, ...others] = named?.matches ?? [];
  if (named === null || company === undefined || others.length > 0) return null;
  const owes = tokens[named.end]?.lemma === "owe";
  const owed = tokens[named.start - 1]?.lemma === "owe";
  const [first, last] = [tokens[named.start], tokens[named.end - 1]];
  if (owes === owed || first === undefined || last === undefined) return null;
  return { question: `${text.slice(0, first.start)}${owes ? "we" : "us"}${text.slice(last.end)}`, company };
}
