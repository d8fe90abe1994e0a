import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editDistance } from "./edit-distance.ts";
import { lemma } from "./lemma.ts";
import { correctSpelling } from "./spelling.ts";
import { tokenise } from "./tokenise.ts";

const words = (text: string) => tokenise(text).map(({ word }) => word);

describe("tokenise", () => {
  it.each([
    ["Café Müller's invoices?", ["cafe", "muller", "invoices"]],
    ["31/03/2026, 31.03.2026 2026-03-31", ["31/03/2026", "31.03.2026", "2026-03-31"]],
    ["year-to-date", ["year", "to", "date"]],
    ["don’t “quote”", ["do", "not", "quote"]],
    ["90+ days & more", ["90", "+", "days", "&", "more"]],
    ["we've, I'm, they'd, cannot", ["we", "have", "i", "am", "they", "would", "can", "not"]],
    ["a/c 101000, Q2/2026, and/or", ["a/c", "101000", "q2", "2026", "and", "/", "or"]],
    ["ＦＵＬＬ ﬁne STRAẞE", ["full", "fine", "strasse"]],
    ["", []],
  ])("%s", (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it("gives every token its place in the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        let end = 0;
        for (const token of tokenise(text)) {
          expect(text.slice(token.start, token.end)).toBe(token.raw);
          expect(token.start).toBeGreaterThanOrEqual(end);
          end = token.end;
        }
      }),
      { numRuns: 500 },
    );
  });

  it("is done with 100 kB of anything, without running out of time", () => {
    for (const piece of ["a", "1", "1/", "'", "a'", "(((", " ", "-", "😀", "á\u0301", "1.1-", "\u0000"]) {
      expect(() => tokenise(piece.repeat(100_000 / piece.length))).not.toThrow();
    }
  });
});

describe("editDistance", () => {
  it("counts a swap of neighbours as one", () => {
    expect(editDistance("trial", "trail", 2)).toBe(1);
    expect(editDistance("receivable", "recievable", 2)).toBe(1);
    expect(editDistance("profit", "profit", 2)).toBe(0);
    expect(editDistance("profit", "cash", 2)).toBe(3);
  });

  it("is symmetric, zero for equals only, and bounded", () => {
    const text = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(text, text, fc.integer({ min: 0, max: 4 }), (a, b, limit) => {
        const distance = editDistance(a, b, limit);
        expect(distance).toBe(editDistance(b, a, limit));
        expect(distance === 0).toBe(a === b);
        expect(distance).toBeLessThanOrEqual(limit + 1);
      }),
    );
  });
});

describe("correctSpelling", () => {
  const keywords = new Set(["receivables", "payables", "profit", "revenue", "balance", "overdue", "february"]);

  it.each([
    ["recievables", "receivables"],
    ["profitt", "profit"],
    ["revnue", "revenue"],
    ["februray", "february"],
    ["balnce", "balance"],
  ])("%s is %s", (typed, meant) => {
    expect(correctSpelling(typed, keywords)).toBe(meant);
  });

  it("leaves other words, short words and numbers alone", () => {
    for (const word of [
      "revenge",
      "prophet",
      "profile",
      "headcount",
      "profi",
      "cash",
      "balance",
      "profit1",
      "xrofit",
      "",
    ]) {
      expect(correctSpelling(word, keywords), word).toBeNull();
    }
  });

  it("corrects nothing that two keywords are equally near to", () => {
    expect(correctSpelling("balanced", new Set(["balances", "balancer"]))).toBeNull();
  });
});

describe("lemma", () => {
  it("unites plural and singular, and keeps words that only look plural", () => {
    // "Our company" is one of ours; "companies" are others.
    expect(["invoices", "companies", "debtors", "owes", "owed"].map(lemma)).toEqual([
      "invoice",
      "companies",
      "debtor",
      "owe",
      "owe",
    ]);
    expect(["loss", "gross", "us", "surplus"].map(lemma)).toEqual(["loss", "gross", "us", "surplus"]);
    expect(["__proto__", "constructor", "toString"].map(lemma)).toEqual(["__proto__", "constructor", "toString"]);
  });
});
