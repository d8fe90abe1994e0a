import type { Diagnostic, Edit } from "../diagnostic.ts";
import { applyEdits } from "./apply-edits.ts";

export interface Fixed {
  readonly text: string;
  /** Fixes that were applied. */
  readonly applied: number;
}

/** Rounds until nothing is left to fix: more than a fix can need to make way for another. */
const ROUNDS = 10;

/** Applies the fixes of a file until none is left. `check` gives the findings of a text; fixes that reach into other files are left alone. */
export function fixFile(path: string, text: string, check: (text: string) => readonly Diagnostic[]): Fixed {
  let current = text;
  let total = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const groups = check(current).flatMap(({ fix }): readonly Edit[][] =>
      fix?.edits.length === 1 && fix.edits[0]?.path === path ? [[...fix.edits[0].edits]] : [],
    );
    const { text: next, applied } = applyEdits(current, groups);
    if (applied === 0 || next === current) break;
    current = next;
    total += applied;
  }
  return { text: current, applied: total };
}
