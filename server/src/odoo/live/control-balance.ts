import type { AgedQuery, Minor } from "@sextant/ledger";
import { type ControlPopulation, ownDomain, populationDomainOf } from "./control-population.ts";
import type { CompanyContext } from "./live-context.ts";
import { countedPartials, PARTIAL_SIDES } from "./partial-sums.ts";
import { minorOf } from "./values.ts";

/** Σ balance of the own items up to D, by account: a path that no partial, no residual and no partner takes part in. */
export async function readControl(
  { client, company, scope }: CompanyContext,
  population: ControlPopulation,
): Promise<Minor> {
  const amounts = await client.aggregate(
    {
      model: "account.move.line",
      domain: ownDomain(population),
      groupBy: ["account_id"],
      aggregates: ["balance:sum"],
      order: "__count",
    },
    scope,
  );
  return amounts.reduce(
    (sum, { aggregates }) => sum + minorOf(aggregates["balance:sum"] ?? null, company.currency),
    0n,
  );
}

/**
 * What matches with items of *other* partners take off one partner's open items (debit) or add to them (credit). Within all partners
 * they cancel, within one they do not.
 */
export async function readCrossing(
  { client, company, wideScope }: CompanyContext,
  population: ControlPopulation,
  { asOf, partnerId }: Pick<AgedQuery, "asOf" | "partnerId">,
): Promise<Minor> {
  if (partnerId === undefined) return 0n;
  const others = [
    ...populationDomainOf(population),
    partnerId === 0 ? ["partner_id", "!=", false] : ["partner_id.commercial_partner_id", "!=", partnerId],
  ];
  const matched = await Promise.all(
    PARTIAL_SIDES.map(async (side) => {
      const [group] = await client.aggregate(
        {
          model: "account.partial.reconcile",
          domain: countedPartials(side, ownDomain(population), others, asOf),
          groupBy: [],
          aggregates: ["amount:sum"],
        },
        wideScope,
      );
      const amount = minorOf(group?.aggregates["amount:sum"] ?? null, company.currency);
      return side === "debit" ? -amount : amount;
    }),
  );
  return matched.reduce((sum, amount) => sum + amount, 0n);
}
