import type { Company } from "@sextant/ledger";
import type { CallOptions, OdooClient } from "@sextant/odoo-client";
import type { Capabilities } from "./capabilities.ts";
import { dateOf, idOf } from "./values.ts";

type FiscalYears = NonNullable<Company["fiscalYears"]>;

/** Explicit fiscal years by company, where the database has the model for them. */
export async function readFiscalYears(
  client: OdooClient,
  { fiscalYears }: Capabilities,
  options: CallOptions,
): Promise<ReadonlyMap<number, FiscalYears>> {
  const byCompany = new Map<number, FiscalYears>();
  if (!fiscalYears) return byCompany;
  const rows = await client.search(
    {
      model: "account.fiscal.year",
      domain: [],
      fields: ["company_id", "date_from", "date_to"],
      limit: 1000,
      order: "date_from, id",
    },
    { ...options, activeTest: false },
  );
  for (const row of rows) {
    const company = idOf(row.company_id);
    const [from, to] = [dateOf(row.date_from), dateOf(row.date_to)];
    if (company === null || from === null || to === null) continue;
    byCompany.set(company, [...(byCompany.get(company) ?? []), { from, to }]);
  }
  return byCompany;
}
