import type { CellSource } from "@sextant/contracts";
import { agedStatement, type LedgerSource } from "@sextant/ledger";
import { connect, type OdooClient } from "@sextant/odoo-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeOdoo } from "../../../../test/odoo/describe-odoo.ts";
import { toMinorUnits } from "../../../../test/odoo/oracle/oracle.ts";
import { type RunningOdoo, sharedOdoo, startOdoo14, type Template } from "../../../../test/odoo/real-odoo.ts";
import { openLive } from "./index.ts";

const SIDES = ["receivable", "payable"] as const;

/** The same Odoo, taken for one that cannot group across relations: partials are then read row by row. */
function asOlder(client: OdooClient): OdooClient {
  return { ...client, info: { ...client.info, version: "18.0", major: 18 } };
}

for (const [template, dates] of [
  ["demo", ["2026-10-31", "2026-11-12", "2027-01-31"]],
  ["company", ["2025-03-31", "2026-03-31"]],
] as const satisfies (readonly [Template, readonly string[]])[]) {
  describeOdoo(
    `rows and aggregates of the ${template} database tell the same`,
    () => {
      let sums: LedgerSource;
      let rows: LedgerSource;

      beforeAll(async () => {
        const { url, database, login, key } = await sharedOdoo(template);
        const client = await connect({ url, database, login, secret: key });
        sums = openLive(client);
        rows = openLive(asOlder(client));
      });
      afterAll(() => sums?.close());

      test("totals by month in one call, or by range between two watermarks", async () => {
        const query = {
          companyId: 1,
          ranges: {
            before: { to: "2026-09-30" },
            q: { from: "2026-10-01", to: "2026-12-31" },
            later: { from: "2027-01-01" },
          },
        };
        expect(await rows.totals(query)).toEqual(await sums.totals(query));
      });

      test.for(SIDES)("aged %s and its open items", async (side) => {
        for (const asOf of dates) {
          const query = { companyId: 1, side, asOf };
          const aged = await sums.aged(query);
          expect(await rows.aged(query)).toEqual(aged);
          const byId = (reading: Awaited<ReturnType<LedgerSource["openItems"]>>) => ({
            ...reading,
            items: [...reading.items].sort((a, b) => a.id - b.id),
          });
          expect(byId(await rows.openItems(query))).toEqual(byId(await sums.openItems(query)));
          const [{ partnerId } = { partnerId: 0 }] = aged.cells;
          const one = await rows.aged({ ...query, partnerId });
          expect(one.cells).toEqual(aged.cells.filter((cell) => cell.partnerId === partnerId));
          expect(one).toEqual(await sums.aged({ ...query, partnerId }));
        }
      });

      test("proofs of residuals", async () => {
        const [company] = await sums.companies();
        const asOf = dates.at(-2) ?? "";
        if (!company) throw new Error("no company");
        const reading = await sums.aged({ companyId: 1, side: "receivable", asOf });
        const { lines } = agedStatement({ company, side: "receivable", asOf, reading });
        const cells: CellSource[] = lines
          .slice(-3)
          .flatMap(({ source }) => Object.values(source))
          .filter(({ count }) => count > 0);
        expect(cells.length).toBeGreaterThan(0);
        for (const cell of cells.slice(0, 5)) expect(await rows.prove(cell)).toEqual(await sums.prove(cell));
      });
    },
    template,
  );
}

describeOdoo(
  "live on Odoo 14",
  () => {
    let odoo: RunningOdoo;
    let source: LedgerSource;

    beforeAll(async () => {
      odoo = await startOdoo14();
      source = openLive(
        await connect({ url: odoo.url, database: odoo.database, login: odoo.login, secret: odoo.users.admin.password }),
      );
    });
    afterAll(() => source?.close());

    test("accounts have today's types; every account is among them", async () => {
      const accounts = await source.accounts(1);
      const sql = await odoo.sql(
        "select a.id, a.code, t.type, t.internal_group as side from account_account a join account_account_type t on t.id = a.user_type_id where a.company_id = 1 order by a.id",
      );
      expect(accounts.map(({ id, code }) => [id, code])).toEqual(sql.map(({ id, code }) => [id, code]));
      for (const [index, { type }] of accounts.entries()) {
        const old = sql[index];
        expect(type === "asset_receivable").toBe(old?.type === "receivable");
        expect(type === "liability_payable").toBe(old?.type === "payable");
        expect(type === "asset_cash" || type === "liability_credit_card").toBe(old?.type === "liquidity");
        expect(type.split("_")[0]).toBe(old?.side === "off_balance" ? "off" : old?.side);
      }
      expect(new Set(accounts.map(({ type }) => type)).size).toBeGreaterThan(8);
    });

    test("totals, ageing and open items equal SQL", async () => {
      for (const company of await source.companies()) {
        expect(company.fiscalYear).toEqual({ lastDay: 31, lastMonth: 12 });
        for (const asOf of ["2018-12-31", "2026-10-15", "2026-12-31"]) {
          const { ranges } = await source.totals({ companyId: company.id, ranges: { d: { to: asOf }, rest: {} } });
          const sql = await odoo.sql(
            `select account_id as id, sum(balance)::text as balance, count(*)::int as count from account_move_line
               where company_id = $1 and parent_state = 'posted' and date <= $2::date and display_type is null group by 1 order by 1`,
            [company.id, asOf],
          );
          expect(ranges.d?.map(({ accountId, balance, count }) => ({ accountId, balance, count }))).toEqual(
            sql.map(({ id, balance, count }) => ({ accountId: id, balance: toMinorUnits(String(balance)), count })),
          );
          for (const side of SIDES) {
            const [row] = await odoo.sql(
              `select coalesce(sum(l.balance), 0)::text as balance from account_move_line l join account_account a on a.id = l.account_id
                 where l.company_id = $1 and l.parent_state = 'posted' and l.date <= $2::date and a.internal_type = $3`,
              [company.id, asOf, side],
            );
            const control = toMinorUnits(String(row?.balance));
            const aged = await source.aged({ companyId: company.id, side, asOf });
            expect(aged.control).toBe(control);
            expect(aged.cells.reduce((sum, { forward }) => sum + forward, 0n)).toBe(control);
            for (const cell of aged.cells) expect(cell.backward).toBe(cell.forward);
            const open = await source.openItems({ companyId: company.id, side, asOf });
            expect(open.items.reduce((sum, { residual }) => sum + residual, 0n)).toBe(control);
          }
        }
      }
    });

    test("an entry's link is that of the old web client", () => {
      const link = source.recordLink("account.move");
      expect(`${link?.before}7${link?.after}`).toBe(`${odoo.url}/web#id=7&model=account.move&view_type=form`);
    });
  },
  "demo14",
);
