import type { Partial } from "@sextant/ledger";
import { type ControlPopulation, populationDomainOf } from "./control-population.ts";
import { type NamedItem, streamItems, streamPartials } from "./ledger-rows.ts";
import type { CompanyContext } from "./live-context.ts";
import { PARTIAL_SIDES } from "./partial-sums.ts";

/** All items of a population and every partial that touches one of them. */
export interface ControlRows {
  readonly items: readonly NamedItem[];
  readonly partials: readonly Partial[];
}

/** Reads the rows of a whole population: the way for servers that cannot group partials by their items. */
export async function readControlRows(context: CompanyContext, population: ControlPopulation): Promise<ControlRows> {
  const items: NamedItem[] = [];
  for await (const page of streamItems(context, populationDomainOf(population), "Reading journal items")) {
    items.push(...page);
  }
  const accountIds = [...new Set(population.selector.parts.flatMap((part) => part.accountIds))];
  const partials = new Map<number, Partial>();
  for (const side of PARTIAL_SIDES) {
    const domain = [[`${side}_move_id.account_id`, "in", accountIds]];
    for await (const page of streamPartials(context, domain))
      for (const partial of page) partials.set(partial.id, partial);
  }
  return { items, partials: [...partials.values()] };
}
