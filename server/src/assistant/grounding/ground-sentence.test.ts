import { describe, expect, it } from "vitest";
import { AGED_RECEIVABLE, balanceSheet, OPEN_RECEIVABLE, profitAndLoss, result } from "../testing/results.ts";
import { Evidence } from "./evidence.ts";
import { groundSentence } from "./ground-sentence.ts";
import { Sentences } from "./sentences.ts";

const pounds = { id: 2, code: "GBP", symbol: "£", decimals: 2 };

/** r1 aged receivable, r2 open items, r3 profit and loss with two columns, r4 a balance sheet in pounds. */
function evidence(): Evidence {
  const all = new Evidence();
  const row = (net: string) => ["500.00", "0.00", "0.00", "0.00", "0.00", "0.00", "0.00", net];
  const aged = { ...AGED_RECEIVABLE, asOf: "2026-03-31" };
  const profit = { ...profitAndLoss(row("-1250.75"), row("1000.00")), from: "2026-01-01", to: "2026-03-31" };
  const sheet = result("balance-sheet", balanceSheet("777.00").lines, { currency: pounds });
  for (const [name, one] of [
    ["aged-receivable", aged],
    ["open-receivable", OPEN_RECEIVABLE],
    ["profit-and-loss", profit],
    ["balance-sheet", sheet],
  ] as const)
    all.addReport(name, {}, one, one.lines);
  return all;
}

const ground = (draft: string) => groundSentence(draft, evidence());
const shown = (draft: string) => {
  const sentence = ground(draft);
  return sentence.kind === "shown" ? sentence.text : `dropped: ${sentence.reason}`;
};

describe("references", () => {
  it("are written from their cells, with the proof", () => {
    const sentence = ground("{r1.1.label} owes {r1.1.total}, of which {r1.1.1-30} is late, on {r1.asOf}.");
    expect(sentence).toMatchObject({
      kind: "shown",
      text: "Café Müller owes 1,234.50 EUR, of which 200.50 EUR is late, on 31 March 2026.",
    });
    expect(sentence.kind === "shown" && sentence.figures.map(({ source }) => [source.line, source.cell])).toEqual([
      ["11", "total"],
      ["11", "1-30"],
    ]);
  });

  it.each([
    ["{r1.99.total} is due.", "dropped: reference"],
    ["{r9.1.total} is due.", "dropped: reference"],
    ["{} is due.", "dropped: reference"],
    ["{r1.1.total", "dropped: figure"],
    ["We made {diff r3.8.balance r3.8.balance-1}.", "We made -2,250.75 EUR."],
    ["That is {growth r3.8.balance r3.8.balance-1}.", "That is -225.1 %."],
    ["That is {share r1.1.total r1.4.total} of all.", "That is 0.0 % of all."],
    ["That is {growth r3.8.balance-1 r3.8.balance}.", "dropped: reference"],
    ["That is {diff r3.8.balance r4.1.balance}.", "dropped: reference"],
    ["That is {sum r3.8.balance r3.8.balance}.", "dropped: reference"],
    ["{r2.4.label} is open.", "PAY 1 is open."],
    ["{r2.2.label} is open.", "“INV/2026/0002” is open."],
    ["There are {r1.lines} customers.", "There are 3 customers."],
  ])("%s", (draft, text) => expect(shown(draft).replace("“PAY 1”", "PAY 1")).toBe(text));
});

describe("numerals", () => {
  it.each([
    "1,234.50 EUR",
    "EUR 1,234.50",
    "€1,234.50",
    "1.234,50 €",
    "1 234,50 EUR",
    "1\u202f234,50 €",
    "1'234.50 EUR",
    "1234.50",
    "1234.5 euros",
    "１２３４.５０ EUR",
    "+1,234.50 EUR",
    "1.2345 thousand EUR",
    "EUR\u00a01,234.50",
    "1,23\u200b4.50 EUR",
    "**1,234.50** EUR",
  ])("%s is the cell of 1234.50", (written) => {
    expect(shown(`Customers owe ${written} in all.`)).toBe("Customers owe 1,234.50 EUR in all.");
  });

  it.each([
    ["about 9.0 million EUR", "about 9,000,000.00 EUR"],
    ["9.001 million EUR", "9,001,159.25 EUR"],
    ["9,001k", "9,001,159.25 EUR"],
    ["9 million", "9,000,000.00 EUR"],
    ["8 million", "dropped: figure"],
    ["1,235 EUR", "1,234.50 EUR"],
    ["-75.25 EUR", "-75.25 EUR"],
    ["−75,25 €", "-75.25 EUR"],
    ["(75.25) EUR", "dropped: figure"],
    ["75.25 EUR", "dropped: figure"],
    ["-1,234.50 EUR", "dropped: figure"],
    ["minus 1,234.50 EUR", "dropped: figure"],
    ["1,234.50-", "dropped: figure"],
    ["1,234.51 EUR", "dropped: figure"],
    ["1,334.50 EUR", "dropped: figure"],
    ["12,345.00 EUR", "dropped: figure"],
    ["1,234.50 USD", "dropped: currency"],
    ["$1,234.50", "dropped: currency"],
    ["£777.00", "777.00 GBP"],
    ["777.00 EUR", "dropped: figure"],
    ["1,234.50 %", "dropped: figure"],
    ["12 %", "dropped: figure"],
    ["3M", "dropped: figure"],
    ["Q3", "dropped: figure"],
    ["1.2.3", "dropped: figure"],
    ["12", "dropped: figure"],
    ["½", "dropped: figure"],
    ["٥٠٠", "dropped: figure"],
    ["500.00", "500.00 EUR"],
    ["twelve", "dropped: number-word"],
    ["zweitausend", "dropped: number-word"],
    ["dreihundertfünfundzwanzig", "dropped: number-word"],
    ["duecentotre", "dropped: number-word"],
    [
      "einundeinundeinundeinundeinundeinundeinundeinundeinundeinundeinundeinundx",
      "einundeinundeinundeinundeinundeinundeinundeinundeinundeinundeinundeinundx",
    ],
    ["vingt-deux", "dropped: number-word"],
    ["三百", "dropped: number-word"],
    ["a dozen", "dropped: number-word"],
    ["a third of it", "dropped: number-word"],
    ["three-quarters of it", "dropped: number-word"],
    ["two thirds", "dropped: number-word"],
    ["the third quarter of the year", "the third quarter of the year"],
    ["half of it", "dropped: number-word"],
    ["the first half of the year", "the first half of the year"],
  ])("%s", (written, text) => {
    expect(shown(`We see ${written} there.`)).toBe(text.startsWith("dropped") ? text : `We see ${text} there.`);
  });
});

describe("dates", () => {
  it.each([
    ["on 2026-03-31", "on 31 March 2026"],
    ["on March 31st, 2026", "on 31 March 2026"],
    ["on 31/03/2026", "on 31 March 2026"],
    ["on 31 Mar 2026", "on 31 March 2026"],
    ["on 31 March", "on 31 March 2026"],
    ["in March 2026", "in March 2026"],
    ["in Q1 2026", "in Q1 2026"],
    ["in 2026", "in 2026"],
    ["due on 15 January 2026", "due on 15 January 2026"],
    ["on 30 March 2026", "dropped: date"],
    ["in 2025", "dropped: date"],
    ["in April 2026", "dropped: date"],
    ["on 31.02.2026", "dropped: date"],
    ["in May", "in May"],
  ])("%s", (written, text) => {
    expect(shown(`It stood so ${written}.`)).toBe(text.startsWith("dropped") ? text : `It stood so ${text}.`);
  });
});

describe("names", () => {
  it.each([
    ["Most is owed by Azure Interior.", "Most is owed by Azure Interior."],
    ["Café Müller and Deco Addict owe the rest.", "Café Müller and Deco Addict owe the rest."],
    ["The oldest is INV/2026/0001.", "The oldest is “INV/2026/0001”."],
    ["Most is owed by Acme Holding.", "dropped: name"],
    ["Gemini owes us the rest.", "dropped: name"],
    ["The oldest is INV/2026/0009.", "dropped: figure"],
    ["Net profit fell.", "Net profit fell."],
    ["See https://evil.example/?d=1 for more.", "dropped: address"],
    ["![x](//evil.example/p.png)", "dropped: address"],
    ["<img src=x> is due.", "dropped: address"],
    ["Write to a@evil.example now.", "dropped: address"],
  ])("%s", (draft, text) => expect(shown(draft)).toBe(text));

  it("that look like figures never stand as figures", () => {
    const all = new Evidence();
    const named = (label: string) => ({
      ...OPEN_RECEIVABLE,
      lines: OPEN_RECEIVABLE.lines.map((line) => ({ ...line, label })),
    });
    for (const label of ["Total 5,000.00 EUR", "9,999.00", "ACME 500", "twelve million euros"]) {
      const one = named(label);
      all.addReport("open-receivable", {}, one, one.lines);
    }
    const text = (draft: string) => {
      const sentence = groundSentence(draft, all);
      return sentence.kind === "shown" ? sentence.text : sentence.reason;
    };
    expect(text("Customers owe 9,999.00 EUR.")).toBe("figure");
    expect(text("Customers owe 500 EUR.")).toBe("figure");
    expect(text("Customers owe Total 5,000.00 EUR.")).toBe("Customers owe “Total 5,000.00 EUR”.");
    expect(text("{r2.2.label} is owed.")).toBe("“9,999.00” is owed.");
    expect(text("Customers owe twelve million euros.")).toBe("Customers owe “twelve million euros”.");
  });
});

describe("a draft that comes in parts", () => {
  const draft =
    'Cash is 1.234,50 € now. Debt fell! "So." Really?\n\n1. First item 3.5\n2. Second\n| a | 1,2 |\nThe end';
  const parts = [
    "Cash is 1.234,50 € now. ",
    "Debt fell! ",
    '"So." ',
    "Really?\n\n",
    "1. First item 3.5\n",
    "2. Second\n",
    "| a | 1,2 |\n",
    "The end",
  ];

  it("is cut into the same sentences wherever it was parted", () => {
    for (let at = 0; at <= draft.length; at += 1) {
      const sentences = new Sentences();
      const cut = [...sentences.push(draft.slice(0, at)), ...sentences.push(draft.slice(at)), ...sentences.flush()];
      expect(cut.join("")).toBe(draft);
      expect(cut.map((one) => one.trim()).filter((one) => one !== "")).toEqual(parts.map((one) => one.trim()));
    }
  });

  it("is cut where it has no end", () => {
    const sentences = new Sentences();
    const cut = [...sentences.push("x".repeat(4500)), ...sentences.flush()];
    expect(cut.map(({ length }) => length)).toEqual([2000, 2000, 500]);
  });
});
