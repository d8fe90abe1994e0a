import type { Figure } from "@sextant/contracts";
import fc from "fast-check";
import { expect, it } from "vitest";
import { splitSentence } from "./split-sentence.ts";

const figure = (value: string, cell = "total"): Figure => ({
  value,
  unit: "EUR",
  source: { report: "aged-receivable", line: "total", cell },
});
const texts = (sentence: string, figures: Figure[]) =>
  splitSentence(sentence, figures).segments.map((segment) => (segment.figure ? `[${segment.text}]` : segment.text));

it("finds figures written plainly, grouped, negative, or without their sign", () => {
  expect(texts("Owed: 1234.50 EUR.", [figure("1234.50")])).toEqual(["Owed: ", "[1234.50]", " EUR."]);
  expect(texts("Owed: €1,234.50.", [figure("1234.50")])).toEqual(["Owed: €", "[1,234.50]", "."]);
  expect(texts("A loss of 1,234.50.", [figure("-1234.50")])).toEqual(["A loss of ", "[1,234.50]", "."]);
  expect(texts("Net −1,234.50", [figure("-1234.50")])).toEqual(["Net ", "[−1,234.50]"]);
});

it("never takes part of a longer number", () => {
  expect(texts("On 14 May 4,000.00 in 4 parts, 4.5 each.", [figure("4")])).toEqual([
    "On 14 May 4,000.00 in ",
    "[4]",
    " parts, 4.5 each.",
  ]);
});

it("takes equal figures one after the other and keeps what the sentence does not hold", () => {
  const { segments, apart } = splitSentence("5.00 here, 5.00 there", [
    figure("5.00", "a"),
    figure("5.00", "b"),
    figure("9.00"),
  ]);
  expect(segments.map((segment) => segment.figure?.source.cell)).toEqual(["a", undefined, "b", undefined]);
  expect(apart.map(({ value }) => value)).toEqual(["9.00"]);
});

it("loses no character of the sentence", () => {
  const value = fc.integer({ min: -99_999, max: 99_999 }).map((cents) => (cents / 100).toFixed(2));
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.array(value), (words, values) => {
      const sentence = values.map((amount) => `${words} ${amount}`).join(" ");
      const { segments } = splitSentence(
        sentence,
        values.map((amount) => figure(amount)),
      );
      expect(segments.map(({ text }) => text).join("")).toBe(sentence);
    }),
  );
});
