import { SextantError } from "@sextant/contracts";

/** Deeper than any request is; what reads and writes JSON level by level would run out of stack at some thousand. */
const DEEPEST = 32;

/** One of a pair of code units without the other. */
const HALF = /\p{Surrogate}/u;

/**
 * Whether a request can be kept and sent on without loss: no NUL, which no database takes, no half of a character, which UTF-8 cannot write, and not
 * deeper than anything that is meant.
 *
 * @throws SextantError `bad_usage`, naming where.
 */
export function checkTexts(given: unknown): void {
  const waiting: { readonly value: unknown; readonly at: string; readonly depth: number }[] = [
    { value: given, at: "", depth: 0 },
  ];
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    const { value, at, depth } = one;
    if (typeof value === "string") checkText(value, at);
    if (typeof value !== "object" || value === null) continue;
    if (depth > DEEPEST) throw new SextantError("bad_usage", `The request is nested more than ${DEEPEST} levels deep.`);
    for (const [name, inner] of Object.entries(value)) {
      checkText(name, at);
      waiting.push({ value: inner, at: at === "" ? name : `${at}.${name}`.slice(0, 100), depth: depth + 1 });
    }
  }
}

function checkText(text: string, at: string): void {
  const what = text.includes("\0") ? "the character NUL" : HALF.test(text) ? "half a character" : null;
  if (what)
    throw new SextantError("bad_usage", `The request holds ${what}${at === "" ? "" : ` in "${at.slice(0, 100)}"`}.`);
}
