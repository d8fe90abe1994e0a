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
  const { start, end } = withoutCourtesy(tokens, new Set(), QUESTIONS.lexicon.around);
  return text.slice(tokens[start]?.start, tokens[end - 1]?.end);
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
    ["what is due to our suppliers", { side: "supplier", subject: "debt" }],
    ["how much is due to us", { side: "customer", subject: "debt" }],
    ["bills that we do not have to pay yet", { side: "supplier", subject: "document", state: "not-due" }],
    ["which bills are waiting to be paid", { side: "supplier", subject: "document", state: "open" }],
    ["what do suppliers get from us", { side: "supplier", state: "open" }],
    ["names of the customers", { side: "customer", shape: "names" }],
    ["which amount of fixed assets do we have", { subject: "fixed-assets" }],
    ["fixed assets on the balance sheet", { subject: "fixed-assets" }],
    ["P&L line other income", { subject: "other-income" }],
    ["current liabilities apart from what we owe suppliers", { subject: "current-liabilities" }],
    ["how high is our cash", { subject: "cash" }],
    ["cash we generated", { subject: "cash", kind: "flow" }],
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
    ["For the auditors: total assets", "total assets"],
    ["quick one, how much cash", "how much cash"],
    ["the balance sheet for the bad debt review please", "the balance sheet"],
    ["our balance sheet, the bank is asking for it", "our balance sheet"],
    ["I'm on the train, can you read me the balance sheet", "balance sheet"],
    ["our equity, I'm preparing the bank confirmation", "our equity"],
    ["open bills, the landlord asked for it", "open bills"],
    ["total assets so I can work out the gearing", "total assets"],
    ["For the covenant test I need total liabilities", "total liabilities"],
    // What could say which figure is meant is left to be explained.
    ["operating expenses, I'm looking at marketing", "operating expenses, I'm looking at marketing"],
    ["open invoices, we have to pay", "open invoices, we have to pay"],
    ["revenue, I only want the shop", "revenue, I only want the shop"],
    ["revenue, I'm writing to Deco", "revenue, I'm writing to Deco"],
    ["the balance sheet, the bank wants it in euros", "the balance sheet, the bank wants it in euros"],
    ["receivables for the bank", "receivables for the bank"],
    ["operating expenses for the meeting", "operating expenses for the meeting"],
  ])("%s", (text, left) => {
    expect(core(text)).toBe(left);
  });
});
