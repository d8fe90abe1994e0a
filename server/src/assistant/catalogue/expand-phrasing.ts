const MOST = 4000;

/**
 * Writes a phrasing with alternatives `(a|b|)` out in full; an alternative may hold alternatives of its own.
 *
 * @throws RangeError for unbalanced parentheses, or more than 4,000 forms.
 */
export function expandPhrasing(phrasing: string): string[] {
  const { forms, at } = choices(phrasing, 0);
  if (at < phrasing.length) throw new RangeError("a closing parenthesis without an opening one");
  return [...new Set(forms.map((form) => form.trim().replace(/ +/g, " ")))];
}

interface Read {
  readonly forms: readonly string[];
  /** Where the closing parenthesis stands, or the end. */
  readonly at: number;
}

/** The forms of `a|b|c` up to the closing parenthesis. At the outermost level a bar is a character like any other. */
function choices(text: string, start: number, depth = 0): Read {
  const all: string[] = [];
  let forms = [""];
  let at = start;
  for (; at < text.length && text[at] !== ")"; at++) {
    const char = text[at] ?? "";
    if (char === "(") {
      const group = choices(text, at + 1, depth + 1);
      if (text[group.at] !== ")") throw new RangeError("unbalanced parentheses");
      forms = forms.flatMap((form) => group.forms.map((choice) => form + choice));
      at = group.at;
    } else if (char === "|" && depth > 0) {
      all.push(...forms);
      forms = [""];
    } else forms = forms.map((form) => form + char);
    if (forms.length + all.length > MOST) throw new RangeError(`more than ${MOST} forms`);
  }
  return { forms: [...all, ...forms], at };
}
