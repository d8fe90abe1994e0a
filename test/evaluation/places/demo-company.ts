import { Books } from "../../../server/src/odoo/index.ts";
import { readConfig } from "../../../server/src/platform/config.ts";
import { demoCompanyOracle } from "../oracle/demo-company-oracle.ts";
import { remembered } from "../oracle/remembered.ts";
import type { Place } from "./place.ts";
import { remembering } from "./remembering.ts";

/** The embedded demo company: always there, and never another. */
export async function demoCompany(): Promise<Place> {
  const books = new Books(readConfig({ SEXTANT_SOURCE: "demo" }));
  const oracle = remembered(await demoCompanyOracle());
  const source = remembering(await books.open());
  return {
    open: async () => source,
    client: async () => null,
    oracle,
    partner: () => Promise.reject(new Error("partners of the demo company are named by id")),
    records: () => Promise.reject(new Error("the embedded demo company holds no records beside its books")),
    async close() {
      await Promise.all([books.close(), oracle.close()]);
    },
  };
}
