import { expect, it } from "vitest";
import { totalsOf, totalsText } from "./run-totals.ts";

const asked = { at: 900, what: "asked", tokens: 1200, cost: "0.000001" };

it("adds up what agents took, the time of the slowest, and no unknown price", () => {
  const runs = [
    { agent: "a", title: "A", steps: [asked, { at: 1500, what: "called", ms: 12 }] },
    { agent: "b", title: "B", steps: [{ ...asked, at: 2000, cost: "1.5" }] },
  ];
  expect(totalsOf(runs)).toEqual({ requests: 2, tools: 1, tokens: 2400, cost: "1.500001", seconds: 2 });
  expect(totalsText(totalsOf(runs))).toBe("2 requests · 1 tool call · 2,400 tokens · 1.500001 USD · 2.0 s");
  expect(totalsOf([{ agent: "a", title: "A", steps: [{ ...asked, cost: null }] }]).cost).toBeNull();
});
