import type { Domain, IsoDate } from "@sextant/contracts";
import type { Group } from "@sextant/odoo-client";
import type { CompanyContext } from "./live-context.ts";
import { numberOf } from "./values.ts";

/** Side of a partial that an item stands on. */
export type PartialSide = "debit" | "credit";
export const PARTIAL_SIDES = ["debit", "credit"] as const;

const other = (side: PartialSide): PartialSide => (side === "debit" ? "credit" : "debit");
const itemOf = (side: PartialSide) => `${side}_move_id`;

/** Partials whose item on `side` is an own item and which count at D: both items in the population, matched up to D. */
export function countedPartials(side: PartialSide, own: Domain, population: Domain, asOf: IsoDate): Domain {
  return [
    ["max_date", "<=", asOf],
    [itemOf(side), "any", own],
    [itemOf(other(side)), "any", population],
  ];
}

/** Partials of own items matched up to D, wherever their other items are: the counted ones and the strays. */
export function matchedPartials(side: PartialSide, own: Domain, asOf: IsoDate): Domain {
  return [
    ["max_date", "<=", asOf],
    [itemOf(side), "any", own],
  ];
}

/** Partials of own items that were matched after D. */
export function laterPartials(side: PartialSide, own: Domain, asOf: IsoDate): Domain {
  return [
    ["max_date", ">", asOf],
    [itemOf(side), "any", own],
  ];
}

/** Partials of own items matched up to D with an item outside the population, such as one of a draft invoice. */
export function strayPartials(side: PartialSide, own: Domain, outside: Domain, asOf: IsoDate): Domain {
  return [
    ["max_date", "<=", asOf],
    [itemOf(side), "any", own],
    [itemOf(other(side)), "any", outside],
  ];
}

/** How many partials a domain has. */
export async function countPartials({ client, wideScope }: CompanyContext, domain: Domain): Promise<number> {
  const [group] = await client.aggregate(
    { model: "account.partial.reconcile", domain, groupBy: [], aggregates: ["__count"] },
    wideScope,
  );
  return numberOf(group?.aggregates.__count ?? 0);
}

/** Names of the keys and sums of {@link sumPartials} for one side. */
export const partialKeys = (side: PartialSide) => ({
  partner: `${itemOf(side)}.partner_id`,
  currency: `${side}_currency_id`,
  due: `${itemOf(side)}.date_maturity:day`,
  amount: "amount:sum",
  amountCurrency: `${side}_amount_currency:sum`,
});

/** Σ and number of partials by partner and currency of the item on each of `sides`, and by its due date where `byDue` asks for it. */
export function sumPartials(
  { client, wideScope }: CompanyContext,
  sides: readonly PartialSide[],
  domain: Domain,
  { byDue = false } = {},
): Promise<readonly Group[]> {
  const keys = sides.map(partialKeys);
  return client.aggregate(
    {
      model: "account.partial.reconcile",
      domain,
      groupBy: keys.flatMap(({ partner, currency, due }) => [partner, currency, ...(byDue ? [due] : [])]),
      aggregates: [...new Set(keys.flatMap(({ amount, amountCurrency }) => [amount, amountCurrency])), "__count"],
      order: "__count",
    },
    wideScope,
  );
}
