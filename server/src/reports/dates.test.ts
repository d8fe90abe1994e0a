import type { Company } from "@sextant/ledger";
import { describe, expect, it } from "vitest";
import { asOfDate, asOfWithComparisons, periodOf, periodsWithComparisons } from "./dates.ts";

const company: Company = {
  id: 1,
  name: "Harvest",
  currency: { id: 1, code: "EUR", symbol: "€", decimals: 2 },
  fiscalYear: { lastDay: 30, lastMonth: 6 },
  lock: { lockedThrough: null, hard: false },
  branchIds: [1],
};
const at = (parameters: object) => ({ parameters, today: "2026-11-15", company });

describe("dates of a report", () => {
  it("default to today and to the fiscal year so far", () => {
    expect(asOfDate(at({}))).toBe("2026-11-15");
    expect(periodOf(at({}))).toEqual({ from: "2026-07-01", to: "2026-11-15" });
  });

  it("refuse a day that the calendar does not have", () => {
    expect(() => asOfDate(at({ asOf: "2026-02-31" }))).toThrow(/2026-02-31 is not a day/);
    expect(() => periodOf(at({ from: "2025-02-29" }))).toThrow(/2025-02-29/);
  });

  it("refuse a period that ends before it starts, and mixed kinds of dates", () => {
    expect(() => periodOf(at({ from: "2026-03-01", to: "2026-02-01" }))).toThrow(/before it starts/);
    expect(() => periodOf(at({ asOf: "2026-03-01" }))).toThrow(/takes a period/);
    expect(() => asOfDate(at({ to: "2026-03-01" }))).toThrow(/takes one date/);
  });

  it("compare with earlier years, and with earlier periods of the same length", () => {
    expect(asOfWithComparisons(at({ asOf: "2024-02-29", compare: 1 }))).toEqual(["2024-02-29", "2023-02-28"]);
    expect(periodsWithComparisons(at({ from: "2026-03-01", to: "2026-03-31", compare: 1 }))).toEqual([
      { from: "2026-03-01", to: "2026-03-31" },
      { from: "2026-02-01", to: "2026-02-28" },
    ]);
  });
});
