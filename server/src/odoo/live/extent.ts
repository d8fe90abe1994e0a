import type { IsoDate } from "@sextant/contracts";
import type { CompanyContext } from "./live-context.ts";
import { populationDomain } from "./population.ts";
import { dateOf } from "./values.ts";

/** Date of the first and the last posted item, or null for an empty company. */
export async function readExtent({
  client,
  company,
  scope,
}: CompanyContext): Promise<{ readonly first: IsoDate; readonly last: IsoDate } | null> {
  const [group] = await client.aggregate(
    {
      model: "account.move.line",
      domain: populationDomain(company),
      groupBy: [],
      aggregates: ["date:min", "date:max"],
    },
    scope,
  );
  const first = dateOf(group?.aggregates["date:min"] ?? null);
  const last = dateOf(group?.aggregates["date:max"] ?? null);
  return first !== null && last !== null ? { first, last } : null;
}
