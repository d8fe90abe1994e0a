import { plainText } from "../answers/plain-text.ts";
import { PLAIN_WORDS } from "./plain-words.ts";
import type { Bound, Fact } from "./types.ts";
import { writeFact } from "./write-fact.ts";

/** Names shorter than this are bound by reference only: `A` stands everywhere. */
const SHORTEST = 3;

type Named = Extract<Fact, { kind: "name" | "label" }>;

/** Names and labels of the evidence where a text writes them out, the longest first. */
export function bindNames(
  text: string,
  facts: readonly Named[],
  taken: (start: number, end: number) => boolean,
): Bound[] {
  const bound: Bound[] = [];
  const known = new Map(facts.map((fact) => [plainText(fact.text), fact]));
  const names = [...known].sort(([a], [b]) => b.length - a.length);
  const lower = text.toLowerCase();
  for (const [name, fact] of names) {
    // A name without a letter would let a figure in.
    if (name.length < SHORTEST || !/\p{L}{2}/u.test(name)) continue;
    const [where, what] = fact.kind === "label" ? [lower, name.toLowerCase()] : [text, name];
    if (where.length !== text.length) continue;
    for (let at = where.indexOf(what); at >= 0; at = where.indexOf(what, at + 1)) {
      const end = at + what.length;
      if (/[\p{L}\p{N}]$/u.test(text.slice(0, at)) || /^[\p{L}\p{N}]/u.test(text.slice(end))) continue;
      if (taken(at, end) || bound.some((one) => at < one.end && end > one.start)) continue;
      const quoted = /[“"]$/.test(text.slice(0, at)) && /^[”"]/.test(text.slice(end));
      const written = fact.kind === "label" ? text.slice(at, end) : writeFact(fact).text;
      bound.push({ start: quoted ? at - 1 : at, end: quoted ? end + 1 : end, text: written, figures: [] });
    }
  }
  return bound;
}

/** Words that begin with a capital where none is due: names that no tool returned. The first word counts too when it is no plain word. */
export function hasUnboundName(text: string): boolean {
  const words = [...text.matchAll(/[\p{L}\p{M}][\p{L}\p{M}'’&]*/gu)];
  return words.some((match, at) => {
    const [word] = match;
    if (!/^\p{Lu}/u.test(word)) return false;
    const plain = word.toLowerCase().replace(/['’]s$/, "");
    if (PLAIN_WORDS.has(plain)) return false;
    const starts = at === 0 || /(?:^|[.!?:|;(“"—–-]\s*|^\W*)$/u.test(text.slice(0, match.index));
    return !(starts && /(?:ly|ing|ed)$/.test(plain));
  });
}
