import { SextantError } from "@sextant/contracts";
import type { LiveOdoo } from "./live-odoo.ts";

/** From 18 as they bind this user, exceptions and parent companies included; before, as they stand on the company. */
const FOR_USER = {
  all: ["user_fiscalyear_lock_date", "user_hard_lock_date"],
  tax: ["user_tax_lock_date"],
  sale: ["user_sale_lock_date"],
  purchase: ["user_purchase_lock_date"],
} as const;
const ON_COMPANY = {
  all: ["fiscalyear_lock_date", "hard_lock_date", "period_lock_date"],
  tax: ["tax_lock_date"],
  sale: ["sale_lock_date"],
  purchase: ["purchase_lock_date"],
} as const;

export type LockedBook = "sale" | "purchase" | null;

/** The last day that the user's locks close in a company for entries of a book, or null. */
export async function lockedThrough(odoo: LiveOdoo, company: number, book: LockedBook): Promise<string | null> {
  const rules = await odoo.rules("res.company");
  const source = rules.has("user_hard_lock_date") ? FOR_USER : ON_COMPANY;
  const fields = [...source.all, ...source.tax, ...(book === null ? [] : source[book])].filter((name) =>
    rules.has(name),
  );
  const [row] = fields.length === 0 ? [] : await odoo.read("res.company", [company], fields);
  // "No lock" is the first day of year 1, which Odoo writes in its own way.
  const days = fields
    .map((name) => row?.[name])
    .filter((day) => typeof day === "string" && /^[1-9]\d{3}-\d\d-\d\d$/.test(day));
  return days.length === 0 ? null : (days.sort().at(-1) as string);
}

/**
 * Refuses an accounting date in a locked period and names the next open day.
 *
 * @throws SextantError `change_refused`
 */
export async function mustBeOpen(odoo: LiveOdoo, company: number, book: LockedBook, date: string): Promise<void> {
  const closed = await lockedThrough(odoo, company, book);
  if (closed === null || date > closed) return;
  throw new SextantError(
    "change_refused",
    `${date} lies in a period that is locked through ${closed}. The next open day is ${dayAfter(closed)}.`,
    { details: { lockedThrough: closed, nextOpen: dayAfter(closed) } },
  );
}

export const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
