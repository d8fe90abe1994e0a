import { readFileSync } from "node:fs";
import { join } from "node:path";
import { reportParameters } from "@sextant/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { CONTEXT, HARVEST_FOODS, QUESTIONS } from "../testing/books.ts";
import { plan } from "./plan.ts";
import { nearestQuestions, starterQuestions } from "./suggest.ts";

const rest = z.strictObject({
  count: z.number().optional(),
  age: z.array(z.string()).optional(),
  account: z.string().optional(),
  baseline: reportParameters.optional(),
  id: z.string().optional(),
});
const fixture = (name: string): unknown => parse(readFileSync(join(import.meta.dirname, "../testing", name), "utf8"));
const answered = z
  .array(z.tuple([z.coerce.string(), z.string(), reportParameters]).rest(rest))
  .parse(fixture("answered.yaml"));
const refused = z.array(z.tuple([z.string(), z.string()])).parse(fixture("refused.yaml"));

describe("the planner", () => {
  it("is tried on at least 150 questions to answer and 60 not to", () => {
    expect(answered.length).toBeGreaterThanOrEqual(150);
    expect(refused.length).toBeGreaterThanOrEqual(60);
    expect(new Set(answered.map(([question]) => question)).size).toBe(answered.length);
  });

  it.each(answered)("understands: %s", async (question, id, parameters, expected = {}) => {
    const planned = await plan(question, CONTEXT);
    expect(planned).toMatchObject({ kind: "plan" });
    if (planned.kind !== "plan") return;
    const { comparison } = planned;
    expect({
      id: planned.verified.id,
      parameters: planned.parameters,
      count: planned.count,
      age: planned.age?.cells,
      account: planned.account,
      baseline: comparison?.kind === "report" ? comparison.parameters : undefined,
    }).toEqual({
      id,
      parameters: { company: 1, ...parameters },
      count: expected.count,
      age: expected.age,
      account: expected.account,
      baseline: expected.baseline && { ...parameters, ...expected.baseline, company: 1 },
    });
    expect(planned.report).toBe(planned.verified.report);
    expect(() => reportParameters.parse(planned.parameters)).not.toThrow();
  });

  it.each(refused)("does not answer: %s", async (question, reason) => {
    const planned = await plan(question, CONTEXT);
    expect(planned).toMatchObject({ kind: "not-understood", reason });
    if (planned.kind !== "not-understood") return;
    expect(planned.message).not.toBe("");
    expect(planned.message).not.toMatch(/\bundefined|\[object|NaN/);
    expect(planned.suggestions.length).toBeGreaterThan(0);
  });

  it("refuses 10,000 characters by their number, whatever they are", async () => {
    for (const question of ["profit ".repeat(1429), "x".repeat(10_000), "31/".repeat(3334), "😀".repeat(5000)]) {
      expect(await plan(question, CONTEXT)).toMatchObject({ kind: "not-understood", reason: "too-long" });
    }
  });

  it("understands every question that it suggests", async () => {
    const offered = QUESTIONS.entries.flatMap(({ verified }) =>
      nearestQuestions(QUESTIONS, verified.id.split("-"), 50),
    );
    for (const question of new Set([...starterQuestions(QUESTIONS), ...offered])) {
      expect(await plan(question, CONTEXT), question).toMatchObject({ kind: "plan" });
    }
  });

  it("offers what can be asked about the partner who is named, and understands it", async () => {
    for (const question of ["show me invoices of Azure Interior", "Azure Interior", "tell me about Azure Interior"]) {
      const planned = await plan(question, CONTEXT);
      if (planned.kind === "plan") throw new Error(`understood: ${question}`);
      const about = planned.suggestions.filter((suggestion) => suggestion.includes("Azure Interior"));
      expect(about, question).not.toEqual([]);
      for (const suggestion of about)
        expect(await plan(suggestion, CONTEXT), suggestion).toMatchObject({ kind: "plan", partner: { id: 12 } });
    }
  });

  it("understands every phrasing of its catalogue as the question that it stands for", async () => {
    for (const { verified, phrasings } of QUESTIONS.entries) {
      for (const { text } of phrasings) {
        const question = text
          .replace("{partner}", "Azure Interior")
          .replace("{over}", "more than 60 days")
          .replace("{account}", "101000");
        const planned = await plan(question, CONTEXT);
        expect(planned.kind === "plan" ? planned.verified.id : planned, question).toBe(verified.id);
      }
    }
  });

  it("offers both readings of an ambiguous date, and understands them", async () => {
    const planned = await plan("balance sheet as of 03/04/2026", CONTEXT);
    expect(planned).toMatchObject({
      suggestions: ["balance sheet as of 3 April 2026", "balance sheet as of 4 March 2026"],
    });
    const dates = await Promise.all(
      (planned.suggestions as string[]).map(async (question) => {
        const again = await plan(question, CONTEXT);
        return again.kind === "plan" ? again.parameters.asOf : again.message;
      }),
    );
    expect(dates).toEqual(["2026-04-03", "2026-03-04"]);
  });

  it("offers the candidates for a partner or company, and understands them", async () => {
    for (const question of ["open invoices of Müller", "open invoices of Twin Foods", "receivables for Harvest"]) {
      const planned = await plan(question, CONTEXT);
      expect(planned.suggestions).toHaveLength(2);
      for (const suggestion of planned.suggestions) {
        expect(await plan(suggestion, CONTEXT), suggestion).toMatchObject({ kind: "plan" });
      }
    }
  });

  it("says how it read the question", async () => {
    const words = async (question: string) => {
      const planned = await plan(question, CONTEXT);
      return planned.kind === "plan" ? planned.interpretation : planned.message;
    };
    expect(await words("recievables of Cafe Muler as of 31 March")).toBe(
      'Aged receivable as of 31 March 2026 for Harvest Foods, partner Café Müller. Read "recievables" as "receivables". Read "Cafe Muler" as "Café Müller".',
    );
    expect(await words("profit this year for Harvest UK")).toBe(
      "Profit and loss for fiscal year 2026/27 (1 April 2026 to 20 November 2026) (so far) for Harvest UK Ltd.",
    );
    expect(await words("revenue last week")).toBe(
      "Profit and loss from 9 November 2026 to 15 November 2026 for Harvest Foods.",
    );
    expect(await words("revenue this week")).toContain("The latest entry in the books is of 15 November 2026.");
    expect(await words("profit for Germany")).toBe(
      'The question is not understood: no verified question explains "Germany". What can be answered without it is offered.',
    );
  });

  it("never throws and never answers by accident, whatever the text", async () => {
    const words = fc.constantFrom(
      ...[
        "profit",
        "cash",
        "31/02/2026",
        "Q2",
        "of",
        "{partner}",
        "(#",
        "#12",
        "account",
        "0",
        "top",
        "999",
        "FY",
        "'",
        "`",
      ],
      ...[
        "2026",
        "from",
        "to",
        "31",
        "March",
        "more than",
        "days",
        "+",
        "Harvest",
        "\u0000",
        "e\u0301",
        "ﬁ",
        "İ",
        "ß",
        "__proto__",
      ],
    );
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 500 }),
      fc.string({ unit: "grapheme", maxLength: 200 }),
      fc.array(words, { maxLength: 30 }).map((parts) => parts.join(" ")),
    );
    await fc.assert(
      fc.asyncProperty(text, async (question) => {
        const planned = await plan(question, CONTEXT);
        if (planned.kind === "plan") {
          reportParameters.parse(planned.parameters);
          expect(planned.interpretation).not.toMatch(/undefined|NaN|\[object/);
        } else {
          expect(planned.message).not.toBe("");
        }
      }),
      { numRuns: 500 },
    );
  });

  it("refuses whatever it cannot explain: a foreign word anywhere turns every question down", async () => {
    const foreign = ["headcount", "zyxel", "forecast", "budgeted", "Bavaria", "never", "except", "weekly"];
    for (const [question] of answered.filter(([, id]) => !id.includes("partner")).filter((_, at) => at % 5 === 0)) {
      for (const word of foreign) {
        const planned = await plan(`${question} ${word}`, CONTEXT);
        expect(planned.kind, `${question} ${word}`).toBe("not-understood");
      }
    }
  });

  it("takes a company by its name also where all words of it say nothing", async () => {
    const companies = [HARVEST_FOODS, { ...HARVEST_FOODS, id: 2, name: "My US Company" }];
    for (const question of [
      "How much do customers owe My US Company?",
      "what does My US Company owe",
      "cash of My US Company",
    ])
      expect(await plan(question, { ...CONTEXT, companies }), question).toMatchObject({ company: { id: 2 } });
  });

  it("says that there is no company rather than failing", async () => {
    expect(await plan("profit", { ...CONTEXT, companies: [] })).toMatchObject({ reason: "company" });
  });
});
