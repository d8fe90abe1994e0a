import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, type OdooClient } from "@sextant/odoo-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeOdoo } from "../../../../test/odoo/describe-odoo.ts";
import { openOracle, toMinorUnits } from "../../../../test/odoo/oracle/oracle.ts";
import { addUserWithHiddenItems, type RunningOdoo, sharedOdoo, startOdoo } from "../../../../test/odoo/real-odoo.ts";
import { openLive } from "../live/index.ts";
import { loadSnapshot, openLake, saveSnapshot, syncLake } from "./index.ts";
import { openState } from "./lake-state.ts";

const folders: string[] = [];
async function folder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "sextant-lake-"));
  folders.push(dir);
  return dir;
}
afterAll(async () => {
  for (const dir of folders) await rm(dir, { recursive: true, force: true });
});

const connectAs = (odoo: RunningOdoo, user: { login: string; key: string } = odoo): Promise<OdooClient> =>
  connect({ url: odoo.url, database: odoo.database, login: user.login, secret: user.key });

const LEDGERS = { receivable: "asset_receivable", payable: "liability_payable" } as const;

const LABELS = [
  "  blanks around  ",
  "'; DROP TABLE items; --",
  "Ω≈ç√∫ 田中さん مرحبا",
  "👩‍👩‍👧‍👦 e\u0301 \u202Eright to left",
  'tab\there, line\nbreak, quote" back\\slash {{file}} $asOf',
  "<script>alert(1)</script> &amp; %s %(x)s",
  "x".repeat(3000),
];

/** Every item and reconciliation of the lake, and of Odoo's database, as text. */
async function lakeRows(dir: string) {
  const { engine } = await openState(dir);
  try {
    const read = async (sql: string) => (await engine.rows(sql)).map((row) => Object.values(row).map(String).join("|"));
    return {
      items: await read(
        `SELECT id, move_id, entry, label, ref, journal_id, account_id, partner_id, company_id, currency_id, date, due, balance, debit,
          credit, amount_currency, residual, residual_currency, posted, display_type FROM items ORDER BY id`,
      ),
      partials: await read(
        `SELECT id, debit_item, credit_item, company_id, max_date, amount, debit_amount_currency, credit_amount_currency,
          exchange_move_id FROM partials ORDER BY id`,
      ),
    };
  } finally {
    engine.close();
  }
}

async function odooRows(odoo: RunningOdoo) {
  const read = async (sql: string) => (await odoo.sql(sql)).map((row) => Object.values(row).map(String).join("|"));
  const minor = (name: string) => `(${name} * 100)::bigint AS ${name}`;
  return {
    items: await read(
      `SELECT id, move_id, move_name, name, ref, journal_id, account_id, partner_id, company_id, currency_id, date::text,
        date_maturity::text, ${["balance", "debit", "credit", "amount_currency", "amount_residual", "amount_residual_currency"].map(minor).join(", ")},
        parent_state = 'posted' AS posted, display_type
      FROM account_move_line
      WHERE parent_state IN ('posted', 'draft') AND display_type NOT IN ('line_section', 'line_subsection', 'line_note')
      ORDER BY id`,
    ),
    partials: await read(
      `SELECT id, debit_move_id, credit_move_id, company_id, max_date::text,
        ${["amount", "debit_amount_currency", "credit_amount_currency"].map(minor).join(", ")}, exchange_move_id
      FROM account_partial_reconcile ORDER BY id`,
    ),
  };
}

describeOdoo("the lake of a real Odoo", () => {
  let odoo: RunningOdoo;
  let client: OdooClient;
  let dir: string;
  beforeAll(async () => {
    odoo = await startOdoo({ template: "demo" });
    client = await connectAs(odoo);
    dir = await folder();
  });
  afterAll(async () => {
    await client?.close();
    await odoo?.stop();
  });

  const change = async (step: string) => {
    const code = await readFile(join(import.meta.dirname, "testing/change-books.py"), "utf8");
    const labels = JSON.stringify(JSON.stringify(LABELS));
    await odoo.shell(`import json\nSTEP = "${step}"\nLABELS = json.loads(${labels})\n${code}`);
  };

  test("equals Odoo's database row by row after the first sync and after each kind of change", async () => {
    expect(await syncLake({ client, dir })).toMatchObject({ kind: "full" });
    expect(await lakeRows(dir)).toEqual(await odooRows(odoo));

    const before = (await lakeRows(dir)).items.length;
    for (const step of ["add", "change", "unmatch"]) {
      await change(step);
      expect(await syncLake({ client, dir }), step).toMatchObject({ kind: "incremental" });
      const lake = await lakeRows(dir);
      expect(lake, step).toEqual(await odooRows(odoo));
      expect(lake.items.length, step).toBeGreaterThan(before);
    }
    expect(await syncLake({ client, dir })).toMatchObject({ kind: "incremental", partitionsWritten: 0 });
  });

  test("keeps every strange text as it was written", async () => {
    const { engine } = await openState(dir);
    const rows = await engine.rows("SELECT label FROM items WHERE ref = 'lake test' AND label IS NOT NULL");
    engine.close();
    const found = new Set(rows.map(({ label }) => String(label)));
    const stored = await odoo.sql(
      "SELECT DISTINCT name FROM account_move_line WHERE ref = 'lake test' AND name IS NOT NULL AND parent_state <> 'cancel'",
    );
    expect([...found].sort()).toEqual(stored.map(({ name }) => String(name)).sort());
    for (const label of LABELS)
      expect(
        [...found].some((text) => text.trim() === label.trim()),
        label.slice(0, 30),
      ).toBe(true);
  });

  test("answers like Odoo asked live, at every date, and ties to the control account", async () => {
    const [lake, live] = [await openLake(dir), openLive(client)];
    const cells = (reading: Awaited<ReturnType<typeof lake.aged>>) => ({
      cells: reading.cells,
      control: reading.control,
      partners: [...reading.partners].sort(),
      watermark: reading.watermark,
    });
    for (const { id: companyId } of await live.companies()) {
      for (const asOf of ["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-12-31"]) {
        for (const side of ["receivable", "payable"] as const) {
          const query = { companyId, side, asOf };
          const aged = await lake.aged(query);
          expect(cells(aged), JSON.stringify(query)).toEqual(cells(await live.aged(query)));
          for (const cell of aged.cells) expect(cell.forward).toBe(cell.backward);
          expect(aged.cells.reduce((sum, { forward }) => sum + forward, 0n)).toBe(aged.control);
          expect((await lake.openItems(query)).items).toEqual((await live.openItems(query)).items);
        }
      }
      expect(await lake.accounts(companyId)).toEqual(await live.accounts(companyId));
      expect(await lake.extent(companyId)).toEqual(await live.extent(companyId));
    }
    expect(await lake.companies()).toEqual(await live.companies());
    expect(lake.recordLink("account.move")).toEqual(live.recordLink("account.move"));
    await lake.close();
  });

  test("a user without rights is refused, one who sees part of the entries gets no total", async () => {
    for (const user of [odoo.users.employee, odoo.users.salesperson]) {
      const restricted = await connectAs(odoo, user);
      await expect(syncLake({ client: restricted, dir: await folder() })).rejects.toMatchObject({
        code: expect.stringMatching(/no_accounting_rights|access/),
      });
      await restricted.close();
    }
    const [account] = await odoo.sql(
      "SELECT account_id FROM account_move_line WHERE company_id = 1 AND ref = 'lake test' LIMIT 1",
    );
    const blinkered = await connectAs(
      odoo,
      await addUserWithHiddenItems(odoo, [["account_id", "=", account?.account_id]]),
    );
    const other = await folder();
    await syncLake({ client: blinkered, dir: other });
    const lake = await openLake(other);
    await expect(lake.totals({ companyId: 1, ranges: { all: {} } })).rejects.toMatchObject({ code: "hidden_items" });
    await lake.close();
    await blinkered.close();
  });
});

describeOdoo(
  "a snapshot of the demo company",
  () => {
    test("is small, is whole, and its figures are those of the database", async () => {
      const odoo = await sharedOdoo("company");
      const client = await connectAs(odoo);
      const oracle = openOracle(odoo);
      const [lakeDir, out, loaded] = [await folder(), await folder(), await folder()];
      await syncLake({ client, dir: lakeDir });
      const saved = await saveSnapshot({ lakeDir, out, label: "demo company" });
      expect(saved.bytes).toBeLessThan(4 * 2 ** 20);
      await loadSnapshot({ from: out, lakeDir: loaded });
      for (const dir of [out, loaded]) {
        const source = await openLake(dir);
        expect([source.origin, source.odooUrl, source.recordLink("account.move")]).toEqual([
          "demo company",
          null,
          null,
        ]);
        for (const { id: companyId, currency } of await source.companies()) {
          const asOf = (await source.extent(companyId))?.last ?? "2026-06-30";
          for (const side of ["receivable", "payable"] as const) {
            const { control, cells } = await source.aged({ companyId, side, asOf });
            const minor = (text: string) => toMinorUnits(text, currency.decimals);
            expect(control).toBe(minor(await oracle.controlAccount(companyId, asOf, LEDGERS[side])));
            const items = await oracle.openItems(companyId, asOf, LEDGERS[side]);
            const total = items.reduce((sum, { residual }) => sum + minor(residual), 0n);
            expect(cells.reduce((sum, { forward }) => sum + forward, 0n)).toBe(total);
          }
          const { ranges } = await source.totals({ companyId, ranges: { year: { from: "2026-01-01", to: asOf } } });
          const rows = await oracle.trialBalance(companyId, "2026-01-01", asOf);
          const debit = rows.reduce((sum, row) => sum + toMinorUnits(row.debit, currency.decimals), 0n);
          expect(ranges.year?.reduce((sum, row) => sum + row.debit, 0n)).toBe(debit);
        }
        await source.close();
      }
      await oracle.close();
      await client.close();
    });
  },
  "company",
);
