import { SextantError } from "@sextant/contracts";
import type { Company, Currency, LedgerSource } from "@sextant/ledger";
import type { CallOptions, OdooClient, Row } from "@sextant/odoo-client";
import { openLive } from "../live/index.ts";
import type { Currencies } from "./columns.ts";

/** Companies, charts of accounts and currencies as the user of the connection sees them. */
export interface Books {
  /** The live source, asked for what is read once and needs no copying of its own. */
  readonly live: LedgerSource;
  readonly companies: readonly Company[];
  readonly currencies: readonly Currency[];
  readonly companyIds: readonly number[];
}

/** @throws SextantError of the live source and of the client. */
export async function readBooks(client: OdooClient, signal?: AbortSignal): Promise<Books> {
  const options: CallOptions = { ...(signal ? { signal } : {}), activeTest: false };
  const live = openLive(client);
  const [companies, rows] = await Promise.all([
    live.companies(signal ? { signal } : {}),
    collect(client, "res.currency", ["name", "symbol", "decimal_places"], options),
  ]);
  const currencies = rows.map((row) => ({
    id: row.id,
    code: String(row.name),
    symbol: String(row.symbol ?? ""),
    decimals: Number(row.decimal_places),
  }));
  const companyIds = companies.map(({ id }) => id);
  // A user without accounting rights is refused here, before a million rows are read in vain.
  if (companyIds[0] !== undefined) await live.accounts(companyIds[0], signal ? { signal } : {});
  return { live, companies, currencies, companyIds };
}

/** Finds currencies for rows of amounts; one that Odoo did not list is a refusal, never a guess. */
export function currencyLookup({ companies, currencies }: Pick<Books, "companies" | "currencies">): Currencies {
  const byId = new Map(currencies.map((currency) => [currency.id, currency]));
  const byCompany = new Map(companies.map((company) => [company.id, company.currency]));
  const find = (map: ReadonlyMap<number, Currency>, what: string) => (id: unknown) => {
    const found = map.get(Number(id));
    if (found !== undefined) return found;
    throw new SextantError(
      "bad_reply",
      `An amount belongs to ${what} ${String(id)}, which Odoo did not list. Sync again.`,
    );
  };
  return { ofCurrency: find(byId, "currency"), ofCompany: find(byCompany, "company") };
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
