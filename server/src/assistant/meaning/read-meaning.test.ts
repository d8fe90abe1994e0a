import { describe, expect, it } from "vitest";
import { QUESTIONS } from "../testing/books.ts";
import { tokenise } from "../text/tokenise.ts";
import { withoutCourtesy } from "./find-courtesy.ts";
import { readMeaning } from "./read-meaning.ts";

const read = (text: string) => {
  const tokens = tokenise(text);
  const { meaning, contradictions, unexplained } = readMeaning(tokens, new Set(), {}, QUESTIONS.lexicon);
  return { meaning, contradictions, unexplained: unexplained.map((at) => tokens[at]?.raw) };
};
const core = (text: string) => {
  const tokens = tokenise(text);
  const { start, end } = withoutCourtesy(tokens);
  return tokens
    .slice(start, end)
    .map(({ raw }) => raw)
    .join(" ");
};

describe("readMeaning", () => {
  it.each([
    ["what clients still have to pay us", { side: "customer", state: "open" }],
    ["bills we have not paid", { side: "supplier", subject: "document", state: "open" }],
    ["what must we pay", { side: "supplier", state: "open" }],
    ["money we are still waiting to get paid", { side: "customer", state: "open" }],
    ["what should customers have paid by now", { side: "customer", state: "overdue" }],
    ["are we late in paying", { side: "supplier", state: "overdue" }],
    ["supplier invoices that are not overdue", { side: "supplier", subject: "document", state: "not-due" }],
    ["which clients owe us most", { side: "customer", subject: "debt", shape: "ranking" }],
    ["who owes us", { side: "customer", subject: "debt", shape: "names" }],
    ["how much did we bill", { subject: "revenue" }],
    ["unpaid by customers", { side: "customer", state: "unclear" }],
  ])("%s", (text, meaning) => {
    expect(read(text)).toMatchObject({ meaning, contradictions: [] });
  });

  it("finds no debt in what was paid, can be paid, or should be decided", () => {
    for (const text of ["what did customers pay us", "can we pay our suppliers", "should we pay", "are we able to pay"])
      expect(read(text).unexplained, text).toContain("pay");
    expect(read("how much money do we get from customers").unexplained).toContain("get");
  });

  it("never takes a word that narrows the question for grammar", () => {
    const narrowing = [
      "only",
      "except",
      "without",
      "draft",
      "by",
      "new",
      "not",
      "before",
      "many",
      "average",
      "foreign",
      "will",
    ];
    for (const word of narrowing) expect(read(`revenue ${word}`).unexplained, word).toEqual([word]);
    expect(read("revenue of all companies").unexplained).toContain("companies");
  });

  it("tells of contradictions", () => {
    expect(read("which suppliers owe us").contradictions).toEqual(["side"]);
    expect(read("revenue and profit").contradictions).toEqual(["subject"]);
  });
});

describe("withoutCourtesy", () => {
  it.each([
    ["hi there, could you quickly tell me our revenue? thanks a lot!", "revenue"],
    ["My boss would like to know the profit please", "profit"],
    ["is there a way to see our open bills", "open bills"],
    ["what do we owe", "what do we owe"],
    ["what do we have to get from customers", "what do we have to get from customers"],
    ["send them a reminder", "send them a reminder"],
  ])("%s", (text, left) => {
    expect(core(text)).toBe(left);
  });
});
