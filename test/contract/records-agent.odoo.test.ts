import { connect } from "@sextant/odoo-client";
import { expect, test } from "vitest";
import { ask } from "../../server/src/assistant/ask.ts";
import { readCard } from "../../server/src/assistant/index.ts";
import { assign, assistantWith, booksWith } from "../../server/src/assistant/testing/assistant.ts";
import { scriptedModel } from "../../server/src/assistant/testing/scripted-model.ts";
import { attachmentsOf, openLive, type ReadsRows, type RecordSource } from "../../server/src/odoo/index.ts";
import { loadSemantics, openRecords } from "../../server/src/semantics/index.ts";
import { describeOdoo } from "../odoo/describe-odoo.ts";
import { sharedOdoo } from "../odoo/real-odoo.ts";

const semantics = loadSemantics(new URL("../../prompts/semantics", import.meta.url).pathname);

describeOdoo("an agent that asks the semantic layer", () => {
  test("finds attachments by name as the person may see them, and shows a record's card in its own currency", async () => {
    const odoo = await sharedOdoo("demo");
    const client = await connect({ url: odoo.url, database: odoo.database, login: odoo.login, secret: odoo.key });
    const books = openLive(client);
    try {
      const rows = books.records;
      const readsRows = (source: RecordSource): source is ReadsRows => source.rows !== undefined;
      if (!readsRows(rows)) throw new Error("live records have rows");
      const library = attachmentsOf(rows, books.odooUrl);
      const options = { companyIds: [1] };
      const filed = await odoo.sql(
        `select name, res_model, res_id from ir_attachment
          where type = 'binary' and res_field is null and res_model in ('product.document', 'res.partner', 'project.task', 'hr.applicant', 'sale.order', 'account.move') and res_id > 0`,
      );
      const { hits, more } = await library.search({ text: "", limit: 500 }, options);
      expect(more).toBe(false);
      expect(hits.every(({ record }) => record === null || record.name !== "")).toBe(true);
      expect(hits.map(({ name }) => name)).toEqual(expect.arrayContaining(filed.map(({ name }) => name)));
      const one = hits.find(({ record }) => record !== null);
      if (!one?.record) throw new Error("the demo database has attachments of records");
      const [word = ""] = one.name.split(/\s/);
      const again = { text: word.toUpperCase(), model: one.record.model, record: one.record.id, limit: 5 };
      expect((await library.search(again, options)).hits.map(({ id }) => id)).toContain(one.id);
      expect((await library.search({ text: "100%_\\nothing", limit: 5 }, options)).hits).toEqual([]);

      const [order] = await odoo.sql(
        `select o.id, o.name, o.amount_total::text as total, c.name as currency, p.complete_name as partner
           from sale_order o join res_currency c on c.id = o.currency_id join res_partner p on p.id = o.partner_id
          where o.company_id = 1 order by o.id limit 1`,
      );
      const card = await readCard(rows, { model: "sale.order", name: String(order?.name) }, options);
      const shown = card.kind === "card" ? card.fields : [];
      const total = shown.find(({ name }) => name === "amount_total");
      expect([Number(total?.value), total?.currency?.code]).toEqual([Number(order?.total), order?.currency]);
      expect(shown.find(({ name }) => name === "partner_id")?.value).toBe(order?.partner);
      expect(await readCard(rows, { model: "sale.order", name: "S0" }, options)).toMatchObject({ kind: "choices" });
      await expect(readCard(rows, { model: "sale.order", id: 999_999 }, options)).rejects.toMatchObject({
        code: "not_found",
      });
    } finally {
      await books.close();
    }
  });

  test("words figures of the real Odoo from their cells, and passes a question on", async () => {
    const odoo = await sharedOdoo("demo");
    const client = await connect({ url: odoo.url, database: odoo.database, login: odoo.login, secret: odoo.key });
    const books = openLive(client);
    try {
      const records = openRecords(semantics, books.records);
      const answerTo = (agent: string, query: object, draft: string) => {
        const replies = [assign(agent), { calls: [["query_records", query] as const] }, draft];
        const model = scriptedModel((_, turn) => replies[Math.min(turn, replies.length) - 1] ?? "");
        return ask("x", { ...booksWith(), models: assistantWith([model], { records }) });
      };

      const query = { measures: ["ordered amount"], by: ["customer"], top: 1 };
      const reply = await answerTo(
        "sales",
        query,
        "{r1.1.k1} leads with {r1.1.v1}. All: {r1.total1.v1}. It grew by 12 %.",
      );
      const [truth] = await odoo.sql(
        `select c.complete_name as name, sum(o.amount_untaxed)::text as amount, sum(sum(o.amount_untaxed)) over ()::text as whole
           from sale_order o join res_partner c on c.id = o.partner_id
          where o.company_id = 1 and o.state = 'sale' group by c.id order by sum(o.amount_untaxed) desc limit 1`,
      );
      expect(reply.figures.map(({ value }) => Number(value))).toEqual([Number(truth?.amount), Number(truth?.whole)]);
      expect(reply.figures[0]?.source.records?.model).toBe("sale.order");
      expect(reply.answer).toContain(String(truth?.name));
      expect(reply.answer).toContain("(1 sentence was left out");
      expect(reply.interpretation).toContain("ordered amount of sales orders (confirmed orders only)");

      const asked = await answerTo("sales", { measures: ["revenue"] }, "Do you mean {r1.1}, {r1.2} or {r1.3}?");
      expect(asked.answer).toBe("Do you mean ordered amount, invoiced amount or posted revenue?");
      expect(asked.figures).toEqual([]);
    } finally {
      await books.close();
    }
  });
});
