import { type Domain, type IsoDate, SextantError } from "@sextant/contracts";
import type { Value } from "@sextant/odoo-client";
import { type ControlPopulation, ownDomain } from "./control-population.ts";
import { idRanges } from "./id-ranges.ts";
import type { CompanyContext } from "./live-context.ts";
import { laterPartials, matchedPartials, PARTIAL_SIDES, type PartialSide } from "./partial-sums.ts";
import { numberOf, numbersOf } from "./values.ts";

/** Partials in one reply; a hundred thousand of them take about five megabytes. */
const PARTIALS_PER_CALL = 100_000;

const ITEM_IDS = { debit: "debit_move_id:array_agg", credit: "credit_move_id:array_agg" } as const;
const AMOUNT = "amount:array_agg";
const CURRENCY_AMOUNTS = {
  debit: "debit_amount_currency:array_agg",
  credit: "credit_amount_currency:array_agg",
} as const;

/** Partials column by column, by ascending id: the entries at one index are one partial. */
export interface PartialList {
  /** Matched up to D, so that they count if both items are in the population; otherwise matched after D. */
  readonly upTo: boolean;
  /** Sides whose items it is about: a partial that another list brings again for its other side must not be applied twice. */
  readonly sides: readonly PartialSide[];
  readonly itemIds: Readonly<Record<PartialSide, readonly number[]>>;
  /** In company currency. */
  readonly amounts: readonly number[];
  /** In the currency of the side's item; absent where that is the company's on both sides, where they are the amounts themselves. */
  readonly currencyAmounts?: Readonly<Record<PartialSide, readonly number[]>>;
}

/**
 * Every partial that touches an own item, of any date, as lists that Odoo aggregates: for rows of five numbers that takes a tenth of
 * reading records.
 *
 * Of a whole population the partials of the company are asked for without a look at their items, which would cost PostgreSQL a join on all
 * of the ledger each time; who takes them apart knows the items. Partials are of the company of the invoice, so one of another company may
 * touch an own item; these, and all of a narrowed population, are chosen by item.
 */
export function readPartialLists(
  context: CompanyContext,
  population: ControlPopulation,
  { asOf, lastPartialId }: { readonly asOf: IsoDate; readonly lastPartialId: number },
): readonly (() => Promise<PartialList>)[] {
  const { company } = context;
  const own = ownDomain(population);
  const narrowed = Object.keys(population.narrow).length > 0;
  const elsewhere = narrowed ? [] : [["company_id", "not in", [...company.branchIds]]];
  const byItem = [true, false].flatMap((upTo) =>
    PARTIAL_SIDES.map((side) => {
      const domain = (upTo ? matchedPartials : laterPartials)(side, own, asOf);
      return () => readList(context, [...elsewhere, ...domain], { upTo, sides: [side] });
    }),
  );
  if (narrowed) return byItem;
  const { id } = company.currency;
  const inCompanyCurrency: Domain = [
    ["debit_currency_id", "=", id],
    ["credit_currency_id", "=", id],
  ];
  const inOthers: Domain = ["|", ["debit_currency_id", "!=", id], ["credit_currency_id", "!=", id]];
  const ofCompany = [true, false].flatMap((upTo) =>
    idRanges(lastPartialId, PARTIALS_PER_CALL).flatMap((range) =>
      [inCompanyCurrency, inOthers].map((currencies) => {
        const domain = [
          ["company_id", "in", [...company.branchIds]],
          ["max_date", upTo ? "<=" : ">", asOf],
          ...range,
          ...currencies,
        ];
        const plain = currencies === inCompanyCurrency;
        return () => readList(context, domain, { upTo, sides: PARTIAL_SIDES, plain });
      }),
    ),
  );
  return [...ofCompany, ...byItem];
}

async function readList(
  { client, wideScope }: CompanyContext,
  domain: Domain,
  { upTo, sides, plain = false }: Pick<PartialList, "upTo" | "sides"> & { readonly plain?: boolean },
): Promise<PartialList> {
  const specs = [...Object.values(ITEM_IDS), AMOUNT, ...(plain ? [] : Object.values(CURRENCY_AMOUNTS))];
  const [group] = await client.aggregate(
    { model: "account.partial.reconcile", domain, groupBy: [], aggregates: ["__count", ...specs] },
    wideScope,
  );
  const count = numberOf(group?.aggregates.__count ?? 0);
  const column = (spec: string) => columnOf(group?.aggregates[spec], count);
  return {
    upTo,
    sides,
    itemIds: { debit: column(ITEM_IDS.debit), credit: column(ITEM_IDS.credit) },
    amounts: column(AMOUNT),
    ...(plain
      ? {}
      : { currencyAmounts: { debit: column(CURRENCY_AMOUNTS.debit), credit: column(CURRENCY_AMOUNTS.credit) } }),
  };
}

/**
 * One column of a list.
 *
 * @throws SextantError `truncated_read` when it has not as many entries as Odoo counted.
 */
export function columnOf(value: Value | undefined, count: number): readonly number[] {
  const column = numbersOf(value ?? []);
  if (column.length === count) return column;
  throw new SextantError(
    "truncated_read",
    `Odoo counts ${count} records but listed ${column.length} of them. Try again.`,
  );
}
