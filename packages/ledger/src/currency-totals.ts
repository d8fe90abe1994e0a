import { SextantError } from "@sextant/contracts";
import { formatMinor } from "./money.ts";
import type { Statement } from "./statement.ts";
import type { Company, Currency, Minor } from "./types.ts";

/** @throws SextantError `missing` when the reading does not carry the currency. */
export function currencyOf(currencies: ReadonlyMap<number, Currency>, id: number): Currency {
  const currency = currencies.get(id);
  if (currency) return currency;
  throw new SextantError(
    "missing",
    `Currency id ${id} is used by journal items but cannot be read; refresh and try again.`,
  );
}

interface CurrencyTotalsInput {
  readonly company: Company;
  readonly sign: 1 | -1;
  readonly currencies: ReadonlyMap<number, Currency>;
  readonly amounts: readonly { readonly currencyId: number; readonly cell: string; readonly amount: Minor }[];
  /** Cell names, besides `total`. */
  readonly cells: readonly string[];
}

/** One total per foreign currency in that currency. Different currencies are never added. */
export function currencyTotals(input: CurrencyTotalsInput): NonNullable<Statement["currencies"]> {
  const { company, sign, currencies, amounts, cells } = input;
  const byCurrency = new Map<number, Map<string, Minor>>();
  for (const { currencyId, cell, amount } of amounts) {
    if (currencyId === company.currency.id) continue;
    const sums = byCurrency.get(currencyId) ?? new Map<string, Minor>();
    byCurrency.set(currencyId, sums);
    for (const name of new Set([cell, "total"])) sums.set(name, (sums.get(name) ?? 0n) + amount);
  }
  return [...byCurrency]
    .filter(([, sums]) => [...sums.values()].some((amount) => amount !== 0n))
    .map(([id, sums]) => {
      const currency = currencyOf(currencies, id);
      const text = (name: string) => formatMinor(BigInt(sign) * (sums.get(name) ?? 0n), currency);
      return {
        currency: { ...currency },
        cells: Object.fromEntries([...cells, "total"].map((name) => [name, text(name)])),
      };
    })
    .sort((a, b) => (a.currency.code < b.currency.code ? -1 : 1));
}
