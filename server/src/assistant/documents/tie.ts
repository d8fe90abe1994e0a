import { SextantError } from "@sextant/contracts";
import { type Currency, formatMinor, parseMinor } from "@sextant/ledger";
import type { Value } from "@sextant/odoo-client";
import type { Explanation } from "./explanation.ts";

/** An amount of a row in minor units; nothing where the user may not see it. */
export const amountOf = (value: Value | undefined, currency: Currency): bigint =>
  parseMinor(typeof value === "string" ? value : "0", currency);

/**
 * Notes that two ways lead to one amount.
 *
 * @throws SextantError `tie_out_failed` when they do not: then no figure of the document is told.
 */
export function tie(told: Explanation, currency: Currency, label: string, left: bigint, right: bigint): void {
  if (left !== right)
    throw new SextantError(
      "tie_out_failed",
      `${label} does not hold for this document: ${formatMinor(left, currency)} and ${formatMinor(right, currency)} ${currency.code}. No figure of it is told.`,
    );
  told.tie(
    label.toLowerCase().replace(/[^a-z]+/g, "-"),
    label,
    formatMinor(left, currency),
    formatMinor(right, currency),
  );
}
