export interface Specifier {
  /** Between the brackets of `%(name)s`; null without. */
  readonly name: string | null;
  readonly conversion: string;
}

const SPECIFIER = /%(?:\(([^)]*)\))?([#0\- +]*)(\*|\d+)?(?:\.(\*|\d+))?[hlL]?([\s\S])?/g;
const CONVERSIONS = "diouxXeEfFgGcrsa";

/** Placeholders of a text for Python's `%`. `bad` is the first conversion that Python does not know, `cut` a placeholder without an end. */
export function printfSpecifiers(text: string): { specifiers: Specifier[]; bad: string | null; cut: boolean } {
  const specifiers: Specifier[] = [];
  let bad: string | null = null;
  let cut = false;
  for (const [, name, , , , conversion] of text.matchAll(SPECIFIER)) {
    // A bracket here is one that is never closed.
    if (conversion === undefined || conversion === "(") cut = true;
    else if (conversion === "%") continue;
    else if (CONVERSIONS.includes(conversion)) specifiers.push({ name: name ?? null, conversion });
    else bad ??= conversion;
  }
  return { specifiers, bad, cut };
}
