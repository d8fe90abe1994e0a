import type { IsoDate } from "@sextant/contracts";
import { BUCKETS, dueRange } from "@sextant/ledger";
import type { Group } from "@sextant/odoo-client";
import { type ControlPopulation, outsideDomain, ownDomain, populationDomainOf } from "./control-population.ts";
import type { CompanyContext } from "./live-context.ts";
import { countedPartials, laterPartials, PARTIAL_SIDES, strayPartials, sumPartials } from "./partial-sums.ts";
import { type AgedSum, ITEM_SUMS, type Stretch, SumBook } from "./sum-book.ts";

/** Buckets that are asked for. The oldest holds nearly everything, and what it holds is *all* less the others: exact, and one pass less. */
const ASKED = ["all", ...BUCKETS.filter((bucket) => bucket !== "older")] as const;

const ITEM_AGGREGATES = [...Object.values(ITEM_SUMS), "__count"];

/**
 * Forward and backward residuals at D by partner, currency and bucket, from aggregates alone:
 *
 * - forward: `Σ balance ∓ Σ counted partials`;
 * - backward: `Σ stored residual ± (Σ partials after D + Σ partials up to D with an item outside the population)`.
 *
 * Debit and credit partials are summed apart, and each formula asks for partials that the other does not look at.
 */
export async function readAgedSums(
  context: CompanyContext,
  population: ControlPopulation,
  asOf: IsoDate,
): Promise<readonly AgedSum[]> {
  const ledger = new SumBook(context);
  const everyone = populationDomainOf(population);
  const outside = outsideDomain(population);
  const all = ownDomain(population);
  const own = (stretch: Stretch) => (stretch === "all" ? all : ownDomain(population, dueRange(stretch, asOf)));

  const step = progress(context);

  const items = ASKED.map((stretch) =>
    step(async () => ledger.addItems(stretch, await sumItems(context, own(stretch)))),
  );
  const partials = PARTIAL_SIDES.flatMap((side) => {
    const counted = (stretch: Stretch) =>
      step(async () => {
        const groups = await sumPartials(context, side, countedPartials(side, own(stretch), everyone, asOf));
        ledger.addPartials(stretch, side, "forward", groups);
        return groups.length > 0;
      });
    const later = (stretch: Stretch) =>
      step(async () => {
        const groups = await sumPartials(context, side, laterPartials(side, own(stretch), asOf));
        ledger.addPartials(stretch, side, "backward", groups);
        return groups.length > 0;
      });
    const stray = () =>
      step(async () => {
        const domain = strayPartials(side, all, outside, asOf);
        ledger.addStray(side, asOf, await sumPartials(context, side, domain, { byDue: true }));
      });
    return [eachStretch(counted), eachStretch(later), stray()];
  });
  const unmoved = step(async () => ledger.dropItemsWithoutAmount(asOf, await sumItemsWithoutAmount(context, all)));
  await Promise.all([...items, ...partials, unmoved]);
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

/** Asks for everything first; buckets of nothing need no asking. */
async function eachStretch(ask: (stretch: Stretch) => Promise<boolean>): Promise<void> {
  if (!(await ask("all"))) return;
  await Promise.all(ASKED.filter((stretch) => stretch !== "all").map(ask));
}

function sumItems({ client, scope }: CompanyContext, domain: readonly unknown[]): Promise<readonly Group[]> {
  return client.aggregate(
    {
      model: "account.move.line",
      domain,
      groupBy: ["partner_id", "currency_id"],
      aggregates: ITEM_AGGREGATES,
      order: "__count",
    },
    scope,
  );
}

/** Items of amount zero that nothing matches and that show a residual all the same: it is to be ignored. */
function sumItemsWithoutAmount({ client, scope }: CompanyContext, own: readonly unknown[]): Promise<readonly Group[]> {
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
