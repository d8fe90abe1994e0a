import type { Company, Currency } from "../types.ts";

export const USD: Currency = { id: 1, code: "USD", symbol: "$", decimals: 2 };
export const EUR: Currency = { id: 2, code: "EUR", symbol: "€", decimals: 2 };
export const JPY: Currency = { id: 3, code: "JPY", symbol: "¥", decimals: 0 };
export const KWD: Currency = { id: 4, code: "KWD", symbol: "KD", decimals: 3 };

/** A company with a calendar fiscal year, USD, nothing locked. */
export function companyWith(changes: { -readonly [Key in keyof Company]?: Company[Key] } = {}): Company {
  return {
    id: 1,
    name: "Harvest Foods",
    currency: USD,
    fiscalYear: { lastDay: 31, lastMonth: 12 },
    lock: { lockedThrough: null, hard: false },
    branchIds: [1],
    ...changes,
  };
}
