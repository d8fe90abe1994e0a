import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fiscalYearOf } from "./fiscal-year.ts";
import { naiveAddDays, naiveYearEnd, naiveYearStart } from "./testing/naive-calendar.ts";

const ending = (lastMonth: number, lastDay: number) => ({ fiscalYear: { lastDay, lastMonth } });

describe("fiscalYearOf", () => {
  // Odoo 19.0, case fiscal_year_and_locks.
  it.each([
    [2, 28, "2024-02-28", "2023-03-01", "2024-02-29"],
    [2, 28, "2024-02-29", "2023-03-01", "2024-02-29"],
    [2, 28, "2024-03-01", "2024-03-01", "2025-02-28"],
    [2, 29, "2023-02-28", "2022-03-01", "2023-02-28"],
    [2, 29, "2023-03-01", "2023-03-01", "2024-02-29"],
    [2, 29, "2024-02-29", "2023-03-01", "2024-02-29"],
    [6, 30, "2026-06-30", "2025-07-01", "2026-06-30"],
    [6, 30, "2026-07-01", "2026-07-01", "2027-06-30"],
    [9, 15, "2026-09-15", "2025-09-16", "2026-09-15"],
    [9, 15, "2026-09-16", "2026-09-16", "2027-09-15"],
    [4, 30, "2026-04-30", "2025-05-01", "2026-04-30"],
    [4, 30, "2026-05-01", "2026-05-01", "2027-04-30"],
  ])("%i/%i contains %s", (month, day, date, from, to) => {
    expect(fiscalYearOf(ending(month, day), date)).toEqual({ from, to });
  });

  it("clamps a last day beyond the end of the month", () => {
    expect(fiscalYearOf(ending(4, 31), "2026-05-01")).toEqual({ from: "2026-05-01", to: "2027-04-30" });
  });

  describe("explicit years", () => {
    const long = { ...ending(12, 31), fiscalYears: [{ from: "2024-01-01", to: "2025-06-30" }] };
    it.each([
      ["2023-12-31", "2023-01-01", "2023-12-31"],
      ["2024-01-01", "2024-01-01", "2025-06-30"],
      ["2025-06-30", "2024-01-01", "2025-06-30"],
      ["2025-07-01", "2025-07-01", "2025-12-31"],
      ["2026-03-01", "2026-01-01", "2026-12-31"],
    ])("an 18-month year: %s", (date, from, to) => {
      expect(fiscalYearOf(long, date)).toEqual({ from, to });
    });

    it("a short year cuts the cycle on both sides", () => {
      const short = { ...ending(12, 31), fiscalYears: [{ from: "2025-04-01", to: "2025-06-30" }] };
      expect(fiscalYearOf(short, "2025-02-01")).toEqual({ from: "2025-01-01", to: "2025-03-31" });
      expect(fiscalYearOf(short, "2025-05-01")).toEqual({ from: "2025-04-01", to: "2025-06-30" });
      expect(fiscalYearOf(short, "2025-09-01")).toEqual({ from: "2025-07-01", to: "2025-12-31" });
    });
  });

  it("agrees with walking day by day, and years tile the calendar", () => {
    const yearEnds = fc.constantFrom([12, 31], [6, 30], [2, 28], [2, 29], [9, 15], [4, 31], [3, 31]);
    const explicit = fc.option(
      fc.record({ start: fc.integer({ min: 0, max: 900 }), days: fc.integer({ min: 20, max: 700 }) }),
    );
    fc.assert(
      fc.property(yearEnds, explicit, fc.integer({ min: 0, max: 2500 }), ([month = 12, day = 31], year, offset) => {
        const from = naiveAddDays("2022-01-01", year?.start ?? 0);
        const company = {
          ...ending(month, day),
          ...(year ? { fiscalYears: [{ from, to: naiveAddDays(from, year.days) }] } : {}),
        };
        const date = naiveAddDays("2021-06-01", offset);
        const found = fiscalYearOf(company, date);
        expect(found).toEqual({ from: naiveYearStart(company, date), to: naiveYearEnd(company, date) });
        expect(fiscalYearOf(company, naiveAddDays(found.to, 1)).from).toBe(naiveAddDays(found.to, 1));
      }),
    );
  });
});
