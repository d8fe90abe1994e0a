import { describe, expect, it } from "vitest";
import { CONTEXT } from "../testing/books.ts";
import { plan } from "./plan.ts";
import type { NotUnderstood, Plan } from "./types.ts";

/** Asks one after the other, as a conversation does: what was not understood leaves the previous plan in place. */
async function conversation(...questions: readonly string[]): Promise<Plan | NotUnderstood> {
  let previous: Plan | undefined;
  let last: Plan | NotUnderstood | undefined;
  for (const question of questions) {
    last = await plan(question, previous ? { ...CONTEXT, previous } : CONTEXT);
    if (last.kind === "plan") previous = last;
  }
  if (!last) throw new Error("no question");
  return last;
}

const read = async (...questions: readonly string[]) => {
  const last = await conversation(...questions);
  return last.kind === "plan" ? [last.verified.id, last.parameters] : last.reason;
};

describe("a follow-up", () => {
  it("keeps what it compares with, and how many it lists", async () => {
    const compared = await conversation("revenue in March 2026", "how does that compare to March 2025?");
    expect(compared).toMatchObject({
      verified: { id: "revenue" },
      comparison: { parameters: { from: "2025-03-01", to: "2025-03-31" } },
    });
    expect(await conversation("who owes us money", "only the top 3")).toMatchObject({ count: 3 });
  });

  it("shows the same as a chart or a table, and sorts by size what is sorted so", async () => {
    expect(await conversation("who owes us money", "show it as a chart please")).toMatchObject({
      verified: { id: "top-debtors" },
      view: "chart",
    });
    expect(await conversation("revenue in March 2026", "and as a table")).toMatchObject({
      parameters: { from: "2026-03-01" },
      view: "table",
    });
    expect(await conversation("who owes us money", "biggest first")).toMatchObject({ verified: { id: "top-debtors" } });
    expect(await conversation("as a chart")).toMatchObject({ kind: "not-understood" });
    expect(await conversation("open invoices", "biggest first")).toMatchObject({ kind: "not-understood" });
    const next = await conversation("who owes us money", "as a chart", "at the end of June");
    expect(next).toMatchObject({ parameters: { asOf: "2026-06-30" } });
    expect(next).not.toHaveProperty("view");
  });

  it("narrows a question about all partners to one, and to nothing that is no partner", async () => {
    expect(await read("who owes us money at the end of June", "just Azure Interior")).toEqual([
      "receivable-of-partner",
      { company: 1, asOf: "2026-06-30", partner: 12 },
    ]);
    expect(await read("overdue more than 60 days", "only Deco Addict")).toEqual([
      "receivable-of-partner-over-days",
      { company: 1, asOf: "2026-11-20", partner: 13 },
    ]);
    for (const words of ["only Germany", "in dollars", "send it to Anna", "sort by name"])
      expect(await conversation("who owes us money", words), words).toMatchObject({ kind: "not-understood" });
  });

  it.each<[string[], string, object]>([
    [
      ["what did we earn last month", "and last year?"],
      "net-profit",
      { company: 1, from: "2025-10-01", to: "2025-10-31" },
    ],
    [
      ["what did we earn last month", "for Harvest UK"],
      "net-profit",
      { company: 2, from: "2026-10-01", to: "2026-10-31" },
    ],
    [
      ["what did we earn last month", "and for Harvest UK?", "and last year?"],
      "net-profit",
      { company: 2, from: "2025-10-01", to: "2025-10-31" },
    ],
    [
      ["what did we earn last month", "and in September?"],
      "net-profit",
      { company: 1, from: "2026-09-01", to: "2026-09-30" },
    ],
    [["who owes us money", "as of June"], "top-debtors", { company: 1, asOf: "2026-06-30" }],
    [["who owes us money at the end of June", "and last year?"], "top-debtors", { company: 1, asOf: "2025-06-30" }],
    [["who owes us money at the end of June", "and payables?"], "payables-total", { company: 1, asOf: "2026-06-30" }],
    [["who owes us money at the end of June", "payables"], "payables-total", { company: 1, asOf: "2026-11-20" }],
    [["balance sheet", "compared to last year"], "balance-sheet", { company: 1, asOf: "2026-11-20", compare: 1 }],
    [["overdue more than 30 days", "more than 90 days"], "receivables-over-days", { company: 1, asOf: "2026-11-20" }],
    [
      ["open invoices of Azure Interior", "and for Deco Addict?"],
      "open-invoices-of-partner",
      { company: 1, asOf: "2026-11-20", partner: 13 },
    ],
    [
      ["open invoices of Azure Interior", "as of 31 March"],
      "open-invoices-of-partner",
      { company: 1, asOf: "2026-03-31", partner: 12 },
    ],
    [
      ["what did we earn last month", "nonsense", "and last year?"],
      "net-profit",
      { company: 1, from: "2025-10-01", to: "2025-10-31" },
    ],
    [
      ["what did we earn last month", "and the month before?"],
      "net-profit",
      { company: 1, from: "2026-09-01", to: "2026-09-30" },
    ],
    [["revenue in Q1 2026", "the quarter before"], "revenue", { company: 1, from: "2025-10-01", to: "2025-12-31" }],
    [["revenue in March 2026", "the year before"], "revenue", { company: 1, from: "2025-03-01", to: "2025-03-31" }],
    [["cash", "and the year before that?"], "cash", { company: 1, asOf: "2025-11-20" }],
    [
      ["revenue in March 2026", "compare that with last year"],
      "revenue",
      { company: 1, from: "2026-03-01", to: "2026-03-31" },
    ],
    [
      ["what did we earn last month", "only Harvest UK"],
      "net-profit",
      { company: 2, from: "2026-10-01", to: "2026-10-31" },
    ],
    [["who owes us money", "only the top 3"], "top-debtors", { company: 1, asOf: "2026-11-20" }],
    [
      ["open invoices of Azure Interior", "only Deco Addict"],
      "open-invoices-of-partner",
      { company: 1, asOf: "2026-11-20", partner: 13 },
    ],
  ])("%j", async (questions, id, parameters) => {
    expect(await read(...questions)).toEqual([id, parameters]);
  });

  it.each<[string[], string]>([
    [["what did we earn last month", "only Germany"], "no-match"],
    [["what did we earn last month", "and for Germany?"], "no-match"],
    [["what did we earn last month", "why?"], "no-match"],
    [["who owes us money", "more than 90 days"], "no-match"],
    [["revenue in March 2026", "the quarter before"], "no-match"],
    [["cash", "only the top 3"], "no-match"],
    [["who owes us money", "as of 31 February"], "date"],
    [["who owes us money", "as of 03/04/2026"], "date"],
    [["who owes us money", "for Harvest"], "company"],
    [["who owes us money", "next month"], "date"],
    [["and last year?"], "no-match"],
  ])("%j is not answered", async (questions, reason) => {
    expect(await read(...questions)).toBe(reason);
  });
});
