import {
  type AgedCell,
  type AgedQuery,
  type AgedReading,
  agedCells,
  compareAgedCells,
  type Minor,
} from "@sextant/ledger";
import { readAccounts } from "./accounts.ts";
import { readAgedSums } from "./aged-sums.ts";
import { controlAccountIds } from "./control-accounts.ts";
import { readControl, readCrossing } from "./control-balance.ts";
import { type ControlPopulation, controlPopulation } from "./control-population.ts";
import { readControlRows } from "./control-rows.ts";
import { crossingOf } from "./crossing.ts";
import type { CompanyContext } from "./live-context.ts";
import { type MatchingState, readMatchingState, sameMatching } from "./partial-state.ts";
import { readCommercialPartners, readPartnerNames } from "./partners.ts";
import { steadily } from "./steady.ts";
import { assertWhole, watermarkOf } from "./watermark.ts";

/**
 * Open amounts at any D by commercial partner, currency and bucket. From 19 by sums and lists that Odoo aggregates; below, where it has
 * none such, from the rows themselves.
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
    options.onProgress?.("Ageing the accounts");
    const [{ cells, crossing, whole }, balance] = await Promise.all([
      capabilities.groupsAcrossRelations
        ? readBySums(context, population, query, before)
        : readByRows(context, population, query),
      readControl(context, population),
    ]);
    const partners = await readPartnerNames(
      context.client,
      cells.map(({ partnerId }) => partnerId),
      context.wideScope,
    );
    const after = await readMatchingState(context);
    return {
      steady: whole && sameMatching(before, after),
      reading: {
        cells,
        control: balance + crossing,
        accountIds,
        partners,
        currencies,
        watermark: watermarkOf(after.ledger),
      },
    };
  });
}

/** Cells, and what one partner's matches with others add to the balance that they must explain. */
interface AgedPart {
  readonly cells: readonly AgedCell[];
  readonly crossing: Minor;
  /** False when its calls contradict each other: the ledger moved between them. */
  readonly whole: boolean;
}

async function readBySums(
  context: CompanyContext,
  population: ControlPopulation,
  query: AgedQuery,
  before: MatchingState,
): Promise<AgedPart> {
  const [{ sums, whole }, crossing] = await Promise.all([
    readAgedSums(context, population, query, before),
    readCrossing(context, population, query),
  ]);
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
  return { cells: [...cells.values()].sort(compareAgedCells), crossing, whole };
}

async function readByRows(
  context: CompanyContext,
  population: ControlPopulation,
  { asOf, ages, partnerId }: AgedQuery,
): Promise<AgedPart> {
  const rows = await readControlRows(context, population);
  const commercialPartners = await readCommercialPartners(
    context.client,
    rows.items.flatMap((item) => (item.partnerId === null ? [] : [item.partnerId])),
    context.wideScope,
  );
  return {
    cells: agedCells(rows.items, rows.partials, {
      asOf,
      commercialPartners,
      ...(ages && { ages }),
      ...(partnerId === undefined ? {} : { partnerId }),
    }),
    crossing: partnerId === undefined ? 0n : crossingOf(rows, commercialPartners, partnerId, asOf),
    whole: true,
  };
}
