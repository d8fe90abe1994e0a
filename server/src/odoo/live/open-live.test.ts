import type { AggregateQuery, Group } from "@sextant/odoo-client";
import { describe, expect, test } from "vitest";
import { openLive } from "./index.ts";
import { scriptedClient } from "./testing/scripted-client.ts";

/** Two posted entries of 10.00 and 5.00, and a watermark that the script may move. */
function group(keys: Group["keys"], debit: string, credit: string, count: number, state: Partial<State> = {}): Group {
  const { id = 4, written = "2026-03-31T10:00:00Z" } = state;
  const balance = (Number(debit) - Number(credit)).toFixed(2);
  return {
    keys,
    aggregates: {
      __count: count,
      "id:max": id,
      "write_date:max": written,
      "balance:sum": balance,
      "debit:sum": debit,
      "credit:sum": credit,
    },
  };
}
interface State {
  readonly id: number;
  readonly written: string;
}

describe("totals", () => {
  const companyId = 1;

  test("borders at the beginning of months: one call, cut on our side, amounts beyond binary precision", async () => {
    const asked: AggregateQuery[] = [];
    const source = openLive(
      scriptedClient({
        aggregate: (query) => {
          asked.push(query);
          return [
            group({ account_id: 7, "date:month": "2026-01-01" }, "0.10", "0.00", 1),
            group({ account_id: 7, "date:month": "2026-02-01" }, "0.20", "0.00", 1),
            group({ account_id: 8, "date:month": "2026-02-01" }, "0.00", "0.30", 2, { id: 9 }),
          ];
        },
      }),
    );
    const { ranges, watermark } = await source.totals({
      companyId,
      ranges: { january: { to: "2026-01-31" }, february: { from: "2026-02-01", to: "2026-02-28" }, all: {} },
    });
    expect(asked.map(({ groupBy }) => groupBy)).toEqual([["account_id", "date:month"]]);
    expect(ranges.january).toEqual([{ accountId: 7, debit: 10n, credit: 0n, balance: 10n, count: 1 }]);
    expect(ranges.all).toEqual([
      { accountId: 7, debit: 30n, credit: 0n, balance: 30n, count: 2 },
      { accountId: 8, debit: 0n, credit: 30n, balance: -30n, count: 2 },
    ]);
    expect(watermark).toEqual({ count: 4, maxId: 9, lastWrite: "2026-03-31 10:00:00", balance: 0n });
  });

  test.for([
    ["a count", { count: 3 }],
    ["an id", { id: 5 }],
    ["a write", { written: "2026-03-31T10:00:01Z" }],
    ["an amount", { debit: "15.01", credit: "15.01" }],
  ] as const)("several calls: %s that moves between them is noticed", async ([, moved]) => {
    let calls = 0;
    const source = openLive(
      scriptedClient({
        aggregate: ({ groupBy }) => {
          calls += 1;
          if (groupBy.length > 0) return [];
          // Two calls per attempt are for the state: before and after.
          const now = { debit: "0.00", credit: "0.00", count: 0, id: 0, written: "", ...(calls > 3 ? moved : {}) };
          return [group({}, now.debit, now.credit, now.count, { id: now.id, written: now.written })];
        },
      }),
    );
    await expect(source.totals({ companyId, ranges: { part: { to: "2026-03-17" } } })).rejects.toMatchObject({
      code: "ledger_changed",
      message: expect.stringContaining("Harvest Foods"),
    });
  });

  test("several calls: a ledger at rest is read once", async () => {
    let calls = 0;
    const source = openLive(
      scriptedClient({
        aggregate: ({ groupBy }) => {
          calls += 1;
          return groupBy.length > 0 ? [] : [group({}, "0.00", "0.00", 0, { id: 0, written: "" })];
        },
      }),
    );
    await source.totals({ companyId, ranges: { part: { to: "2026-03-17" } } });
    expect(calls).toBe(4);
  });

  test("items that do not sum to zero are refused, with the sum and whose rights", async () => {
    const source = openLive(
      scriptedClient({ aggregate: () => [group({ account_id: 7, "date:year": "2026-01-01" }, "12.34", "0.00", 1)] }),
    );
    await expect(source.totals({ companyId, ranges: { year: { to: "2025-12-31" } } })).rejects.toMatchObject({
      code: "hidden_items",
      message: expect.stringMatching(/"ann".*12\.34 USD.*record rules/),
    });
  });
});

describe("accounts", () => {
  test("an unknown type is refused and never becomes another", async () => {
    const rows = {
      "account.account": [{ id: 3, code: "9999", name: "Odd", account_type: "asset_crypto", active: true }],
    };
    await expect(openLive(scriptedClient({ rows })).accounts(1)).rejects.toMatchObject({
      code: "unknown_account_type",
      message: expect.stringMatching(/9999 Odd.*asset_crypto/),
    });
  });

  test("before 16 a type is known by its external id, whatever it is called; one that somebody added is refused", async () => {
    const script = (external: string) => ({
      major: 14,
      fields: { "account.account": ["code", "name", "user_type_id", "deprecated"] },
      rows: {
        "account.account": [{ id: 3, code: "4010", name: "Kunden", user_type_id: 5, deprecated: true }],
        "account.account.type": [{ id: 5, name: "Forderungen" }],
      },
      call: (_model: string, method: string) => (method === "get_external_id" ? { 5: external } : undefined),
    });
    expect(await openLive(scriptedClient(script("account.data_account_type_receivable"))).accounts(1)).toEqual([
      { id: 3, code: "4010", name: "Kunden", type: "asset_receivable", nonTrade: false, active: false },
    ]);
    for (const external of ["", "my_module.data_account_type_receivable"]) {
      await expect(openLive(scriptedClient(script(external))).accounts(1)).rejects.toMatchObject({
        code: "unknown_account_type",
        message: expect.stringContaining("Forderungen"),
      });
    }
  });
});

describe("companies and links", () => {
  test("rights taken away between two reports are noticed", async () => {
    let accountant = true;
    const client = scriptedClient();
    const source = openLive({ ...client, call: async () => accountant });
    expect(await source.accounts(1)).toEqual([]);
    accountant = false;
    await source.companies();
    await expect(source.accounts(1)).rejects.toMatchObject({ code: "no_accounting_rights" });
  });

  test("a failure while the companies are read is not kept", async () => {
    let fail = true;
    const client = scriptedClient();
    const source = openLive({
      ...client,
      read: async (...args) => {
        if (fail && args[0] === "res.users") throw new Error("down");
        return client.read(...args);
      },
    });
    await expect(source.accounts(1)).rejects.toThrow("down");
    fail = false;
    expect(await source.accounts(1)).toEqual([]);
  });

  test.for([
    [14, "https://erp.example.com/web#id=7&model=account.move&view_type=form"],
    [17, "https://erp.example.com/web#id=7&model=account.move&view_type=form"],
    [18, "https://erp.example.com/odoo/account.move/7"],
    [19.1, "https://erp.example.com/odoo/account.move/7"],
  ] as const)("version %s opens an entry at %s", ([major, address]) => {
    const link = openLive(scriptedClient({ major })).recordLink("account.move");
    expect(`${link?.before}7${link?.after}`).toBe(address);
  });

  test("before 17 a child company has its own books; 14 keeps calendar years", async () => {
    const rows = {
      "res.users": [{ id: 2, company_id: 1, company_ids: [1, 4] }],
      "res.company": [
        { id: 1, name: "Root", currency_id: 1, parent_id: null, fiscalyear_last_day: 30, fiscalyear_last_month: "6" },
        { id: 4, name: "Child", currency_id: 1, parent_id: 1, fiscalyear_last_day: 30, fiscalyear_last_month: "6" },
      ],
    };
    const branches = async (major: number, fields: readonly string[]) =>
      (await openLive(scriptedClient({ major, rows, fields: { "res.company": fields } })).companies()).map(
        ({ branchIds, fiscalYear }) => [branchIds, fiscalYear.lastMonth],
      );
    expect(await branches(14, ["parent_id"])).toEqual([
      [[1], 12],
      [[4], 12],
    ]);
    expect(await branches(19, ["parent_id", "parent_ids"])).toEqual([
      [[1, 4], 6],
      [[4], 6],
    ]);
  });
});
