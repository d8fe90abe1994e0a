import type { Domain, IsoDate } from "@sextant/contracts";

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
