import type { RuleInfo } from "../diagnostic.ts";
import type { Span, Suppression } from "../facts.ts";
import { positionAt } from "../text/line-starts.ts";
import { namesOf } from "./configuration.ts";

/**
 * Whether a comment in the file switches the rule off where the finding begins. A rule is switched on again by any of its names, whichever it was
 * switched off by; what switches off all rules is final.
 */
export function suppressed(
  info: Pick<RuleInfo, "rule" | "code">,
  span: Span,
  {
    suppressions,
    lineStarts,
  }: { readonly suppressions: readonly Suppression[]; readonly lineStarts: readonly number[] },
): boolean {
  if (suppressions.length === 0) return false;
  const { line } = positionAt(lineStarts, span[0]);
  const names = namesOf(info);
  let off = false;
  for (const { rules, enables, lines } of suppressions) {
    if (line < lines[0] || line > lines[1]) continue;
    if (rules.length === 0) return true;
    if (rules.some((rule) => names.includes(rule) || rule === "all")) off = enables !== true;
  }
  return off;
}
