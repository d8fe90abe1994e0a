import type { Domain } from "@sextant/contracts";
import { type AgedQuery, type OpenItem, type OpenItemsReading, openItemsAt, type Partial } from "@sextant/ledger";
import { readAccounts } from "./accounts.ts";
import { controlAccountIds } from "./control-accounts.ts";
import { readControl, readCrossing } from "./control-balance.ts";
import {
  type ControlPopulation,
  controlPopulation,
  outsideDomain,
  ownDomain,
  populationDomainOf,
} from "./control-population.ts";
import { type ControlRows, readControlRows } from "./control-rows.ts";
import { crossingOf } from "./crossing.ts";
import { chunked, type NamedItem, streamItems, streamPartials } from "./ledger-rows.ts";
import type { CompanyContext } from "./live-context.ts";
import { readMatchingState, sameMatching } from "./partial-state.ts";
import { laterPartials, PARTIAL_SIDES, strayPartials } from "./partial-sums.ts";
import { readCommercialPartners, readPartnerNames } from "./partners.ts";
import { steadily } from "./steady.ts";
import { assertWhole, watermarkOf } from "./watermark.ts";

/**
 * Items open at D. An item closed today was open at D only if one of its partials did not count yet, so these and the items open today
 * are read, with all their partials, and nothing else.
 *
 * @throws SextantError `hidden_items`, `truncated_read`, `ledger_changed`.
 */
export async function readOpenItems(context: CompanyContext, query: AgedQuery): Promise<OpenItemsReading> {
  const { company, capabilities, client, currencies, wideScope } = context;
  const accountIds = controlAccountIds(await readAccounts(context), query.side);
  const population = controlPopulation(company, accountIds, query);
  return steadily(company.name, async () => {
    const before = await readMatchingState(context);
    assertWhole(before.ledger, context);
    const [rows, balance] = await Promise.all([
      capabilities.groupsAcrossRelations
        ? readOpenRows(context, population, query)
        : readControlRows(context, population).then((all) => ({ ...all, wanted: null })),
      readControl(context, population),
    ]);
    const commercialPartners = await readCommercialPartners(
      client,
      rows.items.flatMap(({ partnerId }) => (partnerId === null ? [] : [partnerId])),
      wideScope,
    );
    const { asOf, partnerId } = query;
    const open = openItemsAt(rows.items, rows.partials, {
      asOf,
      commercialPartners,
      ...(partnerId === undefined ? {} : { partnerId }),
    });
    const crossing =
      rows.wanted !== null
        ? await readCrossing(context, population, query)
        : partnerId === undefined
          ? 0n
          : crossingOf(rows, commercialPartners, partnerId, asOf);
    const named = new Map(rows.items.map((item) => [item.id, item]));
    const items = open
      .filter(({ id }) => rows.wanted === null || rows.wanted.has(id))
      .map((amount): OpenItem => {
        const { entry = "", label = "" } = named.get(amount.id) ?? {};
        return { ...amount, entry, label };
      });
    const partners = await readPartnerNames(
      client,
      items.map((item) => item.partnerId),
      wideScope,
    );
    const after = await readMatchingState(context);
    return {
      steady: sameMatching(before, after),
      reading: {
        items,
        control: balance + crossing,
        accountIds,
        partners,
        currencies,
        watermark: watermarkOf(after.ledger),
      },
    };
  });
}

/** The items that may be open, with all that their residuals depend on. */
interface OpenRows extends ControlRows {
  /** Ids of the items asked for; the others are there as counterparts only. */
  readonly wanted: ReadonlySet<number> | null;
}

async function readOpenRows(
  context: CompanyContext,
  population: ControlPopulation,
  { asOf }: AgedQuery,
): Promise<OpenRows> {
  const own = ownDomain(population);
  const items = new Map<number, NamedItem>();
  const open = [...own, "|", ["amount_residual", "!=", 0], ["amount_residual_currency", "!=", 0]];
  for await (const page of streamItems(context, open, "Reading open items")) {
    for (const item of page) items.set(item.id, item);
  }
  const wanted = new Set(items.keys());
  const outside = outsideDomain(population);
  for (const side of PARTIAL_SIDES) {
    for (const domain of [laterPartials(side, own, asOf), strayPartials(side, own, outside, asOf)]) {
      for await (const page of streamPartials(context, domain)) {
        for (const partial of page) wanted.add(side === "debit" ? partial.debitItemId : partial.creditItemId);
      }
    }
  }
  await readMissing(context, own, wanted, items);
  const partials = await readPartialsOf(context, [...wanted]);
  // A partial counts when its other item is in the population too, so that item must be known.
  const counterparts = new Set([...partials.values()].flatMap((p) => [p.debitItemId, p.creditItemId]));
  await readMissing(context, populationDomainOf(population), counterparts, items);
  return { items: [...items.values()], partials: [...partials.values()], wanted };
}

async function readMissing(
  context: CompanyContext,
  domain: Domain,
  ids: ReadonlySet<number>,
  items: Map<number, NamedItem>,
): Promise<void> {
  const missing = [...ids].filter((id) => !items.has(id)).sort((a, b) => a - b);
  for (const chunk of chunked(missing)) {
    for await (const page of streamItems(context, [["id", "in", chunk], ...domain], "Reading matched items")) {
      for (const item of page) items.set(item.id, item);
    }
  }
}

/** Every partial that touches one of the items, of any date. */
export async function readPartialsOf(
  context: CompanyContext,
  itemIds: readonly number[],
): Promise<ReadonlyMap<number, Partial>> {
  const partials = new Map<number, Partial>();
  for (const chunk of chunked([...itemIds].sort((a, b) => a - b))) {
    const domain = ["|", ["debit_move_id", "in", chunk], ["credit_move_id", "in", chunk]];
    for await (const page of streamPartials(context, domain)) for (const p of page) partials.set(p.id, p);
  }
  return partials;
}
