import { expect, test } from "vitest";
import { describeOdoo } from "../odoo/describe-odoo.ts";
import { sharedOdoo, users } from "../odoo/real-odoo.ts";
import { odooPlace } from "./places/odoo-place.ts";
import { loadQuestions } from "./question.ts";
import { sextant } from "./respondents/sextant.ts";
import { score } from "./score.ts";

describeOdoo(
  "questions about records, without a model",
  () => {
    test("are answered as SQL counts, or asked back", async () => {
      const place = await odooPlace(await sharedOdoo("company"), users);
      try {
        const scored = await score(
          loadQuestions().filter(({ on }) => on === "company"),
          place,
          sextant(),
        );
        const other = scored.filter(({ verdict }) => verdict !== "right");
        expect(other.map(({ question, verdict, why }) => `${verdict}: ${question.ask}: ${why}`)).toEqual([]);
        expect(scored.every(({ figures, proved }) => figures === proved)).toBe(true);
      } finally {
        await place.close();
      }
    });
  },
  "company",
);
