import type { AgedQuery, Minor } from "@sextant/ledger";
import { type ControlPopulation, ownDomain, populationDomainOf } from "./control-population.ts";
import type { CompanyContext } from "./live-context.ts";
import { countedPartials, PARTIAL_SIDES } from "./partial-sums.ts";
import { minorOf } from "./values.ts";

/**
 * What the open items must add up to, along a path of its own: Σ balance of the control accounts up to D, by account.
 *
 * For one partner, matches with items of *other* partners are taken into account: within all partners they cancel, within one they do not.
 */
export async function readControl(
  context: CompanyContext,
  population: ControlPopulation,
  { asOf, partnerId }: Pick<AgedQuery, "asOf" | "partnerId">,
): Promise<Minor> {
  const { client, company, scope } = context;
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
  const balance = amounts.reduce(
    (sum, { aggregates }) => sum + minorOf(aggregates["balance:sum"] ?? null, company.currency),
    0n,
  );
  if (partnerId === undefined || !context.capabilities.groupsAcrossRelations) return balance;
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
        context.wideScope,
      );
      const amount = minorOf(group?.aggregates["amount:sum"] ?? null, company.currency);
      return side === "debit" ? -amount : amount;
    }),
  );
  return matched.reduce((sum, amount) => sum + amount, balance);
}
