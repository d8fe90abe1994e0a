import { expect, it } from "vitest";
import { readRunsSearch } from "./runs-search.ts";
import { costsText, timeText } from "./taken-text.ts";

it("writes time and cost as one reads them", () => {
  expect([400, 12_300, 200_000, 9_000_000].map(timeText)).toEqual(["0.4 s", "12 s", "3 min", "2.5 h"]);
  expect(costsText({ cost: "0", unpriced: 0 })).toBe("0.00 USD");
  expect(costsText({ cost: "1234.5678", unpriced: 0 })).toBe("1,234.5678 USD");
  expect(costsText({ cost: "0.03", unpriced: 2 })).toBe("0.03 USD and 2 without a price");
});

it("reads an address, and leaves out what does not fit", () => {
  expect(readRunsSearch({ days: "7", by: "agent" })).toEqual({ days: 7, by: "agent" });
  expect(readRunsSearch({ days: "8", by: "question" })).toEqual({});
});
