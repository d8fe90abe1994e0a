import type { RuleInfo } from "../diagnostic.ts";
import type { Span, Suppression } from "../facts.ts";
import { positionAt } from "../text/line-starts.ts";
import { namesOf } from "./configuration.ts";

/** Whether a comment in the file switches the rule off where the finding begins. */
export function suppressed(
  info: RuleInfo,
  span: Span,
  {
    suppressions,
    lineStarts,
  }: { readonly suppressions: readonly Suppression[]; readonly lineStarts: readonly number[] },
): boolean {
  if (suppressions.length === 0) return false;
  const { line } = positionAt(lineStarts, span[0]);
  const names = namesOf(info);
  return suppressions.some(
    ({ rules, lines: [first, last] }) =>
      line >= first &&
      line <= last &&
      (rules.length === 0 || rules.some((rule) => names.includes(rule) || rule === "all")),
  );
}
