import type { Currency } from "@sextant/ledger";
import type { CallOptions, OdooClient } from "@sextant/odoo-client";
import { numberOf, textOf } from "./values.ts";

/** All currencies by id, archived ones too. */
export async function readCurrencies(client: OdooClient, options: CallOptions): Promise<ReadonlyMap<number, Currency>> {
  const rows = await client.search(
    { model: "res.currency", domain: [], fields: ["name", "symbol", "decimal_places"], limit: 1000 },
    { ...options, activeTest: false },
  );
  return new Map(
    rows.map(({ id, name, symbol, decimal_places: decimals }) => [
      id,
      { id, code: textOf(name), symbol: textOf(symbol), decimals: numberOf(decimals) },
    ]),
  );
}
