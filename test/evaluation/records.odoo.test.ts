import { expect, test } from "vitest";
import { OPENAI } from "../../server/src/assistant/models/testing/vendor-protocols.ts";
import { describeOdoo } from "../odoo/describe-odoo.ts";
import { sharedOdoo, users } from "../odoo/real-odoo.ts";
import { odooPlace } from "./places/odoo-place.ts";
import { loadQuestions } from "./question.ts";
import { plainTools } from "./respondents/plain-tools.ts";
import { sextant } from "./respondents/sextant.ts";
import { score } from "./score.ts";
import { scriptedVendor } from "./scripted-vendor.ts";

const questions = loadQuestions().filter(({ on, domain }) => on === "company" && domain === "records");

describeOdoo(
  "questions about records, without a model",
  () => {
    test("are answered as SQL counts, or asked back", async () => {
      const place = await odooPlace(await sharedOdoo("company"), users);
      try {
        const scored = await score(questions, place, sextant());
        const other = scored.filter(({ verdict }) => verdict !== "right");
        expect(other.map(({ question, verdict, why }) => `${verdict}: ${question.ask}: ${why}`)).toEqual([]);
        expect(scored.every(({ figures, proved }) => figures === proved)).toBe(true);
      } finally {
        await place.close();
      }
    });

    test("are asked of a model with plain tools for comparison, over the wire", async () => {
      const stages = questions.filter(({ ask }) => ask === "expected revenue by stage");
      const sums = (result: string) =>
        result.match(/"expected_revenue:sum":"?[\d.]+/g)?.map((one) => one.split(/:"?/).at(-1));
      await using server = await scriptedVendor((tools, messages) => {
        expect(tools).toEqual(["search_read", "read_group"]);
        const result = messages.findLast(({ role }) => role === "tool");
        if (result) return `By stage: ${sums(result.content)?.join(" EUR, ")} EUR.`;
        const domain = [
          ["type", "=", "opportunity"],
          ["stage_id.is_won", "=", false],
          ["company_id", "in", [1, false]],
        ];
        return {
          name: "read_group",
          input: { model: "crm.lead", domain, groupBy: ["stage_id"], aggregates: ["expected_revenue:sum"] },
        };
      });
      const place = await odooPlace(await sharedOdoo("company"), users);
      try {
        const [scored] = await score(stages, place, plainTools("openai/m", OPENAI.model(server.url)));
        expect(scored).toMatchObject({ verdict: "right", why: "", proved: 0, calls: 2 });
      } finally {
        await place.close();
      }
    });
  },
  "company",
);
