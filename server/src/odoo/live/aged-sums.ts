import type { Domain, IsoDate } from "@sextant/contracts";
import { BUCKETS, dueRange } from "@sextant/ledger";
import type { Group } from "@sextant/odoo-client";
import { type ControlPopulation, outsideDomain, ownDomain, populationDomainOf } from "./control-population.ts";
import type { CompanyContext } from "./live-context.ts";
import {
  countedPartials,
  countPartials,
  laterPartials,
  matchedPartials,
  PARTIAL_SIDES,
  type PartialSide,
  strayPartials,
  sumPartials,
} from "./partial-sums.ts";
import { type AgedSum, ITEM_SUMS, type Stretch, SumBook } from "./sum-book.ts";
import { numberOf } from "./values.ts";

/** Buckets that are asked for. The oldest holds nearly everything, and what it holds is *all* less the others: exact, and one pass less. */
const ASKED = ["all", ...BUCKETS.filter((bucket) => bucket !== "older")] as const;

/** Of up to so many records, the newer due dates are asked for day by day: one call, of no more groups, instead of one for each bucket. */
const FEW = 8000;

const ITEM_AGGREGATES = [...Object.values(ITEM_SUMS), "__count"];

/** Which due dates a call is about: a bucket, all, or those of every bucket but the oldest, day by day. */
type Asked = Stretch | "by day";

/**
 * Forward and backward residuals at D by partner, currency and bucket, from aggregates alone:
 *
 * - forward: `Σ balance ∓ Σ counted partials`;
 * - backward: `Σ stored residual ± (Σ partials after D + Σ partials up to D with an item outside the population)`.
 *
 * Debit and credit partials are summed apart, and each formula asks for partials that the other does not look at. Of all partners and due
 * dates together, the counted partials of both sides are the same, and come in one call. Where they are all of a side's partials up to D,
 * none of that side is astray: the sums of strays are not asked for, and buckets need not ask where the other item is.
 */
export async function readAgedSums(
  context: CompanyContext,
  population: ControlPopulation,
  asOf: IsoDate,
): Promise<readonly AgedSum[]> {
  const ledger = new SumBook(context, asOf);
  const everyone = populationDomainOf(population);
  const outside = outsideDomain(population);
  const all = ownDomain(population);
  const recent = { from: dueRange("91-120", asOf).from, missing: true };
  const own = (asked: Asked) =>
    asked === "all" ? all : ownDomain(population, asked === "by day" ? recent : dueRange(asked, asOf));
  const narrowed = Object.keys(population.narrow).length > 0;

  const step = progress(context);
  const items = (asked: Asked) =>
    step(async () => {
      const groups = await sumItems(context, own(asked), asked === "by day");
      if (asked === "by day") ledger.addItemsByDue(groups);
      else ledger.addItems(asked, groups);
      return recordsIn(groups);
    });
  const partials = (side: PartialSide, formula: "forward" | "backward", domain: (own: Domain) => Domain) => {
    return (asked: Asked) =>
      step(async () => {
        const groups = await sumPartials(context, [side], domain(own(asked)), { byDue: asked === "by day" });
        if (asked === "by day") ledger.addPartialsByDue(side, formula, groups);
        else ledger.addPartials(asked, side, formula, groups);
        return recordsIn(groups);
      });
  };
  const counted = (side: PartialSide) => partials(side, "forward", (of) => countedPartials(side, of, everyone, asOf));
  const stray = (side: PartialSide) =>
    step(async () => {
      const groups = await sumPartials(context, [side], strayPartials(side, all, outside, asOf), { byDue: true });
      ledger.addStray(side, groups);
    });
  const countedAtOnce = async () => {
    const [groups, ...upTo] = await Promise.all([
      step(() => sumPartials(context, PARTIAL_SIDES, countedPartials("debit", all, everyone, asOf), {})),
      ...PARTIAL_SIDES.map((side) => step(() => countPartials(context, matchedPartials(side, all, asOf)))),
    ]);
    const rest = PARTIAL_SIDES.flatMap((side, index) => {
      ledger.addPartials("all", side, "forward", groups);
      const records = recordsIn(groups);
      if (upTo[index] !== records) return [eachNewer(counted(side), records), stray(side)];
      return [
        eachNewer(
          partials(side, "forward", (of) => matchedPartials(side, of, asOf)),
          records,
        ),
      ];
    });
    await Promise.all(rest);
  };
  const unmoved = step(async () => ledger.dropItemsWithoutAmount(await sumItemsWithoutAmount(context, all)));
  await Promise.all([
    eachStretch(items),
    ...(narrowed ? PARTIAL_SIDES.flatMap((side) => [eachStretch(counted(side)), stray(side)]) : [countedAtOnce()]),
    ...PARTIAL_SIDES.map((side) => eachStretch(partials(side, "backward", (of) => laterPartials(side, of, asOf)))),
    unmoved,
  ]);
  return ledger.sums();
}

/** Calls of an ageing when none is spared: items, partials counted and later by side, strays, items without amount. */
const CALLS = ASKED.length * (1 + 2 * PARTIAL_SIDES.length) + PARTIAL_SIDES.length + 1;

/** Tells how many of the calls are done. */
function progress({ options }: CompanyContext): <T>(work: () => Promise<T>) => Promise<T> {
  let done = 0;
  return async (work) => {
    const result = await work();
    done += 1;
    options.onProgress?.("Ageing the accounts", done, CALLS);
    return result;
  };
}

/** Asks for everything first, then for what is newer; `ask` resolves with the number of records. */
async function eachStretch(ask: (asked: Asked) => Promise<number>): Promise<void> {
  await eachNewer(ask, await ask("all"));
}

/** Asks for all buckets but the oldest, in the way that fits so many records; buckets of nothing need no asking. */
async function eachNewer(ask: (asked: Asked) => Promise<number>, records: number): Promise<void> {
  if (records === 0) return;
  if (records <= FEW) await ask("by day");
  else await Promise.all(ASKED.filter((stretch) => stretch !== "all").map(ask));
}

const recordsIn = (groups: readonly Group[]) =>
  groups.reduce((sum, { aggregates }) => sum + numberOf(aggregates.__count), 0);

function sumItems({ client, scope }: CompanyContext, domain: Domain, byDue: boolean): Promise<readonly Group[]> {
  return client.aggregate(
    {
      model: "account.move.line",
      domain,
      groupBy: ["partner_id", "currency_id", ...(byDue ? ["date_maturity:day"] : [])],
      aggregates: ITEM_AGGREGATES,
      order: "__count",
    },
    scope,
  );
}

/** Items of amount zero that nothing matches and that show a residual all the same: it is to be ignored. */
function sumItemsWithoutAmount({ client, scope }: CompanyContext, own: Domain): Promise<readonly Group[]> {
  return client.aggregate(
    {
      model: "account.move.line",
      domain: [
        ...own,
        ["balance", "=", 0],
        ["amount_currency", "=", 0],
        "|",
        ["amount_residual", "!=", 0],
        ["amount_residual_currency", "!=", 0],
        ["matched_debit_ids", "=", false],
        ["matched_credit_ids", "=", false],
      ],
      groupBy: ["partner_id", "currency_id", "date_maturity:day"],
      aggregates: ITEM_AGGREGATES,
      order: "__count",
    },
    scope,
  );
}
