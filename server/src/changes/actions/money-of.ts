import { formatMinor, type Minor, parseMinor } from "@sextant/ledger";
import type { LiveOdoo } from "../live-odoo.ts";

/** One currency of an Odoo, for amounts of a proposal: exact, and in the words in which a person reads them. */
export interface Money {
  /** @throws SextantError `precision` for an amount that the currency does not have, such as 0.005 USD. */
  minor(amount: number): Minor;
  /** `12,500.00 USD`. */
  words(minor: Minor): string;
}

export async function moneyOf(odoo: LiveOdoo, currencyId: number): Promise<Money> {
  const [row] = await odoo.read("res.currency", [currencyId], ["name", "decimal_places"]);
  const currency = { code: String(row?.name ?? ""), decimals: Number(row?.decimal_places ?? 2) };
  return {
    minor: (amount) => parseMinor(String(amount), currency),
    words(minor) {
      const [whole = "", fraction] = formatMinor(minor, currency).split(".");
      const grouped = new Intl.NumberFormat("en").format(BigInt(whole));
      return `${grouped}${fraction === undefined ? "" : `.${fraction}`} ${currency.code}`;
    },
  };
}
