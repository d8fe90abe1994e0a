import type { Domain, ItemSelector } from "@sextant/contracts";
import { type AgedQuery, type Company, DISPLAY_ONLY, selectorDomain } from "@sextant/ledger";

/**
 * Items that partials are counted among: the posted items of one side up to D, as the selector of an aged cell describes them. *Own*
 * items are those asked for (one partner, one bucket); a partial counts when both its items are in the population, whosever they are.
 */
export interface ControlPopulation {
  readonly company: Company;
  /** The population as a selector, without partner, bucket and currency. */
  readonly selector: ItemSelector;
  /** What narrows the own items. */
  readonly narrow: Pick<ItemSelector, "partnerId" | "due" | "currencyId">;
}

export function controlPopulation(
  company: Company,
  accountIds: readonly number[],
  query: Pick<AgedQuery, "asOf" | "partnerId">,
): ControlPopulation {
  return {
    company,
    selector: { companyId: company.id, state: "posted", parts: [{ accountIds: [...accountIds], to: query.asOf }] },
    narrow: query.partnerId === undefined ? {} : { partnerId: query.partnerId },
  };
}

export function ownDomain({ company, selector, narrow }: ControlPopulation, due?: ItemSelector["due"]): Domain {
  return selectorDomain({ ...selector, ...narrow, ...(due ? { due } : {}) }, company.branchIds);
}

export function populationDomainOf({ company, selector }: ControlPopulation): Domain {
  return selectorDomain(selector, company.branchIds);
}

/**
 * Everything outside the population. Written with positive conditions only: Odoo turns a negated relation into `NOT IN (SELECT …)`,
 * which PostgreSQL cannot hash on large ledgers.
 */
export function outsideDomain({ company, selector }: ControlPopulation): Domain {
  const states = selector.state === "posted" ? ["posted"] : ["posted", "draft"];
  const notInPart = selector.parts.map(({ accountIds, from, to }) => [
    ...Array.from({ length: (from === undefined ? 0 : 1) + (to === undefined ? 0 : 1) }, () => "|"),
    ["account_id", "not in", accountIds],
    ...(from === undefined ? [] : [["date", "<", from]]),
    ...(to === undefined ? [] : [["date", ">", to]]),
  ]);
  const outsideParts = [...notInPart.slice(1).map(() => "&"), ...notInPart.flat()];
  return [
    ...(outsideParts.length > 0 ? ["|"] : []),
    ...outsideParts,
    "|",
    ["parent_state", "not in", states],
    "|",
    ["company_id", "not in", [...company.branchIds]],
    ["display_type", "in", [...DISPLAY_ONLY]],
  ];
}
