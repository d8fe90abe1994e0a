import { listValue } from "@duckdb/node-api";
import { SextantError } from "@sextant/contracts";
import type { LedgerSource, ReadOptions } from "@sextant/ledger";
import type { RecordSource } from "../records/record-source.ts";
import { groupItems } from "./queries/group-items.ts";
import { lakeFields } from "./queries/item-columns.ts";
import type { ReadingContext } from "./queries/reading-context.ts";

/** Tables that hold names. */
const TABLES: Readonly<Record<string, string>> = {
  "account.account": "accounts",
  "account.journal": "journals",
  "res.partner": "partners",
};

type Reading = <T>(
  companyId: number,
  options: ReadOptions,
  read: (context: ReadingContext) => Promise<T>,
) => Promise<T>;

/** The journal items of a lake as records that can be grouped. */
export function lakeRecords(
  books: Pick<LedgerSource, "origin" | "readAs" | "readAt" | "companies">,
  reading: Reading,
): RecordSource {
  const currenciesOf = async (options: ReadOptions) => {
    const [first] = await books.companies(options);
    return first === undefined ? new Map() : reading(first.id, options, async (context) => context.currencies);
  };
  return {
    kind: "lake",
    get origin() {
      return books.origin;
    },
    get readAs() {
      return books.readAs;
    },
    readAt: () => books.readAt(),
    zone: "UTC",
    groupsAcrossRelations: true,
    companies: (options = {}) => books.companies(options),
    currencies: (options = {}) => currenciesOf(options),
    fieldsOf: async (model) => lakeFields(model),
    // Groups of items assert it themselves.
    assertWhole: async () => undefined,
    async aggregate(query, options) {
      const [companyId] = options.companyIds;
      if (query.model !== "account.move.line" || companyId === undefined)
        throw new SextantError("bad_usage", `The lake holds no ${query.model}. Ask the live Odoo.`);
      return reading(companyId, options, (context) => groupItems(context, query));
    },
    async namesOf(model, ids, options) {
      if (model === "res.currency")
        return new Map([...(await currenciesOf(options))].map(([id, { code }]) => [id, String(code)] as const));
      const [table, companyId] = [TABLES[model], options.companyIds[0]];
      if (table === undefined || companyId === undefined) return new Map();
      const rows = await reading(companyId, options, (context) =>
        context.rows("names-of", { ids: listValue([...ids]) }, { table }),
      );
      return new Map(rows.map(({ id, name }) => [Number(id), String(name)]));
    },
    async find(model, text, limit, options) {
      const [table, companyId] = [TABLES[model], options.companyIds[0]];
      if (table === undefined || companyId === undefined) return [];
      const rows = await reading(companyId, options, (context) =>
        context.rows("find-named", { text, limit }, { table }),
      );
      return rows.map(({ id, name }) => ({ id: Number(id), name: String(name) }));
    },
  };
}
