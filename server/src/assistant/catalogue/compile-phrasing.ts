import { tokenise } from "../text/tokenise.ts";
import { contentWords } from "./content-words.ts";

/** A phrasing as it is compared with a question. */
export interface CompiledPhrasing {
  readonly text: string;
  /** Every content word, slots included as `{over}` and so on, but without `{partner}`. */
  readonly words: ReadonlySet<string>;
  /** Present where a question has to have these words and no other, not even neutral ones. */
  readonly exact?: true;
  /** Where a partner's name stands: content words before and after it, in order. */
  readonly partner: { readonly before: readonly string[]; readonly after: readonly string[] } | null;
}

/** Stand-ins that survive tokenising as one word. */
export const SLOT_WORDS = { "{partner}": "slotpartner", "{over}": "slotover", "{account}": "slotaccount" } as const;

/** @throws RangeError for a slot that does not exist, or a phrasing without content. */
export function compilePhrasing(form: string): CompiledPhrasing {
  let text = form;
  for (const [slot, word] of Object.entries(SLOT_WORDS)) text = text.replaceAll(slot, word);
  const unknown = /\{[^}]*\}?/.exec(text)?.[0];
  if (unknown !== undefined) throw new RangeError(`unknown slot ${unknown}`);
  const words = contentWords(tokenise(text), new Set()).map((word) => word.lemma);
  const at = words.indexOf(SLOT_WORDS["{partner}"]);
  const rest = words.filter((_, index) => index !== at);
  if (rest.length === 0) throw new RangeError("no word with content");
  const partner = at === -1 ? null : { before: words.slice(0, at), after: words.slice(at + 1) };
  return { text: form, words: new Set(rest), partner };
}
