import * as kinds from "./token-kinds.ts";

interface Operator {
  readonly mark: string;
  readonly kind: number;
}

/** Marks of more than one character, the longest first. */
const LONGER: Readonly<Record<string, number>> = {
  "...": kinds.ELLIPSIS,
  "**=": kinds.AUGMENTED,
  "//=": kinds.AUGMENTED,
  "<<=": kinds.AUGMENTED,
  ">>=": kinds.AUGMENTED,
  "**": kinds.POWER,
  "//": kinds.FLOOR_DIVISION,
  "<<": kinds.SHIFT_LEFT,
  ">>": kinds.SHIFT_RIGHT,
  "<=": kinds.COMPARISON,
  ">=": kinds.COMPARISON,
  "==": kinds.COMPARISON,
  "!=": kinds.COMPARISON,
  "->": kinds.ARROW,
  ":=": kinds.WALRUS,
  "+=": kinds.AUGMENTED,
  "-=": kinds.AUGMENTED,
  "*=": kinds.AUGMENTED,
  "/=": kinds.AUGMENTED,
  "%=": kinds.AUGMENTED,
  "&=": kinds.AUGMENTED,
  "|=": kinds.AUGMENTED,
  "^=": kinds.AUGMENTED,
  "@=": kinds.AUGMENTED,
  // Of Python 2.
  "<>": kinds.END,
};
const BY_FIRST: Operator[][] = Array.from({ length: 128 }, () => []);
for (const [mark, kind] of Object.entries(LONGER)) BY_FIRST[mark.charCodeAt(0)]?.push({ mark, kind });
const NONE: readonly Operator[] = [];

/** The mark of several characters that stands here, or null. */
export function longerOperator(text: string, at: number, first: number): Operator | null {
  const candidates = BY_FIRST[first] ?? NONE;
  for (let index = 0; index < candidates.length; index += 1) {
    const candidate = candidates[index];
    if (candidate !== undefined && text.startsWith(candidate.mark, at)) return candidate;
  }
  return null;
}

const SINGLE = new Set([..."()[]{},:;.=+-*/%@&|^~<>!"].map((mark) => mark.charCodeAt(0)));

/** Whether a character is a mark by itself. */
export function isMark(code: number): boolean {
  return SINGLE.has(code);
}
