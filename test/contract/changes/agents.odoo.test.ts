import { connect } from "@sextant/odoo-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask } from "../../../server/src/assistant/ask.ts";
import type { AskEvent } from "../../../server/src/assistant/index.ts";
import { assign, assistantWith, booksWith } from "../../../server/src/assistant/testing/assistant.ts";
import { type WiredReply, wiredModel } from "../../../server/src/assistant/testing/wired-model.ts";
import type { Proposals } from "../../../server/src/changes/index.ts";
import { attachmentsOf, type OpenBooks, openLive, type ReadsRows } from "../../../server/src/odoo/index.ts";
import { agentToolsWith, openAgents } from "../../../server/src/open-assistant.ts";
import { runReport } from "../../../server/src/reports/index.ts";
import { loadSemantics, openRecords } from "../../../server/src/semantics/index.ts";
import { describeOdoo } from "../../odoo/describe-odoo.ts";
import { users } from "../../odoo/real-odoo.ts";
import { runScript } from "../../odoo/scripts.ts";
import { type ChangeServers, startChangeServers } from "./servers.ts";

const semantics = loadSemantics(new URL("../../../prompts/semantics", import.meta.url).pathname);
const agents = openAgents();

/** One clone of the database and one Odoo for all that agents, and whoever approves what they propose, do here. */
describeOdoo("agents that propose, and what becomes of it", () => {
  let servers: ChangeServers;
  let changes: Proposals;
  let books: OpenBooks;
  const one = async (text: string, params: readonly unknown[] = []) => (await servers.odoo.sql(text, params))[0] ?? {};
  const idOf = async (text: string, params: readonly unknown[] = []) => Number((await one(text, params)).id);
  const action = (name: string, parameters: Record<string, unknown>) =>
    ({ change: { kind: "action", action: name, parameters } }) as const;
  const approved = async (id: string) => {
    const { sha256 } = await changes.get(id);
    return changes.approve(id, sha256);
  };

  beforeAll(async () => {
    servers = await startChangeServers("agents", false);
    changes = servers.proposals(users.admin);
    const { url, database } = servers.odoo;
    books = openLive(await connect({ url, database, login: users.admin.login, secret: users.admin.key }));
  });
  afterAll(async () => {
    await books?.close();
    await changes?.close();
    await servers?.stop();
  });

  /** Asks with a model behind a server that speaks OpenAI's protocol; tells the answer, the proposals and which tools the agent was offered. */
  async function asked(question: string, ...replies: readonly WiredReply[]) {
    await using wired = await wiredModel(...replies);
    const proposals: string[] = [];
    const rows = books.records as ReadsRows;
    const dependencies = booksWith();
    const reply = await ask(question, {
      ...dependencies,
      context: { ...dependencies.context, companies: dependencies.context.companies.slice(0, 1) },
      models: assistantWith([wired.model], {
        agents,
        tools: agentToolsWith({ proposals: changes }, null),
        records: openRecords(semantics, books.records),
        rows,
        library: attachmentsOf(rows, books.odooUrl),
      }),
      onEvent: (event: AskEvent) => event.type === "proposal" && proposals.push(event.id),
    });
    return { reply, proposals, offered: wired.offered(1), received: wired.received };
  }
  const toolsOf = (name: string) => agents.agents.find((agent) => agent.name === name)?.tools;

  describe("over the wire", () => {
    it("ingestion: a pasted table becomes one batch, which a person approves; rows that do not fit are named", async () => {
      const customer = await idOf("select id from res_partner where is_company and active order by id limit 1");
      const table = "name;city\nAda Wire Ltd;Leeds\nBo Wire GmbH;Ulm\n";
      const { reply, proposals, offered, received } = await asked(
        `Create these contacts:\n${table}`,
        assign("ingestion"),
        {
          calls: [
            [
              "propose_rows",
              {
                model: "res.partner",
                rows: [
                  { values: { name: "Ada Wire Ltd", city: "Leeds", is_company: true } },
                  { values: { name: "Bo Wire GmbH", city: "Ulm" } },
                  { id: customer, values: { city: "Wireton" } },
                  { values: { name: "Cy", credit_limit: 5 } },
                  { id: 99_999_999, values: { city: "Nowhere" } },
                ],
              },
            ],
          ],
        },
        "{r1.proposed} rows wait for approval, {r1.refused} do not fit. {r1.row1.title} is the first. All 7 were done.",
      );
      expect(reply.answer).toMatch(
        /^3 rows wait for approval, 2 do not fit\. .*Ada Wire Ltd.* is the first\.\n\n\(1 sentence was left out/,
      );
      // The agent reads the person's own words, not another model's.
      expect(JSON.stringify(received[1]?.body)).toContain("Bo Wire GmbH;Ulm");
      expect(offered).toEqual(toolsOf("ingestion"));
      expect(proposals).toHaveLength(3);
      expect(await one("select count(*)::int as many from res_partner where name like '%Wire%'")).toEqual({ many: 0 });
      const all = await Promise.all(proposals.map((id) => changes.get(id)));
      expect(new Set(all.map(({ batch }) => batch)).size).toBe(1);
      const done = await changes.approveBatch(all.map(({ id, sha256 }) => ({ id, sha256 })));
      expect(done.map((each) => ("state" in each ? each.state : each.error))).toEqual(["done", "done", "done"]);
      expect(
        (
          await servers.odoo.sql("select city from res_partner where name like '%Wire%' or id = $1 order by city", [
            customer,
          ])
        ).map(({ city }) => city),
      ).toEqual(["Leeds", "Ulm", "Wireton"]);
    });

    it("pricing: finds a product, and proposes the price that the person named", async () => {
      const product = await one(
        "select id, name ->> 'en_US' as name from product_template where active and list_price > 0 order by id limit 1",
      );
      const { reply, proposals, offered } = await asked(
        "set the price to 1799",
        assign("pricing"),
        { calls: [["record_card", { model: "product.template", id: product.id }]] },
        { calls: [["propose_product_price", { product: product.id, price: 1799 }]] },
        "{r2.title} waits for approval. It was 1,234.00 before.",
      );
      expect(offered).toEqual(toolsOf("pricing"));
      expect(reply.answer).toContain("waits for approval.\n\n(1 sentence was left out");
      expect((await approved(proposals[0] ?? "")).state).toBe("done");
      expect(await one("select list_price::float as price from product_template where id = $1", [product.id])).toEqual({
        price: 1799,
      });
    });

    it("operations: looks at an order and its documents, and proposes what was asked for", async () => {
      const order = await one(
        "select id, name from sale_order where state = 'draft' and company_id = 1 order by id limit 1",
      );
      const { reply, proposals, offered } = await asked(
        `how does ${order.name} stand? remind me of it`,
        assign("operations"),
        { calls: [["record_card", { model: "sale.order", name: order.name }]] },
        { calls: [["search_documents", { model: "sale.order", record: order.id }]] },
        {
          calls: [
            [
              "propose_schedule_activity",
              { model: "sale.order", record: order.id, summary: "Look again", deadline: "2027-01-04" },
            ],
          ],
        },
        "{r1.name} comes to {r1.amount_total}. {r3.title} waits for approval.",
      );
      expect(offered).toEqual(toolsOf("operations"));
      expect(reply.figures).toMatchObject([
        { source: { report: "sale.order", records: { model: "sale.order", domain: [["id", "=", order.id]] } } },
      ]);
      expect(reply.answer).toMatch(new RegExp(`^“${order.name}” comes to .*\\d\\.\\d\\d`));
      expect((await approved(proposals[0] ?? "")).state).toBe("done");
      expect(
        await one(
          "select count(*)::int as many from mail_activity where res_model = 'sale.order' and res_id = $1 and summary = 'Look again'",
          [order.id],
        ),
      ).toEqual({ many: 1 });
    });
  });

  describe("orders", () => {
    it("confirms a request for quotation once", async () => {
      const vendor = await idOf("select id from res_partner where is_company order by id desc limit 1");
      const product = await idOf(
        "select p.id from product_product p join product_template t on t.id = p.product_tmpl_id where t.purchase_ok and p.active order by p.id limit 1",
      );
      const request = action("request_for_quotation", { vendor, lines: [{ product, quantity: 2, price: 7.5 }] });
      const order = (await approved((await changes.propose(request)).id)).result?.record?.id;
      const confirm = await changes.propose(action("confirm_purchase_order", { order }));
      expect(confirm.preview.fields.map(({ label, after }) => [label, after])).toContainEqual([
        "Status",
        "Purchase order",
      ]);
      expect((await approved(confirm.id)).state).toBe("done");
      expect(await one("select state from purchase_order where id = $1", [order])).toEqual({ state: "purchase" });
      await expect(changes.propose(action("confirm_purchase_order", { order }))).rejects.toMatchObject({
        code: "change_refused",
      });
    });

    it("drafts the invoice of a confirmed order through Odoo's wizard, and never posts it", async () => {
      const order = await one(
        "select id, name from sale_order where invoice_status = 'to invoice' and state = 'sale' and company_id = 1 order by id limit 1",
      );
      const proposal = await changes.propose(action("invoice_sale_order", { order: order.id }));
      expect(proposal.risk).toBe("high");
      expect((await approved(proposal.id)).state).toBe("done");
      expect(
        await one("select state, move_type from account_move where invoice_origin = $1 order by id desc limit 1", [
          order.name,
        ]),
      ).toEqual({ state: "draft", move_type: "out_invoice" });
      await expect(changes.propose(action("invoice_sale_order", { order: order.id }))).rejects.toMatchObject({
        code: "change_refused",
      });
    });
  });

  describe("when things change under way", () => {
    it("makes nothing of a record that was deleted between proposal and approval", async () => {
      const { id } = await changes.propose({
        change: { kind: "create", model: "res.partner", values: { name: "Short-lived" } },
      });
      const partner = (await approved(id)).result?.record?.id ?? 0;
      const late = await changes.propose({
        change: { kind: "write", model: "res.partner", id: partner, values: { city: "Gone" } },
      });
      const { url, database } = servers.odoo;
      const client = await connect({ url, database, login: users.admin.login, secret: users.admin.key });
      await client.call("write", "res.partner", "unlink", { ids: [partner] }, {});
      await client.close();
      const outcome = await approved(late.id);
      expect(outcome.state).toBe("failed");
      expect(["record_changed", "not_found", "missing"]).toContain(outcome.result?.error?.code);
      expect(outcome.result?.error?.message).toMatch(/\w+.*\./);
    });

    it("says that Odoo is away while it restarts, keeps the proposal, and makes it once it is back", async () => {
      const partner = (name: string) =>
        ({ change: { kind: "create", model: "res.partner", values: { name } } }) as const;
      const proposal = await changes.propose(partner("After the restart"));
      const port = String(servers.odoo.port);
      await runScript("stop.sh", [port]);
      await expect(changes.propose(partner("While away"))).rejects.toMatchObject({ code: "odoo_unreachable" });
      await expect(runReport(books, "balance-sheet", {}, { today: "2026-11-20" })).rejects.toMatchObject({
        code: "odoo_unreachable",
      });
      await runScript("start.sh", [servers.odoo.database, port]);
      expect(await changes.get(proposal.id)).toMatchObject({ state: "pending" });
      expect((await approved(proposal.id)).state).toBe("done");
      expect(
        await one("select count(*)::int as many from res_partner where name in ('After the restart', 'While away')"),
      ).toEqual({ many: 1 });
      expect((await runReport(books, "balance-sheet", {}, { today: "2026-11-20" })).tieOuts.every(({ ok }) => ok)).toBe(
        true,
      );
    });

    it("lets an execution under way end and be recorded before it closes", async () => {
      let claimed = () => {};
      const underway = new Promise<void>((resolve) => {
        claimed = resolve;
      });
      const own = servers.proposals(users.admin, { reached: (point) => point === "approve:claimed" && claimed() });
      const { id, sha256 } = await own.propose({
        change: { kind: "create", model: "res.partner", values: { name: "While stopping" } },
      });
      const approving = own.approve(id, sha256);
      await underway;
      expect((await changes.get(id)).state).toBe("executing");
      await own.close();
      expect((await changes.get(id)).state).toBe("done");
      await approving;
    });

    it("refuses in a sentence once the key is taken back in mid-conversation: no figure, no proposal, nothing kept from before", async () => {
      const { url, database } = servers.odoo;
      const { login, key } = users.accountant;
      const own = openLive(await connect({ url, database, login, secret: key }));
      const theirs = servers.proposals(users.accountant);
      const askTwice = () => runReport(own, "aged-receivable", {}, { today: "2026-11-20" });
      expect((await askTwice()).tieOuts.length).toBeGreaterThan(0);
      await one(
        "delete from res_users_apikeys where user_id = (select id from res_users where login = $1) returning id",
        [login],
      );
      await expect(askTwice()).rejects.toMatchObject({ code: "authentication" });
      await expect(
        theirs.propose({ change: { kind: "write", model: "res.partner", id: 1, values: { city: "Nobody" } } }),
      ).rejects.toMatchObject({ code: "authentication" });
      await own.close();
      await theirs.close();
    });
  });
});
