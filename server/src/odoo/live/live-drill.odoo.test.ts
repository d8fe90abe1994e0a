import { createHash } from "node:crypto";
import type { CellSource } from "@sextant/contracts";
import {
  agedStatement,
  type Company,
  formatMinor,
  type LedgerSource,
  openItemsStatement,
  parseMinor,
  type Side,
  trialBalance,
  trialBalanceRanges,
} from "@sextant/ledger";
import { connect } from "@sextant/odoo-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeOdoo } from "../../../../test/odoo/describe-odoo.ts";
import { openOracle, toMinorUnits } from "../../../../test/odoo/oracle/oracle.ts";
import { type RunningOdoo, sharedOdoo, type Template } from "../../../../test/odoo/real-odoo.ts";
import { openLive } from "./index.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

for (const [template, day] of [
  // Its dates depend on when it was built.
  ["demo", "the last entry"],
  ["company", "2026-03-31"],
] as const satisfies (readonly [Template, string])[]) {
  describeOdoo(
    `every figure of the ${template} database leads to its journal items`,
    () => {
      let odoo: RunningOdoo;
      let source: LedgerSource;
      let company: Company;
      let asOf: string;

      beforeAll(async () => {
        odoo = await sharedOdoo(template);
        const { url, database, login, key } = odoo;
        source = openLive(await connect({ url, database, login, secret: key }));
        const [first] = await source.companies();
        if (!first) throw new Error("no company");
        company = first;
        asOf = day === "the last entry" ? ((await source.extent(company.id))?.last ?? "") : day;
      });
      afterAll(() => source?.close());

      /** The cell proved, and listed page by page: all three ways to its amount agree. */
      async function expectProved(cell: CellSource, amount: string): Promise<void> {
        const proof = await source.prove(cell);
        expect(formatMinor(proof.total, company.currency)).toBe(amount);
        expect(proof.count).toBe(cell.count);
        const ids: number[] = [];
        let listed = 0n;
        for (let after: number | null = 0; after !== null; ) {
          const page = await source.items(cell, { after, limit: 7 });
          for (const item of page.items) {
            ids.push(item.id);
            listed += parseMinor(item.amount, company.currency);
            expect(item.account.code).not.toBe("");
            expect(item.entry).not.toBe("");
            expect(item.journal).not.toBe("");
          }
          after = page.next;
        }
        expect(listed).toBe(proof.total);
        expect(ids).toEqual([...ids].sort((a, b) => a - b));
        expect(ids).toHaveLength(proof.count);
        expect(proof.hash).toBe(sha256(ids.join(",")));
      }

      test("trial balance cells", async () => {
        const [from, to] = [`${asOf.slice(0, 7)}-01`, asOf];
        const [accounts, reading] = await Promise.all([
          source.accounts(company.id),
          source.totals({ companyId: company.id, ranges: trialBalanceRanges(company, { from, to }) }),
        ]);
        const { lines } = trialBalance({ company, accounts, from, to, reading });
        const cells = lines.flatMap(({ cells, source: proofs }) =>
          Object.entries(proofs).map(([name, proof]) => ({ amount: cells[name] ?? "", proof })),
        );
        const small = cells.filter(({ proof }) => proof.count > 0 && proof.count < 40).slice(0, 8);
        expect(small.length).toBeGreaterThan(2);
        for (const { amount, proof } of small) await expectProved(proof, amount);
      });

      test.for(["receivable", "payable"] as const satisfies Side[])("aged %s cells", async (side) => {
        const reading = await source.aged({ companyId: company.id, side, asOf });
        const { lines } = agedStatement({ company, side, asOf, reading });
        const cells = lines.flatMap(({ cells, source: proofs }) =>
          Object.entries(proofs).map(([name, proof]) => ({ amount: cells[name] ?? "", proof })),
        );
        const small = cells.filter(({ proof }) => proof.count > 0 && proof.count < 40).slice(0, 8);
        expect(small.length).toBeGreaterThan(0);
        for (const { amount, proof } of small) await expectProved(proof, amount);
      });

      test("open items carry the entry that Odoo's user would look for", async () => {
        const reading = await source.openItems({ companyId: company.id, side: "receivable", asOf });
        const { lines, tieOuts } = openItemsStatement({ company, side: "receivable", asOf, reading });
        expect(tieOuts.every(({ ok }) => ok)).toBe(true);
        expect(lines.length).toBeGreaterThan(1);
        const names = await odoo.sql(
          "select id, move_id as move, move_name as entry from account_move_line where id = any($1) order by id",
          [reading.items.map(({ id }) => id)],
        );
        expect(
          [...reading.items].sort((a, b) => a.id - b.id).map(({ id, moveId, entry }) => ({ id, move: moveId, entry })),
        ).toEqual(names);
      });

      test("one currency of one partner is proved in company currency", async () => {
        const reading = await source.aged({ companyId: company.id, side: "receivable", asOf });
        const cell = reading.cells.find(({ forward, count }) => forward !== 0n && count < 40);
        if (!cell) throw new Error("nothing is open");
        const { lines } = agedStatement({ company, side: "receivable", asOf, reading });
        const proof = lines.find(({ key }) => key === String(cell.partnerId))?.source[cell.bucket];
        if (!proof) throw new Error("no proof");
        const narrowed = { ...proof, selector: { ...proof.selector, currencyId: cell.currencyId } };
        const { total, count } = await source.prove(narrowed);
        expect([total, count]).toEqual([cell.forward, cell.count]);
        const oracle = openOracle(odoo);
        const items = await oracle.openItems(company.id, asOf, "asset_receivable");
        await oracle.close();
        const code = reading.currencies.get(cell.currencyId)?.code;
        const own = items.filter(
          (item) => item.partnerId === cell.partnerId && item.bucket === cell.bucket && item.currency === code,
        );
        expect(own.reduce((sum, { residual }) => sum + toMinorUnits(residual, company.currency.decimals), 0n)).toBe(
          total,
        );
      });

      test("partners are found by a part of their name, the nearest first", async () => {
        const [row] = await odoo.sql(
          "select id, name from res_partner where parent_id is null and length(name) > 5 order by id desc limit 1",
        );
        const name = String(row?.name);
        expect((await source.findPartners(name.toUpperCase(), 3))[0]?.name).toBe(name);
        expect((await source.findPartners(name.slice(0, 4), 50)).map((partner) => partner.name)).toContain(name);
        expect(await source.findPartners("100%_of\\nobody", 5)).toEqual([]);
        expect(await source.findPartners("  ", 5)).toEqual([]);
      });

      test("an entry opens at the link", async () => {
        const link = source.recordLink("account.move");
        expect(`${link?.before}7${link?.after}`).toBe(`${odoo.url}/odoo/account.move/7`);
      });
    },
    template,
  );
}
