import { expandPhrasing } from "../catalogue/expand-phrasing.ts";
import type { Token } from "../text/tokenise.ts";

interface Step {
  /** A word, `..` for up to four of any, `#` for something read already, `$` for that or the end. */
  readonly word: string;
  readonly marked: boolean;
  /** Compared as typed. */
  readonly typed: boolean;
  /** Only where a clause begins. */
  readonly clause: boolean;
}

/** A run of words of which some are marked, as `how .. [going]`. */
interface WordPattern {
  readonly first: string;
  readonly steps: readonly Step[];
  readonly atBeginning: boolean;
}

export interface WordPatterns {
  /** The tokens that a pattern marks. `taken` are those that dates, companies and the like have used up. */
  readonly marked: (tokens: readonly Token[], taken: ReadonlySet<number>) => ReadonlySet<number>;
}

const GAP = "..";
const LONGEST_GAP = 4;
const END = "$";
const READ = "#";

/** @throws RangeError for unbalanced alternatives, or a pattern that marks nothing or begins with a gap or the end. */
export function compilePatterns(forms: readonly string[]): WordPatterns {
  const byFirst = new Map<string, WordPattern[]>();
  for (const pattern of forms.flatMap((form) => expandPhrasing(withMarks(form)).map(compilePattern)))
    byFirst.set(pattern.first, [...(byFirst.get(pattern.first) ?? []), pattern]);
  return {
    marked: (tokens, taken) => {
      const marked = new Set<number>();
      // In capitals throughout nothing is written as it is.
      const typed = tokens.some(({ raw }) => /\p{Ll}/u.test(raw));
      for (const [start, { word }] of tokens.entries())
        for (const { steps, atBeginning } of [...(byFirst.get(word) ?? []), ...(byFirst.get(READ) ?? [])]) {
          if (atBeginning && start > 0) continue;
          for (const at of matched(steps, 0, start, tokens, taken, typed) ?? []) marked.add(at);
        }
      return marked;
    },
  };
}

/** `[a|b c]` as `([a]|[b] [c])`. */
const withMarks = (form: string) =>
  form.replace(/\[([^\]]+)\]/g, (_, inner: string) => `(${inner.replace(/[^\s|]+/g, "[$&]")})`);

function compilePattern(form: string): WordPattern {
  const atBeginning = form.startsWith("^");
  const steps = form
    .replace(/^\^/, "")
    .split(" ")
    .map((text): Step => {
      const bare = text.replace(/^\[|\]$/g, "");
      const word = bare.replace(/^,/, "");
      return { word, marked: text.startsWith("["), typed: /\p{Lu}/u.test(word), clause: bare.startsWith(",") };
    });
  const first = steps[0]?.word ?? "";
  if (first === "" || first === GAP || first === END || !steps.some(({ marked }) => marked))
    throw new RangeError(`"${form}" is no pattern: it has to begin with a word and to mark one`);
  return { first: first.toLowerCase(), steps, atBeginning };
}

/** The marked tokens of a pattern that stands at a place, or null. */
function matched(
  steps: readonly Step[],
  step: number,
  at: number,
  tokens: readonly Token[],
  taken: ReadonlySet<number>,
  typed: boolean,
): readonly number[] | null {
  const wanted = steps[step];
  if (wanted === undefined) return [];
  if (wanted.word === GAP) {
    for (let next = at; next <= at + LONGEST_GAP && next <= tokens.length; next++) {
      const rest = matched(steps, step + 1, next, tokens, taken, typed);
      if (rest !== null) return rest;
    }
    return null;
  }
  const token = tokens[at];
  if (wanted.word === END || wanted.word === READ) {
    if (token === undefined ? wanted.word === READ : !taken.has(at)) return null;
    return matched(steps, step + 1, at + 1, tokens, taken, typed);
  }
  const stands = wanted.typed ? typed && token?.raw === wanted.word : token?.word === wanted.word;
  if (!stands || (wanted.clause && token?.clause !== true)) return null;
  const rest = matched(steps, step + 1, at + 1, tokens, taken, typed);
  return rest === null ? null : wanted.marked ? [at, ...rest] : rest;
}
