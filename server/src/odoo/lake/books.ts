import { type IsoDate, isSextantError } from "@sextant/contracts";
import type { Company, Currency } from "@sextant/ledger";
import type { CallOptions, OdooClient, Row } from "@sextant/odoo-client";
import type { Currencies } from "./columns.ts";

/** Companies and currencies as the user of the connection sees them. */
export interface Books {
  readonly companies: readonly Company[];
  readonly currencies: readonly Currency[];
  /** Every company of the user, with its own id as the first of the scope: what `allowed_company_ids` must hold to see all items. */
  readonly companyIds: readonly number[];
}

/** Locks of the whole ledger; those of taxes, sales and purchases leave other entries open. */
const LOCKS = ["fiscalyear_lock_date", "hard_lock_date"] as const;
const COMPANY_FIELDS = ["name", "currency_id", "parent_id", "fiscalyear_last_day", "fiscalyear_last_month"] as const;

/** @throws SextantError of the client; `access` when the user may not read companies. */
export async function readBooks(client: OdooClient, signal?: AbortSignal): Promise<Books> {
  const options: CallOptions = { ...(signal ? { signal } : {}), activeTest: false };
  const [user] = await client.read("res.users", [client.info.userId], ["company_ids"], options);
  const companyIds = idsOf(user?.company_ids).sort((a, b) => a - b);
  const scope: CallOptions = { ...options, companyIds };

  const currencyRows = await collect(client, "res.currency", ["name", "symbol", "decimal_places"], scope);
  const currencies = currencyRows.map((row) => ({
    id: row.id,
    code: textOr(row.name, `#${row.id}`),
    symbol: textOr(row.symbol, ""),
    decimals: Number(row.decimal_places),
  }));
  const byId = new Map(currencies.map((currency) => [currency.id, currency]));

  const known = await client.fieldsOf("res.company", scope);
  const locks = LOCKS.filter((field) => known.has(field));
  const rows = await client.read("res.company", companyIds, [...COMPANY_FIELDS, ...locks], scope);
  // Children share the books of their parent from the version that knows branches.
  const parents = new Map(rows.map((row) => [row.id, known.has("root_id") ? numberOrNull(row.parent_id) : null]));
  const years = await readFiscalYears(client, scope);
  const companies = rows.map((row): Company => {
    const currency = byId.get(Number(row.currency_id));
    if (currency === undefined) throw new Error(`company ${row.id} has no currency`);
    const own = years.get(row.id);
    return {
      id: row.id,
      name: textOr(row.name, `#${row.id}`),
      currency,
      fiscalYear: { lastDay: Number(row.fiscalyear_last_day), lastMonth: Number(row.fiscalyear_last_month) },
      ...(own ? { fiscalYears: own } : {}),
      lock: lockOf(withAncestors(row.id, parents).flatMap((id) => rows.filter((other) => other.id === id))),
      branchIds: companyIds.filter((id) => withAncestors(id, parents).includes(row.id)),
    };
  });
  return { companies, currencies, companyIds };
}

/** Finds currencies for rows of amounts; a currency that the user cannot see is a refusal, never a guess. */
export function currencyLookup({ companies, currencies }: Pick<Books, "companies" | "currencies">): Currencies {
  const byId = new Map(currencies.map((currency) => [currency.id, currency]));
  const byCompany = new Map(companies.map((company) => [company.id, company.currency]));
  const find = (map: ReadonlyMap<number, Currency>, what: string) => (id: unknown) => {
    const found = map.get(Number(id));
    if (found === undefined) throw new Error(`an amount has ${what} ${String(id)}, which Odoo did not list`);
    return found;
  };
  return { ofCurrency: find(byId, "currency"), ofCompany: find(byCompany, "company") };
}

/** A lock of a parent holds for its branches. */
function lockOf(rows: readonly Row[]): Company["lock"] {
  const latest = (field: (typeof LOCKS)[number]) =>
    rows
      .map((row) => row[field])
      .filter((value): value is IsoDate => typeof value === "string")
      .sort()
      .at(-1) ?? null;
  const hard = latest("hard_lock_date");
  const soft = latest("fiscalyear_lock_date");
  const lockedThrough =
    [hard, soft]
      .filter((value) => value !== null)
      .sort()
      .at(-1) ?? null;
  return { lockedThrough, hard: lockedThrough !== null && lockedThrough === hard };
}

function withAncestors(id: number, parents: ReadonlyMap<number, number | null>): number[] {
  const line: number[] = [];
  for (let at: number | null = id; at !== null && !line.includes(at); at = parents.get(at) ?? null) line.push(at);
  return line;
}

/** Long and short years, where a module keeps them. */
async function readFiscalYears(client: OdooClient, scope: CallOptions) {
  const years = new Map<number, { from: IsoDate; to: IsoDate }[]>();
  let rows: readonly Row[];
  try {
    rows = await collect(client, "account.fiscal.year", ["date_from", "date_to", "company_id"], scope);
  } catch (error) {
    if (isSextantError(error) && ["unknown_method", "bad_call", "access", "missing"].includes(error.code)) return years;
    throw error;
  }
  for (const row of rows) {
    const company = Number(row.company_id);
    const list = years.get(company) ?? [];
    list.push({ from: String(row.date_from), to: String(row.date_to) });
    years.set(company, list);
  }
  return years;
}

/** All rows of a small table. */
export async function collect(
  client: OdooClient,
  model: string,
  fields: readonly string[],
  options: CallOptions,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for await (const batch of client.stream({ model, domain: [], fields }, options)) rows.push(...batch);
  return rows;
}

function idsOf(value: unknown): number[] {
  return Array.isArray(value) ? value.map(Number) : [];
}

function numberOrNull(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}

function textOr(value: unknown, fallback: string): string {
  return typeof value === "string" ? value : fallback;
}
