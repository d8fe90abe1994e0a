import { afterAll, beforeAll, expect, test } from "vitest";
import { describeOdoo } from "../describe-odoo.ts";
import { type RunningOdoo, sharedOdoo, type Template } from "../real-odoo.ts";
import { agedByPartner, type Ledger, type Oracle, openOracle, toMinorUnits } from "./oracle.ts";

const company = 1;
const sum = (amounts: readonly string[]): bigint => amounts.reduce((total, amount) => total + toMinorUnits(amount), 0n);
const days = ["2023-08-31", "2024-02-29", "2024-12-31", "2025-01-01", "2025-06-30", "2026-03-31", "2026-06-30"];

for (const template of ["demo", "company", "volume"] as const satisfies Template[])
  describeOdoo(
    `the SQL oracle on the ${template} database`,
    () => {
      let odoo: RunningOdoo;
      let oracle: Oracle;
      beforeAll(async () => {
        odoo = await sharedOdoo(template);
        oracle = openOracle(odoo);
      });
      afterAll(() => oracle?.close());

      test("trial balance: openings, movements and closings sum to zero", async () => {
        for (const [from, to] of [
          ["2024-03-01", "2024-03-31"],
          ["2024-10-01", "2025-03-31"],
          ["2026-01-01", "2026-06-30"],
        ] as const) {
          const rows = await oracle.trialBalance(company, from, to);
          expect(sum(rows.map((row) => row.opening))).toBe(0n);
          expect(sum(rows.map((row) => row.debit))).toBe(sum(rows.map((row) => row.credit)));
          expect(sum(rows.map((row) => row.closing))).toBe(0n);
        }
      });

      test("balance sheet: assets equal liabilities and equity; its earnings are those of the profit and loss", async () => {
        for (const day of days) {
          const sheet = await oracle.balanceSheet(company, day);
          const assets = [
            "bankAndCash",
            "receivables",
            "currentAssets",
            "prepayments",
            "fixedAssets",
            "nonCurrentAssets",
          ] as const;
          const claims = [
            "currentLiabilities",
            "payables",
            "nonCurrentLiabilities",
            "equity",
            "currentYearEarnings",
            "previousYearsEarnings",
          ] as const;
          expect(sum(assets.map((line) => sheet[line]))).toBe(sum(claims.map((line) => sheet[line])));
          const result = await oracle.profitAndLoss(company, `${day.slice(0, 4)}-01-01`, day);
          expect(result.leftAfterAllocations).toBe(sheet.currentYearEarnings);
        }
      });

      test.for(["asset_receivable", "liability_payable"] as const)(
        "%s: forward equals backward for every item, and the total the control account",
        async (ledger: Ledger) => {
          for (const day of days) {
            const forward = await oracle.openItems(company, day, ledger, "forward");
            expect(await oracle.openItems(company, day, ledger, "backward")).toEqual(forward);
            const total = sum(forward.map((item) => item.residual));
            expect(total).toBe(toMinorUnits(await oracle.controlAccount(company, day, ledger)));
            const sums = await oracle.aged(company, day, ledger);
            for (const way of ["forward", "backward"] as const)
              expect(agedByPartner(sums.map((one) => ({ ...one, residual: one[way] })))).toEqual(
                agedByPartner(forward),
              );
          }
        },
      );

      test("closing balances are those that Odoo itself adds up", async () => {
        const rows = await oracle.trialBalance(company, "1900-01-01", "2026-06-30");
        const own = rows.filter((row) => row.accountId !== null && Number(row.closing) !== 0);
        const groups = await odooBalances(odoo, "2026-06-30");
        expect(own.map((row) => [row.accountId, toMinorUnits(row.closing)])).toEqual(
          expect.arrayContaining(groups.map(([id, balance]) => [id, BigInt(Math.round(balance * 100))])),
        );
        expect(own).toHaveLength(groups.length);
      });
    },
    template,
  );

/** Balances by account as Odoo groups them, over JSON-2. */
async function odooBalances(odoo: RunningOdoo, day: string): Promise<(readonly [number, number])[]> {
  const response = await fetch(`${odoo.url}/json/2/account.move.line/formatted_read_group`, {
    method: "POST",
    headers: {
      Authorization: `bearer ${odoo.key}`,
      "X-Odoo-Database": odoo.database,
      "Content-Type": "application/json",
    },
    body: JSON.stringify({
      domain: [
        ["company_id", "=", company],
        ["parent_state", "=", "posted"],
        ["date", "<=", day],
      ],
      groupby: ["account_id"],
      aggregates: ["balance:sum"],
    }),
  });
  const groups = (await response.json()) as { account_id: [number, string] | false; "balance:sum": number }[];
  return groups.flatMap((group) =>
    group.account_id && Math.round(group["balance:sum"] * 100) !== 0
      ? [[group.account_id[0], group["balance:sum"]] as const]
      : [],
  );
}
