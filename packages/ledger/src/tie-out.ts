import { SextantError, type TieOut } from "@sextant/contracts";
import { formatMinor } from "./money.ts";
import type { Currency, Minor } from "./types.ts";

/** Two figures computed along different paths, and whether they are equal. */
export function tieOutOf(
  currency: Pick<Currency, "decimals">,
  name: string,
  label: string,
  left: Minor,
  right: Minor,
): TieOut {
  return { name, label, left: formatMinor(left, currency), right: formatMinor(right, currency), ok: left === right };
}

/** The first identity that does not hold, or undefined. */
export function failedTieOut(statement: { readonly tieOuts: readonly TieOut[] }): TieOut | undefined {
  return statement.tieOuts.find(({ ok }) => !ok);
}

/** @throws SextantError `tie_out_failed`, naming the identity with both figures. */
export function assertTieOuts(statement: { readonly tieOuts: readonly TieOut[] }): void {
  const failed = failedTieOut(statement);
  if (!failed) return;
  throw new SextantError(
    "tie_out_failed",
    `The statement is refused: "${failed.label}" (${failed.name}) does not hold, ${failed.left} against ${failed.right}.`,
    { details: { ...failed } },
  );
}
