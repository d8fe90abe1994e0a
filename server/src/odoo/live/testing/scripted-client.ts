import type { AggregateQuery, FieldInfo, Group, OdooClient, ReadQuery, Row } from "@sextant/odoo-client";

export interface Script {
  readonly major?: number;
  /** Names of fields by model; a model that is not here does not exist. */
  readonly fields?: Readonly<Record<string, readonly string[]>>;
  readonly rows?: Readonly<Record<string, readonly Row[]>>;
  aggregate?(query: AggregateQuery): readonly Group[] | Promise<readonly Group[]>;
  call?(model: string, method: string, ids: readonly number[] | undefined): unknown;
}

const COMPANY = {
  id: 1,
  name: "Harvest Foods",
  currency_id: 1,
  parent_id: null,
  fiscalyear_last_day: 31,
  fiscalyear_last_month: "12",
};

const ROWS: Readonly<Record<string, readonly Row[]>> = {
  "res.users": [{ id: 2, company_id: 1, company_ids: [1] }],
  "res.company": [COMPANY],
  "res.currency": [{ id: 1, name: "USD", symbol: "$", decimal_places: 2 }],
};

/** A client that answers from a script: for the faults that a real Odoo does not make on request. */
export function scriptedClient(script: Script = {}): OdooClient {
  const rows = (model: string) => script.rows?.[model] ?? ROWS[model] ?? [];
  const fields: Script["fields"] = {
    "account.account": ["code", "name", "account_type", "active"],
    "res.company": ["name", "currency_id", "parent_id"],
    ...script.fields,
  };
  const unknown = (model: string) =>
    Object.assign(new Error(`no model ${model}`), { sextant: true, code: "unknown_method" });
  return {
    info: {
      transport: "json-2",
      version: `${script.major ?? 19}.0`,
      major: script.major ?? 19,
      userId: 2,
      login: "ann",
      lang: "en_US",
      tz: "UTC",
    },
    url: "https://erp.example.com",
    database: "prod",
    async fieldsOf(model) {
      const names = fields[model];
      if (!names) throw unknown(model);
      return new Map(names.map((name) => [name, { name } as FieldInfo]));
    },
    count: async (model) => rows(model).length,
    search: async ({ model }: ReadQuery) => rows(model),
    read: async (model) => rows(model),
    async *stream({ model }) {
      yield rows(model);
    },
    aggregate: async (query) => script.aggregate?.(query) ?? [],
    async call(_kind, model, method, { ids }) {
      if (method === "has_group") return true;
      return script.call?.(model, method, ids);
    },
    close: async () => {},
  };
}
