import { type Domain, isSextantError, SextantError } from "@sextant/contracts";
import type { LedgerSource } from "@sextant/ledger";
import type { CallOptions, OdooClient } from "@sextant/odoo-client";
import { z } from "zod";
import { readCurrencies } from "../live/currencies.ts";
import type { AggregateOptions, RecordSource } from "./record-source.ts";

const foundNames = z.array(z.tuple([z.number().int(), z.string()]));

/** Names that are read in one call. */
const NAMES_AT_ONCE = 500;

/** Records of an Odoo, read live under the rights of the client's user. */
export function liveRecords(
  client: OdooClient,
  { origin, companies, assertWhole }: Pick<LedgerSource, "origin" | "companies"> & Pick<RecordSource, "assertWhole">,
): RecordSource {
  const zone = client.info.tz || "UTC";
  const callOf = ({ companyIds, signal }: AggregateOptions): CallOptions => ({
    companyIds,
    tz: zone,
    ...(client.info.lang ? { lang: client.info.lang } : {}),
    ...(signal ? { signal } : {}),
  });
  let currencies: ReturnType<RecordSource["currencies"]> | undefined;
  return {
    kind: "live",
    origin,
    readAs: client.info.login,
    readAt: () => new Date().toISOString(),
    zone,
    groupsAcrossRelations: client.info.major >= 19,
    companies,
    assertWhole,
    currencies() {
      // Shared, so nobody's signal may cancel it; a failure is not kept.
      currencies ??= readCurrencies(client, {}).catch((error: unknown) => {
        currencies = undefined;
        throw error;
      });
      return currencies;
    },
    async fieldsOf(model, { signal } = {}) {
      try {
        return await client.fieldsOf(model, signal ? { signal } : {});
      } catch (error) {
        if (isSextantError(error) && (error.code === "unknown_method" || error.code === "access")) return null;
        throw error;
      }
    },
    aggregate: (query, options) => client.aggregate(query, callOf(options)),
    async namesOf(model, ids, options) {
      const names = new Map<number, string>();
      for (let at = 0; at < ids.length; at += NAMES_AT_ONCE) {
        const domain = [["id", "in", ids.slice(at, at + NAMES_AT_ONCE)]];
        const rows = await client.search(
          { model, domain, fields: ["display_name"], limit: NAMES_AT_ONCE },
          { ...callOf(options), activeTest: false },
        );
        for (const { id, display_name } of rows) names.set(id, String(display_name ?? ""));
      }
      return names;
    },
    rows: ({ domain, ...query }, options) =>
      client.search({ ...query, domain: [...domain] as Domain }, callOf(options)),
    async find(model, text, limit, options) {
      const found = await client.call(
        "read",
        model,
        "name_search",
        { named: { name: text, operator: "ilike", limit } },
        { ...callOf(options), activeTest: false },
      );
      const pairs = foundNames.safeParse(found);
      if (pairs.success) return pairs.data.map(([id, name]) => ({ id, name }));
      throw new SextantError("bad_reply", `Odoo's list of records of ${model} that are called so cannot be read.`);
    },
  };
}
