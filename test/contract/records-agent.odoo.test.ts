import { connect } from "@sextant/odoo-client";
import { expect, test } from "vitest";
import { ask } from "../../server/src/assistant/ask.ts";
import { assign, assistantWith, booksWith } from "../../server/src/assistant/testing/assistant.ts";
import { scriptedModel } from "../../server/src/assistant/testing/scripted-model.ts";
import { openLive } from "../../server/src/odoo/index.ts";
import { loadSemantics, openRecords } from "../../server/src/semantics/index.ts";
import { describeOdoo } from "../odoo/describe-odoo.ts";
import { sharedOdoo } from "../odoo/real-odoo.ts";

const semantics = loadSemantics(new URL("../../prompts/semantics", import.meta.url).pathname);

describeOdoo("an agent that asks the semantic layer", () => {
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
