/** The one stretch in which two texts differ. */
export interface Change {
  readonly start: number;
  readonly removed: number;
  readonly added: number;
}

/** What is written otherwise in a text than in the one before it. */
export function changeBetween(before: string, now: string): Change {
  const shorter = Math.min(before.length, now.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === now.charCodeAt(start)) start += 1;
  let same = 0;
  while (
    same < shorter - start &&
    before.charCodeAt(before.length - 1 - same) === now.charCodeAt(now.length - 1 - same)
  )
    same += 1;
  return { start, removed: before.length - start - same, added: now.length - start - same };
}
