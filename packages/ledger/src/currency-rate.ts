import { type IsoDate, SextantError } from "@sextant/contracts";
import type { Currency, Minor } from "./types.ts";

/** A row of `res.currency.rate`: units of the currency per unit of the base, as exact decimal text. */
export interface CurrencyRate {
  readonly currencyId: number;
  /** The root company it belongs to; null when it is shared. */
  readonly companyId: number | null;
  readonly date: IsoDate;
  readonly rate: string;
}

/**
 * The rate of a currency on a date as Odoo chooses it: the last one up to the date; a rate of the company beats any shared one, even a
 * newer one; before the first rate the first; without any rate 1.
 *
 * @param companyId the root company.
 */
export function rateAt(
  rates: readonly CurrencyRate[],
  { currencyId, companyId, date }: { readonly currencyId: number; readonly companyId: number; readonly date: IsoDate },
): string {
  const usable = rates
    .filter((rate) => rate.currencyId === currencyId && (rate.companyId === companyId || rate.companyId === null))
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  const prefer = (candidates: readonly CurrencyRate[]) => {
    const own = candidates.filter((rate) => rate.companyId !== null);
    return own.length > 0 ? own : candidates;
  };
  const past = prefer(usable.filter((rate) => rate.date <= date));
  return past.at(-1)?.rate ?? prefer(usable)[0]?.rate ?? "1";
}

/**
 * An amount in another currency: `amount ÷ rate of the first × rate of the second`, rounded half away from zero to the second's decimals.
 * Exact up to that rounding.
 *
 * @throws SextantError `unsafe_value` for a rate that is not a positive decimal number.
 */
export function convertMinor(
  amount: Minor,
  from: { readonly currency: Currency; readonly rate: string },
  to: { readonly currency: Currency; readonly rate: string },
): Minor {
  const [fromDigits, fromScale] = ratio(from.rate);
  const [toDigits, toScale] = ratio(to.rate);
  const numerator = amount * toDigits * 10n ** BigInt(fromScale + to.currency.decimals);
  const denominator = fromDigits * 10n ** BigInt(toScale + from.currency.decimals);
  const magnitude = numerator < 0n ? -numerator : numerator;
  const rounded = (2n * magnitude + denominator) / (2n * denominator);
  return numerator < 0n ? -rounded : rounded;
}

/** A decimal text as digits and number of decimals. */
function ratio(rate: string): [digits: bigint, scale: number] {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(rate);
  const digits = BigInt(`${match?.[1] ?? ""}${match?.[2] ?? ""}` || "0");
  if (!match || digits === 0n) {
    throw new SextantError("unsafe_value", `${JSON.stringify(rate)} is not a currency rate; correct the rate in Odoo.`);
  }
  return [digits, match[2]?.length ?? 0];
}
