import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { ranges, shown } from "../examples/balance-sheet.example.ts";

it("the example of the README runs and is the one that is printed there", () => {
  expect(ranges).toEqual({ earlier: { to: "2025-12-31" }, current: { from: "2026-01-01", to: "2026-03-31" } });
  expect(shown).toEqual([
    "assets 5019.99",
    "bank-and-cash 5019.99",
    "liabilities-and-equity 5019.99",
    "equity 5019.99",
    "equity-capital 5000.00",
    "current-year-earnings 19.99",
  ]);
  const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
  expect(read("../README.md")).toContain(read("../examples/balance-sheet.example.ts").trimEnd());
});
