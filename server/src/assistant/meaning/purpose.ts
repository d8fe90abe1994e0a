import type { Token } from "../text/tokenise.ts";
import type { Around } from "./around.ts";

/**
 * The end of "for the auditors", "for my meeting with the bank"; null where nothing of the kind begins at a place, and where it could be which figure is meant:
 * "receivables for the bank" may be those from it, "expenses for the meeting" what it cost. At the beginning, before a comma or a request, it is never part of the
 * question; behind it people who want to know stand beside a whole statement only.
 */
export function purposeEnd(tokens: readonly Token[], at: number, end: number, around: Around): number | null {
  if (tokens[at]?.word !== "for") return null;
  const { own, papers, shown, people, beside, leading } = around.purposes;
  const rest = tokens.slice(0, at);
  const [first, ofClause] = [at === 0, tokens[at]?.clause === true];
  const others = first ? tokens : rest;
  const costs = others.some(({ lemma }) => around.narrowed.costs.has(lemma));
  const owed = others.some(({ lemma }) => around.narrowed.owed.has(lemma));
  const statement = rest.some(({ word }) => around.statements.has(word));
  const passes = (word: string, before: string) =>
    (own.has(word) && OURS.has(before)) ||
    (before === "for" && ["me", "us", "reference", "information"].includes(word)) ||
    (papers.has(word) && (first || ofClause || !costs)) ||
    (shown.has(word) && (first || (!costs && (ofClause || !owed)))) ||
    (people.has(word) && (first || (statement && !costs && !owed))) ||
    (leading.has(word) && first && !costs && !owed);
  let next = at + 1;
  let last: number | null = null;
  while (next < end) {
    const { word, clause } = tokens[next] ?? { word: "" };
    if (last !== null && clause) break;
    if (passes(word, tokens[next - 1]?.word ?? "")) last = next + 1;
    else if (!beside.has(word)) break;
    next++;
  }
  // "For our bank: …" is what it is for; without a comma or a request behind it, it could be whose.
  if (first && last !== null && tokens[last]?.clause !== true && !OPENS.has(tokens[last]?.word ?? "")) return null;
  // "For the bank, what are our liabilities to them" is about them.
  if (first && last !== null && tokens.slice(last).some(({ word }) => THEM.has(word))) return null;
  return last;
}

const THEM = new Set(["them", "they", "their", "him", "her"]);
const OURS = new Set(["my", "our"]);
/** What opens a request behind "for the covenant test". */
const OPENS = new Set(
  "i we please pls plz kindly could can would give list show get tell send provide prepare pull what how which who".split(
    " ",
  ),
);
