import type { Edit } from "../diagnostic.ts";

export interface Applied {
  readonly text: string;
  /** Groups that were applied; one whose edits overlap those of a group before it waits for the next round. */
  readonly applied: number;
}

/** Applies groups of edits, each group whole or not at all. Text outside the spans is kept unit by unit. */
export function applyEdits(text: string, groups: readonly (readonly Edit[])[]): Applied {
  const taken: Edit[] = [];
  let applied = 0;
  for (const group of groups) {
    if (group.length === 0 || group.some((edit) => !fits(edit, text) || taken.some((other) => clash(edit, other))))
      continue;
    taken.push(...group);
    applied += 1;
  }
  const ordered = taken.sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1]);
  let made = "";
  let at = 0;
  for (const { span, text: put } of ordered) {
    made += text.slice(at, span[0]) + put;
    at = span[1];
  }
  return { text: made + text.slice(at), applied };
}

/** Whether an edit lies inside the text. */
export function fits({ span: [start, end] }: Edit, text: string): boolean {
  return start >= 0 && start <= end && end <= text.length;
}

/** Two edits clash when they share a unit, or insert at the same place. */
export function clash({ span: [start, end] }: Edit, { span: [from, to] }: Edit): boolean {
  return (
    (start < to && from < end) || (start === from && end === to) || (start === end && from === to && start === from)
  );
}
