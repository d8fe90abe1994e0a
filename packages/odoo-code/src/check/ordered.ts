import type { Diagnostic } from "../diagnostic.ts";

/** By path, place and rule, without repetitions. */
export function ordered(found: readonly Diagnostic[]): readonly Diagnostic[] {
  const sorted = [...found].sort(
    (a, b) =>
      compare(a.path, b.path) ||
      a.span[0] - b.span[0] ||
      a.span[1] - b.span[1] ||
      compare(a.rule, b.rule) ||
      compare(a.message, b.message),
  );
  return sorted.filter((item, at) => {
    const before = sorted[at - 1];
    return (
      before === undefined ||
      before.path !== item.path ||
      before.rule !== item.rule ||
      before.span[0] !== item.span[0] ||
      before.message !== item.message
    );
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
