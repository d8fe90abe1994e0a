import { describe, expect, it } from "vitest";
import { projectFile } from "../platform/project-file.ts";
import { loadSemantics } from "./load-semantics.ts";
import { offerOf } from "./offer.ts";
import { type SemanticQuery, semanticQuery } from "./query.ts";
import { resolveQuery } from "./resolve-query.ts";
import { wholeSchema } from "./testing/whole-schema.ts";

const semantics = loadSemantics(projectFile("prompts", "semantics"));
const offer = await offerOf(semantics, wholeSchema(semantics));
const resolve = (query: Partial<SemanticQuery>) =>
  resolveQuery(offer, semantics.ambiguous, semanticQuery.parse({ measures: [], ...query }));

/** What a query means in short, or what is asked back. */
function meaning(query: Partial<SemanticQuery>): string {
  const found = resolve(query);
  if (found.kind === "question")
    return `? ${found.choices.map(({ subject, use }) => `${subject}: ${use}`).join(" | ")}`;
  const keys = found.by.map(({ dimension, grain }) => (grain ? `${dimension.name}/${grain}` : dimension.name));
  return [found.subject.name, found.measures.map(({ name }) => name).join("+"), ...keys].join(" > ");
}

describe("what words mean", () => {
  it.each<[Partial<SemanticQuery>, string]>([
    [
      { subject: "sales", measures: ["ordered amount"], by: ["customer", "order month"] },
      "sales orders > ordered amount > customer > order date/month",
    ],
    [
      { measures: ["order intake"], by: ["quarter of the order date"] },
      "sales orders > ordered amount > order date/quarter",
    ],
    [
      { measures: ["Takings"], by: ["shop", "order date:year"] },
      "shop orders > shop sales with tax > shop > order date/year",
    ],
    [
      { measures: ["units sold"], by: ["article"], subject: "sales order lines" },
      "sales order lines > ordered quantity > product",
    ],
    [{ measures: ["stock levels"], by: ["warehouse"] }, "stock on hand > quantity on hand > warehouse"],
    [
      { measures: ["pipeline value", "open opportunities"], by: ["stage"] },
      "opportunities > expected revenue+running opportunities > stage",
    ],
    [{ measures: ["how many employees"], by: ["job"] }, "employees > headcount > job position"],
    [{ measures: ["suppliers"], by: ["country"] }, "contacts > vendors > country"],
    [
      { subject: "account.move.line", measures: ["debit"], by: ["month"] },
      "journal items > posted debit > accounting date/month",
    ],
  ])("%o", (query, expected) => {
    // One date among several is chosen by its name alone; journal items have two.
    if (expected.startsWith("journal")) expect(meaning(query)).toMatch(/^\? journal items: accounting date month/);
    else expect(meaning(query)).toBe(expected);
  });

  it("asks back what revenue is meant, whatever the subject", () => {
    const choices = "? sales orders: ordered amount | invoices: invoiced amount | journal items: posted revenue";
    for (const word of ["revenue", "Revenue", "turnover", "our total revenue"])
      for (const subject of [undefined, "sales orders", "invoices"])
        expect(meaning({ measures: [word], ...(subject ? { subject } : {}) })).toBe(choices);
    expect(meaning({ measures: ["sales"] })).toContain("shop orders: shop sales with tax");
  });

  it("asks back by which date", () => {
    expect(meaning({ measures: ["ordered amount"], by: ["month"] })).toBe(
      "? sales orders: order date month | sales orders: promised delivery date month | sales orders: delivery date month",
    );
    const where = [{ dimension: "period", from: "2026-01-01", not: false }];
    expect(meaning({ measures: ["ordered amount"], where })).toMatch(/^\? sales orders: order date \|/);
  });

  it("takes each of its own choices as an answer", () => {
    for (const asked of ["revenue", "sales", "spend", "orders", "quantity sold"]) {
      const found = resolve({ measures: [asked] });
      expect(found.kind, asked).toBe("question");
      if (found.kind === "question")
        for (const { subject, use } of found.choices)
          expect(meaning({ subject, measures: [use] }), asked).toBe(`${subject} > ${use}`);
    }
    const dates = resolve({ measures: ["ordered amount"], by: ["quarter"] });
    if (dates.kind === "question")
      for (const { use } of dates.choices)
        expect(meaning({ measures: ["ordered amount"], by: [use] })).toMatch(
          /^sales orders > ordered amount > .*quarter$/,
        );
  });

  it("names what is near when it knows no such thing", () => {
    expect(meaning({ measures: ["ordered tonnage"], subject: "sales orders" })).toContain(
      "sales orders: ordered amount",
    );
    expect(meaning({ measures: ["headcount"], by: ["shoe size"] })).toContain("employees: department");
    expect(meaning({ measures: ["x"], subject: "nothing" })).toContain("sales orders: sales orders");
    expect(meaning({ measures: ["ordered amount", "quotations"] })).toMatch(/^\? sales orders: ordered amount/);
  });

  it("resolves every measure and dimension by each of its names, within its subject", () => {
    for (const { subject, measures, dimensions } of semantics.subjects) {
      for (const [name, { also }] of Object.entries(measures))
        for (const word of [name, ...also]) expect(meaning({ subject, measures: [word] })).toBe(`${subject} > ${name}`);
      const [measure = ""] = Object.keys(measures);
      for (const [name, { also }] of Object.entries(dimensions))
        for (const word of [name, ...also])
          expect(
            meaning({ subject, measures: [measure], by: [word] }).replace(/\/month$/, ""),
            `${subject}: ${word}`,
          ).toBe(`${subject} > ${measure} > ${name}`);
    }
  });
});
