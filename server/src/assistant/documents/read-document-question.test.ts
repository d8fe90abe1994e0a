import { describe, expect, it } from "vitest";
import { readDocumentQuestion } from "./read-document-question.ts";

describe("a question about one document", () => {
  it.each([
    ["Explain the invoice INV/2026/00012", "invoice", "explain", "INV/2026/00012"],
    ["explain this vendor bill BILL/2026/11/0003.", "invoice", "explain", "BILL/2026/11/0003"],
    ["Why is the invoice INV/2026/00012 not paid?", "invoice", "late", "INV/2026/00012"],
    ["Why is credit note RINV/2026/00001 still not paid yet?", "invoice", "late", "RINV/2026/00001"],
    ["Why is the transfer WH/OUT/00017 late?", "transfer", "late", "WH/OUT/00017"],
    ['Why is the delivery "WH/OUT/00017" waiting?', "transfer", "late", "WH/OUT/00017"],
    ["Explain the sales order S00012", "sales order", "explain", "S00012"],
    ["Why is the quotation S00012 not delivered yet?", "sales order", "late", "S00012"],
    ["explain purchase order P00003", "purchase order", "explain", "P00003"],
    ["Explain the journal entry MISC/2026/11/0001", "journal entry", "explain", "MISC/2026/11/0001"],
  ])("%s", (question, kind, asks, name) => {
    expect(readDocumentQuestion(question)).toEqual([{ kind, asks, name }]);
  });

  it("may be about any where the number alone is said, and about either order", () => {
    const kinds = (question: string) => readDocumentQuestion(question).map(({ kind }) => kind);
    expect(kinds("Why is WH/OUT/00017 late?")).toEqual(["invoice", "transfer", "sales order", "purchase order"]);
    expect(kinds("Explain the order S00012")).toEqual(["sales order", "purchase order"]);
  });

  it.each([
    "Which invoices are overdue?",
    "Explain the invoice",
    "Why is the profit lower in 2025 than in 2026?",
    "Why is revenue late?",
    "Explain the balance sheet as of 2026-03-31",
    `Explain the invoice ${"1".repeat(200)}`,
    `Explain the invoice INV/1${" ".repeat(20_000)}x`,
  ])("is not %s", (question) => expect(readDocumentQuestion(question)).toEqual([]));
});
