import { describe, expect, test } from "vitest";
import type { FieldInfo, FieldType } from "../types.ts";
import { aggregate } from "./aggregate.ts";
import type { Reader } from "./reader.ts";

const field = (name: string, type: FieldType, more: Partial<FieldInfo> = {}): [string, FieldInfo] => [
  name,
  { name, type, label: name, required: false, readonly: false, stored: true, ...more },
];
const FIELDS: Record<string, ReadonlyMap<string, FieldInfo>> = {
  "x.line": new Map([
    field("amount", "monetary", { currencyField: "currency_id" }),
    field("currency_id", "many2one", { relation: "res.currency" }),
    field("partner_id", "many2one", { relation: "x.partner" }),
    field("date", "date"),
    field("at", "datetime"),
    field("qty", "float"),
    field("state", "selection"),
    field("done", "boolean"),
  ]),
  "x.partner": new Map([field("country_id", "many2one", { relation: "x.country" }), field("name", "char")]),
};

function reader(major: number, reply: unknown, asked: unknown[] = []): Reader {
  return {
    concurrency: 3,
    info: { transport: "json-2", version: `${major}.0`, major, userId: 2, login: "ann", lang: "en_US", tz: "UTC" },
    fieldsOf: async (model) => FIELDS[model] ?? new Map(),
    moneyRules: async (_, { decimals }) => ({ byCurrency: new Map([[1, 2]]), fallback: decimals, mostDecimals: 3 }),
    async ask(model, method, { named }) {
      asked.push({ model, method, named });
      return reply;
    },
  };
}

const query = (groupBy: string[], aggregates: string[], domain: unknown[] = []) => ({
  model: "x.line",
  domain,
  groupBy,
  aggregates,
});

describe("from 19", () => {
  test("keys are ids, first days, instants and bare values; never labels", async () => {
    const reply = [
      {
        partner_id: [7, "Azure"],
        "date:month": ["2026-11-01", "November 2026"],
        "at:day": ["2026-10-31 23:00:00", "01 Nov 2026"],
        "date:month_number": 11.0,
        state: "posted",
        done: false,
        "partner_id.country_id": [3, "FR"],
        __extra_domain: [],
        "amount:sum": 0.1 + 0.2,
        __count: 3,
      },
      {
        partner_id: false,
        "date:month": false,
        "at:day": false,
        "date:month_number": false,
        state: false,
        done: true,
        "partner_id.country_id": false,
        __extra_domain: [],
        "amount:sum": false,
        __count: 0,
      },
    ];
    const groupBy = [
      "partner_id",
      "date:month",
      "at:day",
      "date:month_number",
      "state",
      "done",
      "partner_id.country_id",
    ];
    const asked: unknown[] = [];
    const groups = await aggregate(
      reader(19, reply, asked),
      { ...query(groupBy, ["amount:sum", "__count"]), order: "partner_id" },
      { decimals: 2 },
    );
    expect(groups).toEqual([
      {
        keys: {
          partner_id: 7,
          "date:month": "2026-11-01",
          "at:day": "2026-10-31T23:00:00Z",
          "date:month_number": 11,
          state: "posted",
          done: false,
          "partner_id.country_id": 3,
        },
        aggregates: { "amount:sum": "0.30", __count: 3 },
      },
      {
        keys: {
          partner_id: null,
          "date:month": null,
          "at:day": null,
          "date:month_number": null,
          state: null,
          done: true,
          "partner_id.country_id": null,
        },
        aggregates: { "amount:sum": "0.00", __count: 0 },
      },
    ]);
    expect(asked).toEqual([
      {
        model: "x.line",
        method: "formatted_read_group",
        named: { domain: [], groupby: groupBy, aggregates: ["amount:sum", "__count"], order: "partner_id" },
      },
    ]);
  });
  test("amounts follow the currency that they are grouped by", async () => {
    const reply = [{ currency_id: [1, "USD"], "amount:sum": 5, "amount:max": 2.5 }];
    const [group] = await aggregate(reader(19, reply), query(["currency_id"], ["amount:sum", "amount:max"]), {});
    expect(group?.aggregates).toEqual({ "amount:sum": "5.00", "amount:max": "2.50" });
  });
  test("no rows: sums are zero, all else is empty", async () => {
    const aggregates = [
      "amount:sum",
      "qty:sum",
      "amount:max",
      "date:min",
      "partner_id:count_distinct",
      "amount:avg",
      "qty:avg",
      "partner_id:array_agg",
    ];
    const reply = [Object.fromEntries(aggregates.map((name) => [name, false]))];
    const [group] = await aggregate(reader(19, reply), query([], aggregates), {});
    expect(group?.aggregates).toEqual({
      "amount:sum": "0",
      "qty:sum": 0,
      "amount:max": null,
      "date:min": null,
      "partner_id:count_distinct": 0,
      "amount:avg": null,
      "qty:avg": null,
      "partner_id:array_agg": [],
    });
  });
  test("an amount that cannot be read exactly is refused", async () => {
    await expect(
      aggregate(reader(19, [{ "amount:sum": 1e15 }]), query([], ["amount:sum"]), { decimals: 2 }),
    ).rejects.toMatchObject({ code: "precision" });
  });
  test.each<[string, unknown]>([
    ["a group without its sum", [{ partner_id: [7, "A"] }]],
    ["a group without its key", [{ "amount:sum": 1 }]],
    ["a label for a key", [{ partner_id: "Azure", "amount:sum": 1 }]],
    ["no list", { partner_id: 7 }],
    ["a list of lists", [[1]]],
    ["a text for a sum", [{ partner_id: 7, "amount:sum": "1" }]],
  ])("%s is refused", async (_name, reply) => {
    await expect(aggregate(reader(19, reply), query(["partner_id"], ["amount:sum"]), {})).rejects.toMatchObject({
      code: "bad_reply",
    });
  });
  test.each([
    [["nope"], ["__count"]],
    [["partner_id.nope"], ["__count"]],
    [[], ["amount"]],
    [[], ["nope:sum"]],
  ])("by %j of %j is refused before it is sent", async (groupBy, aggregates) => {
    const asked: unknown[] = [];
    await expect(aggregate(reader(19, [], asked), query(groupBy, aggregates), {})).rejects.toMatchObject({
      code: "bad_call",
    });
    expect(asked).toEqual([]);
  });
});

describe("below 19", () => {
  test("every group key at once, aggregates under names of our own", async () => {
    const asked: { named: Record<string, unknown> }[] = [];
    const reply = [{ partner_id: [7, "A"], sx_0: 1.5, sx_1: 2, __count: 2, __domain: [] }];
    const groups = await aggregate(
      reader(14, reply, asked),
      query(["partner_id"], ["amount:sum", "amount:max", "__count"]),
      {},
    );
    expect(asked[0]?.named).toEqual({
      domain: [],
      fields: ["sx_0:sum(amount)", "sx_1:max(amount)"],
      groupby: ["partner_id"],
      lazy: false,
    });
    expect(groups).toEqual([
      { keys: { partner_id: 7 }, aggregates: { "amount:sum": "1.5", "amount:max": "2", __count: 2 } },
    ]);
  });
  test("a month is read from its range, or from its domain where there is none; never from the label", async () => {
    const term = (from: string) => [
      "&",
      ["state", "=", "posted"],
      "&",
      ["date", ">=", from],
      ["date", "<", "2999-01-01"],
    ];
    const reply = [
      {
        "date:month": "novembre 2026",
        __count: 1,
        __range: { "date:month": { from: "2026-11-01", to: "2026-12-01" } },
        __domain: [],
      },
      { "date:month": "décembre 2026", __count: 1, __domain: term("2026-12-01") },
      { "date:month": false, __count: 1, __range: { "date:month": false }, __domain: [["date", "=", false]] },
    ];
    const groups = await aggregate(reader(14, reply), query(["date:month"], ["__count"]), {});
    expect(groups.map(({ keys }) => keys["date:month"])).toEqual(["2026-11-01", "2026-12-01", null]);
  });
  test("dates in the query's own domain are not taken for the period", async () => {
    const own = [
      ["date", ">=", "2026-11-15"],
      ["date", ">=", "2026-01-01"],
    ];
    const reply = [
      {
        "date:month": "x",
        __count: 1,
        __domain: ["&", ["date", ">=", "2026-11-01"], "&", ["date", "<", "2026-12-01"], ...own],
      },
    ];
    const [group] = await aggregate(reader(14, reply), query(["date:month"], ["__count"], own), {});
    expect(group?.keys["date:month"]).toBe("2026-11-01");
  });
  test("a period that cannot be told apart is refused", async () => {
    const reply = [{ "date:month": "November 2026", __count: 1, __domain: [] }];
    await expect(aggregate(reader(14, reply), query(["date:month"], ["__count"]), {})).rejects.toMatchObject({
      code: "bad_reply",
    });
  });
  test("an aggregate of a field that is also a key is refused with a reason", async () => {
    await expect(aggregate(reader(14, []), query(["date:month"], ["date:max"]), {})).rejects.toMatchObject({
      code: "unsupported_version",
    });
  });
});
