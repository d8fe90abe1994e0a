/** Characters that change how their neighbours look, or that nobody sees: a name must not be able to look like another one. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
const KEPT = new Set(["\n", "\t"]);
/** Joiners that writing systems and emoji need. */
const JOINERS = new Set(["\u200c", "\u200d"]);

/** A text with what is invisible in it spelt out. */
export function visibleText(text: string): string {
  return text.replace(INVISIBLE, (one) =>
    KEPT.has(one) || JOINERS.has(one)
      ? one
      : `[U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}]`,
  );
}
