import { isSextantError } from "@sextant/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMonths, daysBetween, endOfMonth, isMonthEnd, plainDate } from "./calendar.ts";
import { comparisonDates, comparisonPeriods, samePeriodLastYear, shiftAsOf, shiftPeriod } from "./comparison.ts";
import { naiveAddDays } from "./testing/naive-calendar.ts";

describe("months", () => {
  it.each([
    ["2026-03-31", -1, "2026-02-28"],
    ["2024-03-31", -1, "2024-02-29"],
    ["2026-05-31", 1, "2026-06-30"],
    ["2024-02-29", 12, "2025-02-28"],
  ])("%s and %i months", (date, months, expected) => {
    expect(addMonths(date, months)).toBe(expected);
  });

  it("keeps the end of a month at the end of a month for as-of dates only", () => {
    expect(shiftAsOf("2025-02-28", -12)).toBe("2024-02-29");
    expect(shiftAsOf("2026-06-30", -1)).toBe("2026-05-31");
    expect(shiftAsOf("2026-06-29", -1)).toBe("2026-05-29");
    expect(endOfMonth("2100-02-01")).toBe("2100-02-28");
    expect(isMonthEnd("2024-02-28")).toBe(false);
  });

  it.each(["2026-02-30", "2026-13-01", "26-01-01", "2026-1-1", ""])("refuses the day %j", (date) => {
    let code = "";
    try {
      plainDate(date);
    } catch (error) {
      if (isSextantError(error)) code = error.code;
    }
    expect(code).toBe("bad_usage");
  });
});

describe("comparison periods", () => {
  it("moves whole months by whole months", () => {
    expect(shiftPeriod({ from: "2026-03-01", to: "2026-03-31" }, -1)).toEqual({ from: "2026-02-01", to: "2026-02-28" });
    expect(shiftPeriod({ from: "2026-01-01", to: "2026-03-31" }, -1)).toEqual({ from: "2025-10-01", to: "2025-12-31" });
    expect(comparisonPeriods({ from: "2026-01-01", to: "2026-12-31" }, 2)).toEqual([
      { from: "2025-01-01", to: "2025-12-31" },
      { from: "2024-01-01", to: "2024-12-31" },
    ]);
  });

  it("compares a year to date with the same dates of earlier years", () => {
    expect(comparisonPeriods({ from: "2026-01-01", to: "2026-11-20" }, 2)).toEqual([
      { from: "2025-01-01", to: "2025-11-20" },
      { from: "2024-01-01", to: "2024-11-20" },
    ]);
    expect(comparisonPeriods({ from: "2024-01-01", to: "2024-10-31" }, 1)).toEqual([
      { from: "2023-01-01", to: "2023-10-31" },
    ]);
  });

  it("moves anything else by days", () => {
    expect(shiftPeriod({ from: "2026-03-10", to: "2026-03-19" }, -1)).toEqual({ from: "2026-02-28", to: "2026-03-09" });
  });

  it("defines the same period last year on leap days", () => {
    expect(samePeriodLastYear({ from: "2024-02-29", to: "2024-02-29" })).toEqual({
      from: "2023-02-28",
      to: "2023-02-28",
    });
    expect(samePeriodLastYear({ from: "2025-02-01", to: "2025-02-28" })).toEqual({
      from: "2024-02-01",
      to: "2024-02-29",
    });
    expect(samePeriodLastYear({ from: "2025-02-10", to: "2025-02-28" })).toEqual({
      from: "2024-02-10",
      to: "2024-02-28",
    });
  });

  it("goes back year by year for as-of dates", () => {
    expect(comparisonDates("2025-02-28", 2)).toEqual(["2024-02-29", "2023-02-28"]);
    expect(comparisonDates("2026-03-15", 1)).toEqual(["2025-03-15"]);
    expect(comparisonDates("2026-03-15", 0)).toEqual([]);
  });

  it("never leaves a gap or an overlap", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 500 }), (offset, length) => {
        const from = naiveAddDays("2020-01-01", offset);
        const period = { from, to: naiveAddDays(from, length) };
        const before = shiftPeriod(period, -1);
        expect(naiveAddDays(before.to, 1)).toBe(period.from);
        expect(daysBetween(period.from, period.to)).toBe(length);
      }),
    );
  });
});
