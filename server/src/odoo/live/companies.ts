import type { Company, Currency } from "@sextant/ledger";
import type { CallOptions, OdooClient, Row } from "@sextant/odoo-client";
import type { Capabilities } from "./capabilities.ts";
import { readFiscalYears } from "./fiscal-years.ts";
import { readLocks } from "./locks.ts";
import { idOf, idsOf, numberOf, textOf } from "./values.ts";

/** Ids of the companies that the user may see, the default one first. */
export async function readUserCompanyIds(client: OdooClient, options: CallOptions): Promise<readonly number[]> {
  const [user] = await client.read("res.users", [client.info.userId], ["company_id", "company_ids"], options);
  if (!user) return [];
  const main = idOf(user.company_id);
  const rest = idsOf(user.company_ids).filter((id) => id !== main);
  return main === null ? rest : [main, ...rest.sort((a, b) => a - b)];
}

/** The companies of these ids, in their order, with currency, fiscal year, locks and branches. */
export async function readCompanies(
  client: OdooClient,
  capabilities: Capabilities,
  companyIds: readonly number[],
  currencies: ReadonlyMap<number, Currency>,
  options: CallOptions,
): Promise<readonly Company[]> {
  if (companyIds.length === 0) return [];
  const scope = { ...options, companyIds };
  const fields = [
    "name",
    "currency_id",
    "parent_id",
    ...(capabilities.fiscalYearOfCompany ? ["fiscalyear_last_day", "fiscalyear_last_month"] : []),
  ];
  const [rows, years, locks] = await Promise.all([
    client.read("res.company", companyIds, fields, scope),
    readFiscalYears(client, capabilities, scope),
    readLocks(client, capabilities, companyIds, scope),
  ]);
  const parents = new Map(rows.map((row) => [row.id, idOf(row.parent_id)]));
  return rows.flatMap((row) => {
    const currency = currencies.get(idOf(row.currency_id) ?? 0);
    if (!currency) return [];
    const explicit = years.get(row.id);
    return {
      id: row.id,
      name: textOf(row.name),
      currency,
      fiscalYear: fiscalYearOf(row, capabilities),
      ...(explicit ? { fiscalYears: explicit } : {}),
      lock: locks.get(row.id) ?? { lockedThrough: null, hard: false },
      branchIds: capabilities.branches ? companyIds.filter((id) => isWithin(id, row.id, parents)) : [row.id],
    };
  });
}

function fiscalYearOf(row: Row, { fiscalYearOfCompany }: Capabilities): Company["fiscalYear"] {
  if (!fiscalYearOfCompany) return { lastDay: 31, lastMonth: 12 };
  return { lastDay: numberOf(row.fiscalyear_last_day), lastMonth: Number(textOf(row.fiscalyear_last_month) || "12") };
}

/** Whether a company is `root` or one of its branches. */
function isWithin(id: number, root: number, parents: ReadonlyMap<number, number | null>): boolean {
  const seen = new Set<number>();
  for (let at: number | null = id; at !== null && !seen.has(at); at = parents.get(at) ?? null) {
    if (at === root) return true;
    seen.add(at);
  }
  return false;
}
