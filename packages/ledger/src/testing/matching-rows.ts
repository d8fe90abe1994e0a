import { toMinor } from "../money.ts";
import type { LedgerItem, Partial } from "../types.ts";
import { EUR, USD } from "./company.ts";
import type { MatchingCase } from "./odoo19-matching.ts";

const numberOf = (id: string) => Number(id.slice(1));

/** Rows of a matching case as the row-based ageing takes them. */
export function matchingRows(example: MatchingCase): { items: LedgerItem[]; partials: Partial[] } {
  const currencyOf = (code: string) => (code === "EUR" ? EUR : USD);
  const currencies = new Map(example.items.map(([id, , code]) => [id, currencyOf(code)]));
  const items = example.items.map(
    ([id, date, code, balance, amountCurrency, residual, residualCurrency]): LedgerItem => {
      const currency = currencyOf(code);
      return {
        id: numberOf(id),
        moveId: numberOf(id),
        accountId: 1,
        companyId: 1,
        partnerId: 7,
        date,
        due: date,
        balance: toMinor(balance, USD),
        storedResidual: toMinor(residual, USD),
        currencyId: currency.id,
        amountCurrency: toMinor(amountCurrency, currency),
        storedResidualCurrency: toMinor(residualCurrency, currency),
        posted: !example.drafts?.includes(id),
      };
    },
  );
  const partials = example.partials.map(
    ([debit, credit, amount, debitCurrency, creditCurrency, maxDate], index): Partial => ({
      id: index + 1,
      debitItemId: numberOf(debit),
      creditItemId: numberOf(credit),
      maxDate,
      amount: toMinor(amount, USD),
      debitAmountCurrency: toMinor(debitCurrency, currencies.get(debit) ?? USD),
      creditAmountCurrency: toMinor(creditCurrency, currencies.get(credit) ?? USD),
    }),
  );
  return { items, partials };
}
