import type { Proposal, ProposeRequest } from "@sextant/contracts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Proposals } from "../../../server/src/changes/index.ts";
import { describeOdoo } from "../../odoo/describe-odoo.ts";
import { users } from "../../odoo/real-odoo.ts";
import { builtWorker, COUNTED, KILL_POINTS, killRound, LEASE_MS } from "./kill-round.ts";
import { type ChangeServers, startChangeServers } from "./servers.ts";

const create = (model: string, values: object): ProposeRequest =>
  ({ change: { kind: "create", model, values } }) as ProposeRequest;
const write = (model: string, id: number, values: object): ProposeRequest =>
  ({ change: { kind: "write", model, id, values } }) as ProposeRequest;
const action = (name: string, parameters: Record<string, unknown>): ProposeRequest => ({
  change: { kind: "action", action: name, parameters },
});
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => "no error",
    (error: { code?: string; message: string }) => error.code ?? error.message,
  );

describeOdoo("changes to a real Odoo", () => {
  describe.each([
    ["through the module sextant", true],
    ["without it", false],
  ] as const)("%s", (_how, bridge) => {
    let servers: ChangeServers;
    let changes: Proposals;
    let recovering: Proposals;
    let worker: Awaited<ReturnType<typeof builtWorker>>;
    const one = async (text: string, params: readonly unknown[] = []) =>
      (await servers.odoo.sql(text, params))[0] ?? {};
    const idOf = async (text: string) => Number((await one(text)).id);
    /** Proposed, approved as shown, and what came of it. */
    const made = async (request: ProposeRequest): Promise<Proposal> => {
      const { id, sha256 } = await changes.propose(request);
      const done = await changes.approve(id, sha256);
      expect(done.result?.error ?? null).toBeNull();
      expect(done.state).toBe("done");
      return done;
    };

    beforeAll(async () => {
      [servers, worker] = await Promise.all([startChangeServers(bridge ? "bridge" : "plain", bridge), builtWorker()]);
      changes = servers.proposals(users.admin);
      recovering = servers.proposals(users.admin, { leaseMs: LEASE_MS });
    });
    afterAll(async () => {
      worker.remove();
      await servers.stop();
    });

    it("says which guarantee it has", async () => {
      const { preview } = await changes.propose(create("res.partner", { name: "Guarantee" }));
      expect(preview.guarantee).toBe(bridge ? "bridge" : "reduced");
      expect(preview.warnings.some((text) => text.includes("guarantees are reduced"))).toBe(!bridge);
    });

    it("shows the difference from Odoo, writes exactly that, once, and takes it back", async () => {
      const id = await idOf(
        "select id from res_partner where is_company and city is not null and email is not null order by id limit 1",
      );
      const before = await one("select city, street from res_partner where id = $1", [id]);
      const germany = await idOf("select id from res_country where code = 'DE'");
      const proposal = await changes.propose(
        write("res.partner", id, { city: "Žižkov <b>", country_id: germany, street: null }),
      );
      const shown = Object.fromEntries(
        proposal.preview.fields.map((field) => [field.field, [field.before, field.after]]),
      );
      expect(shown.city).toEqual([before.city, "Žižkov <b>"]);
      expect(shown.country_id?.[1]).toBe("Germany");
      expect(await one("select city from res_partner where id = $1", [id])).toEqual({ city: before.city });

      expect(await code(changes.approve(proposal.id, "0".repeat(64)))).toBe("proposal_changed");
      const done = await changes.approve(proposal.id, proposal.sha256);
      expect(done).toMatchObject({
        state: "done",
        result: { record: { model: "res.partner", id }, found: false, undoable: true },
      });
      expect(done.result?.record?.url).toBe(`${servers.odoo.url}/odoo/res.partner/${id}`);
      expect(await one("select city, country_id, street from res_partner where id = $1", [id])).toEqual({
        city: "Žižkov <b>",
        country_id: germany,
        street: null,
      });
      expect(await code(changes.approve(proposal.id, proposal.sha256))).toBe("proposal_closed");

      const undo = await changes.undo(proposal.id);
      await changes.approve(undo.id, undo.sha256);
      expect(await one("select city, street from res_partner where id = $1", [id])).toEqual(before);
      expect((await changes.get(proposal.id)).state).toBe("undone");
      expect(await code(changes.undo(proposal.id))).toBe("change_refused");
    });

    it("writes nothing when the record changed between view and click", async () => {
      const id = await idOf("select id from res_partner where is_company order by id desc limit 1");
      const { id: first, sha256 } = await changes.propose(write("res.partner", id, { city: "Brno" }));
      const other = await changes.propose(write("res.partner", id, { city: "Ostrava" }));
      await changes.approve(other.id, other.sha256);
      const late = await changes.approve(first, sha256);
      expect(late).toMatchObject({ state: "failed", result: { error: { code: "record_changed" } } });
      expect(await one("select city from res_partner where id = $1", [id])).toEqual({ city: "Ostrava" });
      // Nor is anything taken back over what somebody wrote since.
      await made(write("res.partner", id, { city: "Plzeň" }));
      expect(await code(changes.undo(other.id))).toBe("record_changed");
    });

    it("confirms a quotation, and takes it back", async () => {
      const partner = await idOf(
        "select id from res_partner p where is_company and customer_rank >= 0 and not exists (select 1 from res_company c where c.partner_id = p.id) order by id limit 1",
      );
      const product = await idOf(
        "select p.id from product_product p join product_template t on t.id = p.product_tmpl_id where t.sale_ok and t.type = 'consu' order by p.id limit 1",
      );
      const draft = await made(
        create("sale.order", {
          partner_id: partner,
          order_line: [
            { product_id: product, product_uom_qty: 2, price_unit: "12.50" },
            { product_id: product, product_uom_qty: 1, price_unit: 0.01 },
          ],
        }),
      );
      const order = draft.result?.record?.id ?? 0;
      expect(
        await one(
          "select state, (select count(*)::int from sale_order_line where order_id = o.id) as lines from sale_order o where id = $1",
          [order],
        ),
      ).toEqual({ state: "draft", lines: 2 });
      const confirmed = await made(action("confirm_sale_order", { order }));
      expect(await one("select state from sale_order where id = $1", [order])).toEqual({ state: "sale" });
      expect(await code(changes.propose(action("confirm_sale_order", { order })))).toBe("change_refused");
      const undo = await changes.undo(confirmed.id);
      expect((await changes.approve(undo.id, undo.sha256)).state).toBe("done");
      expect(await one("select state from sale_order where id = $1", [order])).toEqual({ state: "draft" });
      // The draft that was made is deleted the same way.
      const away = await changes.undo(draft.id);
      expect((await changes.approve(away.id, away.sha256)).result?.error ?? null).toBeNull();
      expect(await one("select count(*)::int as left from sale_order where id = $1", [order])).toEqual({ left: 0 });
    });

    it("drafts a bill once per reference, never posts it, and pays a posted invoice through the wizard", async () => {
      const vendor = await idOf("select id from res_partner where is_company order by id limit 1");
      const bill = {
        kind: "vendor_bill",
        partner: vendor,
        date: "2026-11-20",
        reference: "RE-77",
        lines: [{ description: "Paper", quantity: 3, price: 9.99 }],
      };
      const drafted = await made(action("draft_invoice", bill));
      const move = drafted.result?.record?.id;
      expect(await one("select state, move_type, amount_untaxed from account_move where id = $1", [move])).toEqual({
        state: "draft",
        move_type: "in_invoice",
        amount_untaxed: "29.97",
      });
      expect(await code(changes.propose(action("draft_invoice", { ...bill, reference: "re-77" })))).toBe(
        "change_refused",
      );
      expect(await code(changes.propose(action("register_payment", { invoice: move, journal: 1 })))).toBe(
        "change_refused",
      );

      const invoice = await one(
        "select id, amount_residual::float as open, company_id from account_move where move_type = 'out_invoice' and state = 'posted' and amount_residual > 10 order by id limit 1",
      );
      const bank = await one(
        "select id from account_journal where type = 'bank' and company_id = $1 order by id limit 1",
        [invoice.company_id],
      );
      const pay = { invoice: invoice.id, journal: bank.id, amount: 5 };
      const paid = await made({ ...action("register_payment", pay), company: Number(invoice.company_id) });
      expect(paid.risk).toBe("high");
      expect(
        (await one("select amount_residual::float as open from account_move where id = $1", [invoice.id])).open,
      ).toBeCloseTo(Number(invoice.open) - 5, 6);
      expect(await code(changes.propose(action("register_payment", { ...pay, amount: 1e9 })))).toBe("change_refused");
      expect(await code(changes.propose(action("register_payment", { ...pay, amount: 0.005 })))).toBe("precision");
    });

    it("makes what people ask for by name", async () => {
      const product = await one(
        "select p.id, p.product_tmpl_id from product_product p join product_template t on t.id = p.product_tmpl_id where t.is_storable and p.active order by p.id limit 1",
      );
      const vendor = await idOf("select id from res_partner where is_company order by id desc limit 1");
      const quotation = await made(
        action("request_for_quotation", { vendor, lines: [{ product: product.id, quantity: 4, price: 2.5 }] }),
      );
      expect(
        await one("select state, amount_untaxed::float as total from purchase_order where id = $1", [
          quotation.result?.record?.id,
        ]),
      ).toEqual({ state: "draft", total: 10 });

      const rule = await made(action("reordering_rule", { product: product.id, minimum: 2, maximum: 9 }));
      const again = await made(action("reordering_rule", { product: product.id, minimum: 3, maximum: 9 }));
      expect(again.result?.record?.id).toBe(rule.result?.record?.id);

      await made(action("product_price", { product: product.product_tmpl_id, price: 123.45 }));
      expect(
        await one("select list_price::float as price from product_template where id = $1", [product.product_tmpl_id]),
      ).toEqual({ price: 123.45 });

      const [from, to] = (
        await servers.odoo.sql(
          "select id from stock_location where usage = 'internal' and company_id = 1 order by id limit 2",
        )
      ).map(({ id }) => id);
      const transfer = await made(
        action("internal_transfer", { from, to, lines: [{ product: product.id, quantity: 1 }] }),
      );
      expect(
        await one(
          "select state, (select count(*)::int from stock_move where picking_id = k.id) as moves from stock_picking k where id = $1",
          [transfer.result?.record?.id],
        ),
      ).toEqual({ state: "draft", moves: 1 });

      const lead = await made(action("lead", { name: "Fair <script>", expectedRevenue: 5000 }));
      const record = lead.result?.record?.id;
      await made(
        action("schedule_activity", { model: "crm.lead", record, summary: "Call back", deadline: "2026-12-01" }),
      );
      await made(action("post_message", { model: "crm.lead", record, text: "<b>Seen</b> at the fair" }));
      expect(
        await one(
          "select count(*)::int as many from mail_activity where res_model = 'crm.lead' and res_id = $1 and summary = 'Call back'",
          [record],
        ),
      ).toEqual({ many: 1 });
      const note = await one(
        "select body, is_internal from mail_message where model = 'crm.lead' and res_id = $1 and body like '%fair%' order by id desc limit 1",
        [record],
      );
      expect(note.body).toContain("&lt;b&gt;Seen&lt;/b&gt;");
    });

    // What has nothing to do with how a change is executed is looked at once.
    if (bridge) {
      it("refuses what does not fit, before anything is kept", async () => {
        const partner = await idOf("select id from res_partner order by id limit 1");
        const before = (await changes.list()).length;
        for (const [request, expected] of [
          [write("res.partner", partner, { no_such_field: 1 }), "change_not_allowed"],
          [write("res.partner", partner, { user_ids: [2] }), "change_not_allowed"],
          [write("res.partner", partner, { country_id: 999_999 }), "change_refused"],
          [write("res.partner", partner, { country_id: "DE" }), "change_refused"],
          [write("res.partner", partner, { type: "nonsense" }), "change_refused"],
          [write("res.partner", 99_999_999, { city: "x" }), "missing"],
          [write("res.users", 2, { login: "x" }), "change_not_allowed"],
          [write("ir.config_parameter", 1, { value: "x" }), "change_not_allowed"],
          [create("product.template", { list_price: 3 }), "change_refused"],
          [create("product.template", { name: "x", list_price: "3.14159265358979323846" }), "change_refused"],
          [create("product.template", { name: "x", list_price: "1e3" }), "change_refused"],
          [create("crm.lead", { name: "x", date_deadline: "2026-02-30" }), "change_refused"],
          [create("project.task", { name: "x" }), "unknown_method"],
          [action("format_disk", {}), "change_not_allowed"],
          [action("confirm_sale_order", { order: 1, sudo: true }), "bad_usage"],
          [action("confirm_sale_order", { order: 99_999_999 }), "missing"],
        ] as const)
          expect(await code(changes.propose(request)), JSON.stringify(request.change)).toBe(expected);
        expect((await changes.list()).length).toBe(before);
      });

      it("keeps Odoo's rights: who may not, may not propose either", async () => {
        const employee = servers.proposals(users.employee);
        const template = await idOf("select id from product_template order by id limit 1");
        expect(await code(employee.propose(action("product_price", { product: template, price: 1 })))).toBe("access");
        expect(await code(employee.propose(create("account.move", { move_type: "out_invoice" })))).toMatch(
          /access|change_refused|unknown_method/,
        );
      });

      it("refuses a payment in a locked period and names the next open day", async () => {
        const invoice = await one(
          "select id, company_id from account_move where move_type = 'out_invoice' and state = 'posted' and amount_residual > 10 order by id limit 1",
        );
        const bank = await one(
          "select id from account_journal where type = 'bank' and company_id = $1 order by id limit 1",
          [invoice.company_id],
        );
        await servers.odoo.sql("update res_company set hard_lock_date = '2020-03-31' where id = $1", [
          invoice.company_id,
        ]);
        const late = { invoice: invoice.id, journal: bank.id, amount: 1, date: "2020-03-31" };
        const error = await changes.propose(action("register_payment", late)).catch((reason: unknown) => reason);
        expect(error).toMatchObject({
          code: "change_refused",
          details: { lockedThrough: "2020-03-31", nextOpen: "2020-04-01" },
        });
      });

      it("approves an edit by its new hash only", async () => {
        const { id, sha256 } = await changes.propose(create("res.partner", { name: "Before the edit" }));
        const edited = await changes.edit(id, sha256, create("res.partner", { name: "After the edit" }));
        expect(edited.sha256).not.toBe(sha256);
        expect(await code(changes.approve(id, sha256))).toBe("proposal_changed");
        expect((await changes.approve(id, edited.sha256)).state).toBe("done");
        expect(
          await one(
            "select count(*) filter (where name = 'Before the edit')::int as old, count(*) filter (where name = 'After the edit')::int as new from res_partner",
          ),
        ).toEqual({ old: 0, new: 1 });
      });

      it("asks for another person above the policy's amount, and closes what is not decided in time", async () => {
        let now = new Date();
        const policy = {
          version: 1,
          expires_hours: 2,
          most_pending: 3,
          models: {
            "crm.lead": {
              allow: ["create" as const],
              risk: "normal" as const,
              four_eyes: { field: "expected_revenue", above: 100 },
            },
          },
          actions: {},
        };
        const strict = servers.proposals(users.admin, { policy, now: () => now });
        const colleague = servers.proposals(users.salesperson, { policy, now: () => now });
        const small = await strict.propose(create("crm.lead", { name: "Small", expected_revenue: 100 }));
        const large = await strict.propose(create("crm.lead", { name: "Large", expected_revenue: 100.01 }));
        expect([small.fourEyes, large.fourEyes]).toEqual([false, true]);
        expect(await code(strict.approve(large.id, large.sha256))).toBe("second_person");
        expect(await code(strict.approveBatch([small, large]))).toBe("bad_usage");
        const approved = await colleague.approve(large.id, large.sha256);
        expect(approved).toMatchObject({
          state: "done",
          proposedBy: { login: "admin" },
          decidedBy: { login: "salesperson" },
        });
        // Made by the one who approved, with his rights.
        expect(
          await one("select u.login from crm_lead l join res_users u on u.id = l.create_uid where l.id = $1", [
            approved.result?.record?.id,
          ]),
        ).toEqual({ login: "salesperson" });
        expect(await code(strict.propose(write("crm.lead", 1, { name: "x" })))).toBe("change_not_allowed");
        now = new Date(now.getTime() + 3 * 3_600_000);
        expect(await code(strict.approve(small.id, small.sha256))).toBe("proposal_closed");
        expect((await strict.get(small.id)).state).toBe("expired");
      });

      it("approves a batch, each by its own hash", async () => {
        const batch = [];
        for (const name of ["Batch 1", "Batch 2", "Batch 3"])
          batch.push(await changes.propose({ ...create("res.partner", { name }), batch: "b" }));
        const outcomes = await changes.approveBatch(
          batch.map(({ id, sha256 }, index) => ({ id, sha256: index === 1 ? "x" : sha256 })),
        );
        expect(outcomes.map((outcome) => ("error" in outcome ? outcome.error.code : outcome.state))).toEqual([
          "done",
          "proposal_changed",
          "done",
        ]);
      });
    }

    it("lets one of a hundred decisions win, in the database and in Odoo", async () => {
      const { id, sha256 } = await changes.propose(create("res.partner", { name: `Race ${bridge}` }));
      const decisions = await Promise.all(
        Array.from({ length: 100 }, (_, index) =>
          code(index % 2 === 0 ? changes.approve(id, sha256) : changes.reject(id, sha256)),
        ),
      );
      expect(decisions.filter((outcome) => outcome === "no error")).toHaveLength(1);
      expect(decisions.filter((outcome) => outcome === "proposal_closed")).toHaveLength(99);
      const { state } = await changes.get(id);
      const { many } = await one("select count(*)::int as many from res_partner where name = $1", [`Race ${bridge}`]);
      expect([state, many]).toEqual(state === "done" ? ["done", 1] : ["rejected", 0]);
    });

    // The other kinds of change, and 200 rounds: npm run bench.
    it.each(KILL_POINTS.map((point, index) => [point, index] as const))(
      "has made it once when the process is killed at %s",
      async (point, index) => {
        const change = bridge && index % 2 === 1 ? COUNTED.note : COUNTED.create;
        const round = { point, change, label: `killed at ${point} ${bridge}`, flightMs: 40 };
        const { effects, killed } = await killRound(servers, worker.script, users.admin, recovering, round);
        expect(effects).toBe(1);
        // In mid-flight the answer may have been faster than the kill.
        if (point !== "execute:flight") expect(killed).toBe(true);
      },
    );

    it("makes an action whose call was never sent once Odoo has certainly ended it, however often somebody looks before", async () => {
      // Meanwhile it is looked at twice a second.
      const patient = servers.proposals(users.admin, { leaseMs: LEASE_MS, quietMs: 3_000 });
      const round = {
        point: "execute:sending" as const,
        change: COUNTED.note,
        label: `never sent ${bridge}`,
        flightMs: 0,
      };
      const { effects, killed } = await killRound(servers, worker.script, users.admin, patient, round);
      expect([effects, killed]).toEqual([1, true]);
    });

    it("keeps an audit that shows any change to it", async () => {
      const { rows, broken } = await changes.audit();
      expect(broken).toBeNull();
      const happened = rows.map(({ body }) => (JSON.parse(body) as { what: string }).what);
      expect(happened).toEqual(expect.arrayContaining(["proposed", "approved", "done", "failed"]));
      expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1));
    });
  });
});
