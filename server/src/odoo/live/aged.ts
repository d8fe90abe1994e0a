import { type AgedCell, type AgedQuery, type AgedReading, agedCells, BUCKETS } from "@sextant/ledger";
import { readAccounts } from "./accounts.ts";
import { readAgedSums } from "./aged-sums.ts";
import { controlAccountIds } from "./control-accounts.ts";
import { readControl } from "./control-balance.ts";
import { type ControlPopulation, controlPopulation } from "./control-population.ts";
import { readControlRows } from "./control-rows.ts";
import type { CompanyContext } from "./live-context.ts";
import { readMatchingState, sameMatching } from "./partial-state.ts";
import { readCommercialPartners, readPartnerNames } from "./partners.ts";
import { steadily } from "./steady.ts";
import { assertWhole, watermarkOf } from "./watermark.ts";

/**
 * Open amounts at any D by commercial partner, currency and bucket. From 19 by aggregates alone; below, where Odoo cannot group
 * partials by a field of their items, from the rows themselves.
 *
 * @throws SextantError `hidden_items`, `ledger_changed`.
 */
export async function readAged(context: CompanyContext, query: AgedQuery): Promise<AgedReading> {
  const { company, capabilities, currencies, options } = context;
  const accountIds = controlAccountIds(await readAccounts(context), query.side);
  const population = controlPopulation(company, accountIds, query);
  return steadily(company.name, async () => {
    const before = await readMatchingState(context);
    assertWhole(before.ledger, context);
    options.onProgress?.(`Ageing the ${query.side} accounts`);
    const [cells, control] = await Promise.all([
      capabilities.groupsAcrossRelations
        ? cellsFromSums(context, population, query)
        : cellsFromRows(context, population, query),
      readControl(context, population, query),
    ]);
    const partners = await readPartnerNames(
      context.client,
      cells.map(({ partnerId }) => partnerId),
      context.wideScope,
    );
    const after = await readMatchingState(context);
    return {
      steady: sameMatching(before, after),
      reading: { cells, control, accountIds, partners, currencies, watermark: watermarkOf(after.ledger) },
    };
  });
}

async function cellsFromSums(
  context: CompanyContext,
  population: ControlPopulation,
  { asOf }: AgedQuery,
): Promise<readonly AgedCell[]> {
  const sums = await readAgedSums(context, population, asOf);
  const commercial = await readCommercialPartners(
    context.client,
    sums.map(({ partnerId }) => partnerId),
    context.wideScope,
  );
  const cells = new Map<string, AgedCell>();
  for (const sum of sums) {
    const partnerId = commercial.get(sum.partnerId) ?? sum.partnerId;
    const key = `${partnerId}|${sum.currencyId}|${sum.bucket}`;
    const sofar = cells.get(key);
    cells.set(key, {
      partnerId,
      currencyId: sum.currencyId,
      bucket: sum.bucket,
      forward: sum.forward + (sofar?.forward ?? 0n),
      backward: sum.backward + (sofar?.backward ?? 0n),
      forwardCurrency: sum.forwardCurrency + (sofar?.forwardCurrency ?? 0n),
      backwardCurrency: sum.backwardCurrency + (sofar?.backwardCurrency ?? 0n),
      count: sum.count + (sofar?.count ?? 0),
    });
  }
  return [...cells.values()].sort(
    (a, b) =>
      a.partnerId - b.partnerId || a.currencyId - b.currencyId || BUCKETS.indexOf(a.bucket) - BUCKETS.indexOf(b.bucket),
  );
}

async function cellsFromRows(
  context: CompanyContext,
  population: ControlPopulation,
  { asOf, partnerId }: AgedQuery,
): Promise<readonly AgedCell[]> {
  const { items, partials } = await readControlRows(context, population);
  const commercialPartners = await readCommercialPartners(
    context.client,
    items.flatMap((item) => (item.partnerId === null ? [] : [item.partnerId])),
    context.wideScope,
  );
  return agedCells(items, partials, {
    asOf,
    commercialPartners,
    ...(partnerId === undefined ? {} : { partnerId }),
  });
}
