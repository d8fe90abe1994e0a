import { isSextantError } from "@sextant/contracts";
import type { LedgerSource } from "@sextant/ledger";
import { connect, type OdooClient } from "@sextant/odoo-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeOdoo } from "../../../../test/odoo/describe-odoo.ts";
import { openOracle, toMinorUnits } from "../../../../test/odoo/oracle/oracle.ts";
import { addUserWithHiddenItems, type RunningOdoo, startOdoo, type TestUser } from "../../../../test/odoo/real-odoo.ts";
import { openLive } from "./index.ts";

const asOf = "2026-12-31";

describeOdoo("live readings that must refuse, or stand firm", () => {
  let odoo: RunningOdoo;
  const open: OdooClient[] = [];

  const clientOf = async (user: Pick<TestUser, "login" | "key">) => {
    const client = await connect({ url: odoo.url, database: odoo.database, login: user.login, secret: user.key });
    open.push(client);
    return client;
  };
  const sourceOf = async (user: Pick<TestUser, "login" | "key">) => openLive(await clientOf(user));

  beforeAll(async () => {
    odoo = await startOdoo({ template: "demo" });
  });
  afterAll(async () => {
    await Promise.all(open.map((client) => client.close()));
    await odoo?.stop();
  });

  const everyReading = (source: LedgerSource, companyId: number) => [
    () => source.totals({ companyId, ranges: { all: {} } }),
    () => source.totals({ companyId, ranges: { part: { to: "2026-11-05" } } }),
    () => source.aged({ companyId, side: "receivable", asOf }),
    () => source.openItems({ companyId, side: "payable", asOf }),
  ];

  test.for(["salesperson", "employee"] as const)("%s: no accounting rights, and no figure", async (name) => {
    const source = await sourceOf(odoo.users[name]);
    const [company] = await source.companies();
    for (const read of everyReading(source, company?.id ?? 1)) {
      await expect(read()).rejects.toMatchObject({
        code: "no_accounting_rights",
        message: expect.stringContaining(`"${name}"`),
      });
    }
  });

  test("a company that the user does not see is refused, naming those that he sees", async () => {
    const source = await sourceOf(odoo.users.accountant);
    expect((await source.companies()).map(({ id }) => id)).toEqual([1]);
    const [{ name } = { name: "" }] = await odoo.sql("select name from res_company where id = 1");
    for (const read of everyReading(source, 2)) {
      await expect(read()).rejects.toMatchObject({
        code: "company_not_visible",
        message: expect.stringContaining(`${name} (1)`),
      });
    }
    expect((await source.totals({ companyId: 1, ranges: { all: {} } })).watermark.count).toBeGreaterThan(0);
  });

  test("a record rule that hides items: every total is refused in one sentence", async () => {
    const [row] = await odoo.sql(
      "select account_id as id from account_move_line where company_id = 1 and parent_state = 'posted' and balance <> 0 order by id limit 1",
    );
    const source = await sourceOf(await addUserWithHiddenItems(odoo, [["account_id", "=", row?.id]]));
    for (const read of everyReading(source, 1)) {
      const error = await read().catch((reason: unknown) => reason);
      expect(isSextantError(error) && error.code).toBe("hidden_items");
      expect(String(error)).toContain("record rules");
    }
  });

  test("a date before the first entry gives nothing, and that is proved too", async () => {
    const source = await sourceOf(odoo);
    const early = "1990-06-30";
    const { ranges, watermark } = await source.totals({ companyId: 1, ranges: { early: { to: early } } });
    expect(ranges.early).toEqual([]);
    expect(watermark.count).toBeGreaterThan(0);
    const aged = await source.aged({ companyId: 1, side: "receivable", asOf: early });
    expect(aged.cells).toEqual([]);
    expect(aged.control).toBe(0n);
    expect((await source.openItems({ companyId: 1, side: "receivable", asOf: early })).items).toEqual([]);
  });

  test("an empty company is empty, not an error", async () => {
    const id = Number(
      await odoo.shell(
        `c = env['res.company'].create({'name': 'Empty'})\nenv.ref('base.user_admin').company_ids += c\nprint(c.id)`,
      ),
    );
    const source = await sourceOf(odoo);
    expect(await source.extent(id)).toBeNull();
    expect(await source.totals({ companyId: id, ranges: { all: {}, part: { to: "2026-05-17" } } })).toEqual({
      ranges: { all: [], part: [] },
      watermark: { count: 0, maxId: 0, lastWrite: "", balance: 0n },
    });
    const aged = await source.aged({ companyId: id, side: "payable", asOf });
    expect([aged.cells, aged.control, aged.accountIds]).toEqual([[], 0n, []]);
  });

  test("another language changes labels and no figure", async () => {
    const english = await sourceOf(odoo);
    const read = async (source: LedgerSource) => [
      await source.totals({
        companyId: 1,
        ranges: { q: { from: "2026-10-01", to: "2026-12-31" }, d: { to: "2026-11-09" } },
      }),
      (await source.aged({ companyId: 1, side: "receivable", asOf })).cells,
      (await source.accounts(1)).map(({ id, code, type }) => ({ id, code, type })),
    ];
    const before = await read(english);
    await odoo.shell(
      "env['res.lang']._activate_lang('ar_001')\nenv['res.lang']._activate_lang('fr_FR')\nenv.ref('base.user_admin').lang = 'fr_FR'",
    );
    const client = await clientOf(odoo);
    expect(client.info.lang).toBe("fr_FR");
    expect(await read(openLive(client))).toEqual(before);
    await odoo.shell("env.ref('base.user_admin').lang = 'en_US'");
  });

  describe("a ledger that changes while it is read", () => {
    /** A client that posts an entry just before its n-th aggregate, as often as told. */
    const meddling = async (times: number, nth: number) => {
      const client = await clientOf(odoo);
      const accounts = await odoo.sql(
        `select id from account_account where account_type in ('expense', 'asset_current') and active and code_store ? '1' order by id limit 2`,
      );
      const [journal] = await odoo.sql(
        "select id from account_journal where company_id = 1 and type = 'general' limit 1",
      );
      let left = times;
      let asked = 0;
      const post = async () => {
        const line = (id: unknown, debit: number, credit: number) => [
          0,
          0,
          { account_id: id, debit, credit, name: "meddle" },
        ];
        const entry = {
          journal_id: journal?.id,
          date: "2026-11-03",
          line_ids: [line(accounts[0]?.id, 7, 0), line(accounts[1]?.id, 0, 7)],
        };
        const scope = { companyIds: [1] };
        const ids = await client.call("write", "account.move", "create", { named: { vals_list: [entry] } }, scope);
        await client.call("write", "account.move", "action_post", { ids: ids as number[] }, scope);
      };
      const meddled: OdooClient = {
        ...client,
        aggregate: async (query, options) => {
          asked += 1;
          if (left > 0 && asked % nth === 0) {
            left -= 1;
            await post();
          }
          return client.aggregate(query, options);
        },
      };
      return { source: openLive(meddled), posted: () => times - left };
    };
    const ranges = { before: { to: "2026-11-02" }, day: { from: "2026-11-03", to: "2026-11-03" }, whole: {} };

    test("is read again, and the figures are of one moment", async () => {
      const { source, posted } = await meddling(1, 3);
      const seen = await source.totals({ companyId: 1, ranges });
      expect(posted()).toBe(1);
      const quiet = await sourceOf(odoo);
      expect(seen).toEqual(await quiet.totals({ companyId: 1, ranges }));
      for (const name of Object.keys(ranges)) {
        expect(seen.ranges[name]?.reduce((sum, { balance }) => sum + balance, 0n)).toBe(0n);
      }
    });

    test("ageing is read again as well", async () => {
      const { source, posted } = await meddling(1, 9);
      const seen = await source.aged({ companyId: 1, side: "receivable", asOf });
      expect(posted()).toBe(1);
      expect(seen.watermark).toEqual(
        (await (await sourceOf(odoo)).aged({ companyId: 1, side: "receivable", asOf })).watermark,
      );
    });

    test("that never rests is refused", async () => {
      const { source } = await meddling(Number.POSITIVE_INFINITY, 4);
      await expect(source.totals({ companyId: 1, ranges })).rejects.toMatchObject({ code: "ledger_changed" });
    });
  });

  test("a cancelled reading stops at once and spoils no other", async () => {
    const source = await sourceOf(odoo);
    const query = { companyId: 1, side: "receivable", asOf } as const;
    const controller = new AbortController();
    const phases: string[] = [];
    const reading = source.aged(query, {
      signal: controller.signal,
      onProgress: (phase, done) => {
        phases.push(phase);
        if (done === 3) controller.abort();
      },
    });
    await expect(reading).rejects.toMatchObject({ code: "aborted" });
    expect(phases).toHaveLength(4);
    expect((await source.aged(query)).cells.length).toBeGreaterThan(0);
  });

  test("a posted payment matched with a draft invoice stays open, forward and backward", async () => {
    await odoo.shell(`
partner = env['res.partner'].create({'name': 'Half Matched'})
product_account = env['account.account'].search([('account_type', '=', 'income')], limit=1)
invoice = env['account.move'].create({'move_type': 'out_invoice', 'partner_id': partner.id, 'invoice_date': '2026-10-05',
    'invoice_line_ids': [(0, 0, {'name': 'x', 'quantity': 1, 'price_unit': 120, 'tax_ids': [], 'account_id': product_account.id})]})
receivable = invoice.line_ids.filtered(lambda l: l.account_id.account_type == 'asset_receivable')
other = env['account.account'].search([('account_type', '=', 'asset_current')], limit=1)
journal = env['account.journal'].search([('type', '=', 'general'), ('company_id', '=', 1)], limit=1)
payment = env['account.move'].create({'journal_id': journal.id, 'date': '2026-10-06', 'line_ids': [
    (0, 0, {'account_id': other.id, 'debit': 50, 'credit': 0}),
    (0, 0, {'account_id': receivable.account_id.id, 'partner_id': partner.id, 'debit': 0, 'credit': 50})]})
payment.action_post()
credit = payment.line_ids.filtered(lambda l: l.credit)
env['account.partial.reconcile'].create({'debit_move_id': receivable.id, 'credit_move_id': credit.id, 'amount': 50,
    'debit_amount_currency': 50, 'credit_amount_currency': 50})
`);
    const source = await sourceOf(odoo);
    const oracle = openOracle(odoo);
    const [partner] = await source.findPartners("Half Matched", 1);
    for (const day of ["2026-10-05", "2026-10-06", asOf]) {
      const reading = await source.aged({ companyId: 1, side: "receivable", asOf: day });
      const own = reading.cells.filter(({ partnerId }) => partnerId === partner?.id);
      expect(own.map(({ forward, backward }) => [forward, backward])).toEqual(
        day === "2026-10-05" ? [] : [[-5000n, -5000n]],
      );
      expect(reading.control).toBe(toMinorUnits(await oracle.controlAccount(1, day, "asset_receivable")));
      const items = (await source.openItems({ companyId: 1, side: "receivable", asOf: day })).items;
      const open = await oracle.openItems(1, day, "asset_receivable");
      expect(items.map(({ id }) => id).sort((a, b) => a - b)).toEqual(open.map(({ id }) => id));
      expect(items.every(({ residual, backwardResidual }) => residual === backwardResidual)).toBe(true);
    }
    await oracle.close();
  });

  test("an item matched with another partner's: each partner ties to its own control", async () => {
    const ids = await odoo.shell(`
one, two = env['res.partner'].create([{'name': 'Debtor One'}, {'name': 'Payer Two'}])
contact = env['res.partner'].create({'name': 'A Contact', 'parent_id': two.id, 'type': 'contact'})
receivable = env['account.account'].search([('account_type', '=', 'asset_receivable'), ('non_trade', '=', False)], limit=1)
other = env['account.account'].search([('account_type', '=', 'asset_current')], limit=1)
journal = env['account.journal'].search([('type', '=', 'general'), ('company_id', '=', 1)], limit=1)
def entry(partner, debit, credit, date):
    move = env['account.move'].create({'journal_id': journal.id, 'date': date, 'line_ids': [
        (0, 0, {'account_id': receivable.id, 'partner_id': partner.id, 'debit': debit, 'credit': credit, 'date_maturity': date}),
        (0, 0, {'account_id': other.id, 'debit': credit, 'credit': debit})]})
    move.action_post()
    return move.line_ids.filtered(lambda l: l.account_id == receivable)
(entry(one, 100, 0, '2026-10-01') + entry(contact, 0, 70, '2026-10-20')).reconcile()
print(one.id, two.id)
`);
    const [one = 0, two = 0] = ids.trim().split(" ").map(Number);
    const client = await clientOf(odoo);
    const older = openLive({ ...client, info: { ...client.info, major: 18 } });
    for (const source of [openLive(client), older]) {
      for (const [day, left] of [
        ["2026-10-19", { [one]: 10000n, [two]: 0n }],
        ["2026-10-20", { [one]: 3000n, [two]: 0n }],
      ] as const) {
        for (const partnerId of [one, two]) {
          const query = { companyId: 1, side: "receivable", asOf: day, partnerId } as const;
          const { cells, control } = await source.aged(query);
          expect(cells.reduce((sum, { forward }) => sum + forward, 0n)).toBe(left[partnerId]);
          expect(cells.reduce((sum, { backward }) => sum + backward, 0n)).toBe(left[partnerId]);
          expect(control).toBe(left[partnerId]);
          const open = await source.openItems(query);
          expect(open.items.reduce((sum, { residual }) => sum + residual, 0n)).toBe(left[partnerId]);
          expect(open.control).toBe(left[partnerId]);
        }
      }
    }
  });

  test("a branch belongs to the books of its company; an archived account keeps its balance; locks are told", async () => {
    const text = await odoo.shell(`
parent = env['res.company'].browse(1)
branch = env['res.company'].create({'name': 'Branch Office', 'parent_id': 1})
env.ref('base.user_admin').company_ids += branch
def entry(company, amount):
    accounts = env['account.account'].with_company(company).search([('account_type', '=', 'expense')], limit=2)
    journal = env['account.journal'].search([('type', '=', 'general'), ('company_id', '=', 1)], limit=1)
    move = env['account.move'].with_company(company).create({'journal_id': journal.id, 'date': '2026-09-09', 'company_id': company.id, 'line_ids': [
        (0, 0, {'account_id': accounts[0].id, 'debit': amount, 'credit': 0}), (0, 0, {'account_id': accounts[1].id, 'debit': 0, 'credit': amount})]})
    move.action_post()
    return accounts
accounts = entry(branch, 33)
accounts[0].active = False
parent.fiscalyear_lock_date = '2026-03-31'
parent.hard_lock_date = '2025-12-31'
print(branch.id, accounts[0].id)
`);
    const [branchId = 0, accountId = 0] = text.trim().split(" ").map(Number);
    const source = await sourceOf(odoo);
    const companies = await source.companies();
    expect(companies.find(({ id }) => id === 1)?.branchIds).toContain(branchId);
    expect(companies.find(({ id }) => id === branchId)?.branchIds).toEqual([branchId]);
    for (const id of [1, branchId]) {
      expect(companies.find((company) => company.id === id)?.lock).toEqual({
        lockedThrough: "2026-03-31",
        hard: false,
      });
      const { ranges } = await source.totals({
        companyId: id,
        ranges: { day: { from: "2026-09-09", to: "2026-09-09" } },
      });
      expect(ranges.day?.find((total) => total.accountId === accountId)?.debit).toBe(3300n);
      const account = (await source.accounts(id)).find((one) => one.id === accountId);
      expect(account).toMatchObject({ active: false, type: "expense" });
      expect(account?.code).not.toBe("");
    }
    await odoo.shell(`
env['account.lock_exception'].create({'company_id': 1, 'user_id': env.ref('base.user_admin').id, 'fiscalyear_lock_date': '2026-01-31', 'reason': 'test'})
`);
    expect((await source.companies()).find(({ id }) => id === 1)?.lock).toEqual({
      lockedThrough: "2026-01-31",
      hard: false,
    });
    await odoo.shell("env['res.company'].browse(1).hard_lock_date = '2026-02-28'");
    expect((await source.companies()).find(({ id }) => id === 1)?.lock).toEqual({
      lockedThrough: "2026-02-28",
      hard: true,
    });
  });
});
