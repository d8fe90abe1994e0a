import type { Diagnostic, Edit } from "../diagnostic.ts";
import { applyEdits, clash, fits } from "./apply-edits.ts";

/** Texts by path. */
export type Texts = ReadonlyMap<string, string>;

export interface FixedTexts {
  /** Texts that differ from before, those of new files among them. */
  readonly changed: Texts;
  /** Fixes that were applied. */
  readonly applied: number;
}

/**
 * Applies one round of cures that may reach over several files: each whole or not at all; one that touches what another has touched waits for
 * the next round.
 *
 * @param textOf Text of a file; null for one that may not be changed. A file that is not there is made from an empty text.
 */
export function applyFixes(found: readonly Diagnostic[], textOf: (path: string) => string | null): FixedTexts {
  const taken = new Map<string, Edit[]>();
  let applied = 0;
  for (const { fix } of found) {
    if (fix === undefined || fix.edits.length === 0) continue;
    const free = fix.edits.every(({ path, edits }) => {
      const text = textOf(path);
      const others = taken.get(path) ?? [];
      return text !== null && edits.every((edit) => fits(edit, text) && !others.some((other) => clash(edit, other)));
    });
    if (!free) continue;
    for (const { path, edits } of fix.edits) taken.set(path, [...(taken.get(path) ?? []), ...edits]);
    applied += 1;
  }
  const changed = new Map<string, string>();
  for (const [path, edits] of taken) {
    const text = textOf(path) ?? "";
    const next = applyEdits(text, [edits]).text;
    if (next !== text) changed.set(path, next);
  }
  return { changed, applied };
}
