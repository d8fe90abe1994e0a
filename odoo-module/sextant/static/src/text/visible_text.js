/** Characters that nobody sees, or that change how their neighbours look. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
/** Line ends, and the joiners that scripts and emoji need. */
const KEPT = new Set(["\n", "\t", "\u200c", "\u200d"]);

/** A text with what is invisible in it spelt out: a name must not be able to look like another one. */
export function visibleText(text) {
  return String(text).replace(INVISIBLE, (one) =>
    KEPT.has(one) ? one : `[U+${one.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}]`,
  );
}
