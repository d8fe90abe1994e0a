import type { AskResult } from "@sextant/contracts";
import { connect, type OdooClient } from "@sextant/odoo-client";
import { afterAll, beforeAll, expect, it } from "vitest";
import { answerDocument } from "../../server/src/assistant/documents/answer-document.ts";
import type { DocumentRecords } from "../../server/src/assistant/index.ts";
import { openLive } from "../../server/src/odoo/index.ts";
import { describeOdoo } from "../odoo/describe-odoo.ts";
import { type RunningOdoo, type SqlRow, sharedOdoo, users } from "../odoo/real-odoo.ts";

const TODAY = "2026-11-28";
const OPEN_TYPES = "a.account_type in ('asset_receivable', 'liability_payable')";

/** One document of each kind and state of payment, whose number is its own. */
const INVOICES = `
  select distinct on (move_type, payment_state) id, name, move_type, payment_state, amount_total::float8 as total, amount_residual::float8 as residual,
    amount_untaxed::float8 as untaxed, amount_tax::float8 as tax, to_char(invoice_date_due, 'YYYY-MM-DD') as due, commercial_partner_id as partner
  from account_move m where state = 'posted' and move_type in ('out_invoice', 'in_invoice', 'out_refund', 'in_refund')
    and (select count(*) from account_move o where o.name = m.name) = 1 order by move_type, payment_state, id`;
/** Days between due and settled of the latest twenty others, by the books themselves. */
const DELAYS = `
  with settled as (
    select id, invoice_date_due as due from account_move where commercial_partner_id = $1 and move_type = $2 and id <> $3 and state = 'posted'
      and payment_state in ('paid', 'in_payment') and invoice_date_due is not null order by invoice_date desc, id desc limit 20)
  select (max(p.max_date) - s.due)::int as days from settled s join account_move_line l on l.move_id = s.id join account_account a on a.id = l.account_id and ${OPEN_TYPES}
  join account_partial_reconcile p on p.debit_move_id = l.id or p.credit_move_id = l.id group by s.id, s.due order by 1`;
const TRANSFERS = `
  select distinct on (state) id, name, state, (date '${TODAY}' - scheduled_date::date) as late from stock_picking p
  where state in ('confirmed', 'waiting', 'assigned', 'done') and (select count(*) from stock_picking o where o.name = p.name) = 1 order by state, id`;

describeOdoo("one document, explained without a model", () => {
  let odoo: RunningOdoo;
  let client: OdooClient;
  let records: DocumentRecords;
  beforeAll(async () => {
    odoo = await sharedOdoo("company");
    client = await connect({ url: odoo.url, database: odoo.database, login: odoo.login, secret: odoo.key });
    records = openLive(client).records as DocumentRecords;
  });
  afterAll(() => client?.close());

  const explain = async (question: string): Promise<AskResult> => {
    const answered = await answerDocument(question, records, { today: TODAY });
    if (!answered) throw new Error(`${question} is about no document`);
    return answered;
  };
  const figure = ({ figures }: AskResult, line: string) => figures.find(({ source }) => source.line === line)?.value;

  it("says of invoices and bills what SQL says, with the records behind each figure", async () => {
    const invoices = await odoo.sql(INVOICES);
    expect(invoices.length).toBeGreaterThan(4);
    for (const one of invoices) {
      const told = await explain(`Why is the invoice ${one.name} not paid?`);
      expect([one.name, told.refused]).toEqual([one.name, null]);
      expect(Number(figure(told, "total"))).toBe(one.total);
      expect(Number(figure(told, "untaxed"))).toBe(one.untaxed);
      expect(Number(figure(told, "tax"))).toBe(one.tax);
      if (one.residual === 0) expect(told.answer).toContain("nothing is open");
      else expect(Number(figure(told, "open"))).toBe(one.residual);
      const late = Math.round((Date.parse(TODAY) - Date.parse(String(one.due))) / 86_400_000);
      expect([one.name, figure(told, "days late")]).toEqual([
        one.name,
        one.residual !== 0 && late > 0 ? String(late) : undefined,
      ]);
      const delays = (await odoo.sql(DELAYS, [one.partner, one.move_type, one.id])).map(({ days }) => Number(days));
      expect([one.name, figure(told, "documents")]).toEqual([
        one.name,
        delays.length > 0 ? String(delays.length) : undefined,
      ]);
      const median = delays[Math.floor(delays.length / 2)] ?? 0;
      expect([one.name, figure(told, "median delay")]).toEqual([
        one.name,
        median === 0 ? undefined : String(Math.abs(median)),
      ]);
      expect(told.tieOuts.map(({ ok }) => ok)).toEqual([true, true]);
      for (const { source } of told.figures) {
        const { model = "", domain = [] } = source.records ?? {};
        expect(await client.count(model, domain), JSON.stringify(source)).toBeGreaterThan(0);
      }
    }
    // What was matched adds up to what is not open any more.
    const partial =
      invoices.find(({ payment_state: state }) => state === "partial") ??
      invoices.find(({ payment_state: state }) => state === "paid");
    const told = await explain(`Explain the invoice ${partial?.name}`);
    const matched = told.figures
      .filter(({ source }) => source.line === "matched")
      .reduce((sum, { value }) => sum + Number(value), 0);
    expect(matched).toBeCloseTo(Number(partial?.total) - Number(partial?.residual), 2);
  });

  it("says of transfers what they wait for", async () => {
    const transfers = await odoo.sql(TRANSFERS);
    expect(transfers.length).toBeGreaterThan(0);
    for (const { name, state, late, id } of transfers) {
      const told = await explain(`Why is the transfer ${name} late?`);
      expect([name, told.refused]).toEqual([name, null]);
      if (state !== "done")
        expect([name, figure(told, "days late")]).toEqual([name, Number(late) > 0 ? String(late) : undefined]);
      const short = (await odoo.sql(
        "select (product_uom_qty - coalesce(quantity, 0))::float8 as missing from stock_move where picking_id = $1 and state not in ('done', 'cancel') and product_uom_qty > coalesce(quantity, 0) order by id",
        [id],
      )) as SqlRow[];
      const missing = told.figures.filter(({ source }) => source.line === "missing").map(({ value }) => Number(value));
      expect([name, missing]).toEqual([name, short.slice(0, 5).map((one) => one.missing)]);
    }
  });

  it.each([
    ["sales order", "sale", "product_uom_qty", "qty_delivered"],
    ["purchase order", "purchase", "product_qty", "qty_received"],
  ])("says of a %s what SQL says", async (kind, table, wanted, moved) => {
    const orders = await odoo.sql(
      `select distinct on (state, invoice_status) id, name, state, amount_total::float8 as total, amount_untaxed::float8 as untaxed, amount_tax::float8 as tax
       from ${table}_order o where (select count(*) from ${table}_order other where other.name = o.name) = 1 order by state, invoice_status, id`,
    );
    expect(orders.length).toBeGreaterThan(1);
    for (const one of orders) {
      const told = await explain(`Explain the ${kind} ${one.name}`);
      expect([one.name, told.refused]).toEqual([one.name, null]);
      for (const line of ["total", "untaxed", "tax"]) expect(Number(figure(told, line))).toBe(one[line]);
      expect(told.tieOuts.map(({ ok }) => ok)).toEqual([true]);
      const confirmed = ["sale", "purchase", "done"].includes(String(one.state));
      const short = await odoo.sql(
        `select ${wanted}::float8 as wanted, coalesce(${moved}, 0)::float8 as moved from ${table}_order_line where order_id = $1 and display_type is null
         and ${wanted} > coalesce(${moved}, 0) order by sequence, id`,
        [one.id],
      );
      const ordered = told.figures.filter(({ source }) => source.line === "ordered").map(({ value }) => Number(value));
      const expected = confirmed ? short.map((line) => Number(line.wanted)) : [];
      expect([one.name, ordered.sort()]).toEqual([one.name, expected.slice(0, 5).sort()]);
      if (confirmed && short.length === 0) expect(told.answer).toContain("All of it is");
      const invoices = await odoo.sql(
        table === "sale"
          ? `select distinct m.id, m.amount_total::float8 as total from account_move m join account_move_line l on l.move_id = m.id
             join sale_order_line_invoice_rel r on r.invoice_line_id = l.id join sale_order_line s on s.id = r.order_line_id where s.order_id = $1 and m.state <> 'cancel'`
          : `select distinct m.id, m.amount_total::float8 as total from account_move m join account_move_line l on l.move_id = m.id
             join purchase_order_line p on p.id = l.purchase_line_id where p.order_id = $1 and m.state <> 'cancel'`,
        [one.id],
      );
      const invoiced = told.figures
        .filter(({ source }) => source.line === "invoiced")
        .map(({ value }) => Number(value));
      const totals = confirmed ? invoices.map(({ total }) => Number(total)) : [];
      expect([one.name, invoiced.sort()]).toEqual([one.name, totals.slice(0, 5).sort()]);
      for (const { source } of told.figures)
        expect(await client.count(source.records?.model ?? "", source.records?.domain ?? [])).toBeGreaterThan(0);
    }
  });

  it("says of a journal entry what it moves, as SQL adds it up", async () => {
    const entries = await odoo.sql(
      "select distinct on (journal_id, state) id, name, state, (select sum(debit)::float8 from account_move_line l where l.move_id = m.id) as debit, " +
        "(select count(*)::int from account_move_line l where l.move_id = m.id) as items from account_move m where move_type = 'entry' and name like '%/%' " +
        "and (select count(*) from account_move o where o.name = m.name) = 1 order by journal_id, state, id",
    );
    expect(entries.length).toBeGreaterThan(2);
    for (const { name, debit, items, state } of entries) {
      const told = await explain(`Explain the journal entry ${name}`);
      expect([name, told.refused]).toEqual([name, null]);
      expect([Number(figure(told, "total")), Number(figure(told, "items"))]).toEqual([debit, items]);
      expect(told.tieOuts).toMatchObject([{ label: "Debits = credits", ok: true }]);
      expect(told.answer.includes("It is a draft")).toBe(state === "draft");
      const side = (line: string) =>
        told.figures.filter(({ source }) => source.line === line).reduce((sum, { value }) => sum + Number(value), 0);
      if (Number(items) <= 5)
        expect([side("debit"), side("credit")].map((sum) => sum.toFixed(2))).toEqual([
          Number(debit).toFixed(2),
          Number(debit).toFixed(2),
        ]);
    }
  });

  it("tells who may not see it that there is none, and passes other questions on", async () => {
    expect(await answerDocument("How much cash do we have?", records, { today: TODAY })).toBeNull();
    expect((await explain("Explain the invoice INV/1999/99999")).answer).toContain(
      "There is no invoice INV/1999/99999 among those that",
    );
    const [one] = await odoo.sql(INVOICES);
    const low = await connect({
      url: odoo.url,
      database: odoo.database,
      login: users.employee.login,
      secret: users.employee.key,
    });
    const asked = answerDocument(`Explain the invoice ${one?.name}`, openLive(low).records as DocumentRecords, {
      today: TODAY,
    });
    const outcome = await asked.then(
      (told) => told?.figures,
      (error: { code: string }) => error.code,
    );
    expect([[], "access"]).toContainEqual(outcome);
    await low.close();
  });
});
