const MOST = 2000;

/**
 * Writes a phrasing with alternatives `(a|b|)` out in full. Groups do not nest.
 *
 * @throws RangeError for unbalanced or nested parentheses, or more than 2,000 forms.
 */
export function expandPhrasing(phrasing: string): string[] {
  let forms = [""];
  let at = 0;
  while (at < phrasing.length) {
    const open = phrasing.indexOf("(", at);
    const plain = phrasing.slice(at, open === -1 ? phrasing.length : open);
    if (plain.includes(")")) throw new RangeError("a closing parenthesis without an opening one");
    forms = forms.map((form) => form + plain);
    if (open === -1) break;
    const close = phrasing.indexOf(")", open);
    const group = phrasing.slice(open + 1, close === -1 ? undefined : close);
    if (close === -1 || group.includes("(")) throw new RangeError("unbalanced or nested parentheses");
    const choices = group.split("|");
    forms = forms.flatMap((form) => choices.map((choice) => form + choice));
    if (forms.length > MOST) throw new RangeError(`more than ${MOST} forms`);
    at = close + 1;
  }
  return [...new Set(forms.map((form) => form.trim().replace(/ +/g, " ")))];
}
