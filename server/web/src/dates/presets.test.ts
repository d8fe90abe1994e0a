import { describe, expect, it } from "vitest";
import { isDate } from "./calendar.ts";
import { AS_OF_PRESETS, PERIOD_PRESETS, presetOf } from "./presets.ts";

const dates = (presets: typeof AS_OF_PRESETS, name: string, anchor: string) =>
  presets.find((preset) => preset.name === name)?.dates(anchor);

describe("presets", () => {
  it.each([
    ["today", "2026-11-20", "2026-11-20"],
    ["last-month", "2026-03-31", "2026-02-28"],
    ["last-month", "2024-03-01", "2024-02-29"],
    ["last-month", "2026-01-15", "2025-12-31"],
    ["last-quarter", "2026-01-15", "2025-12-31"],
    ["last-quarter", "2026-05-01", "2026-03-31"],
    ["last-quarter", "2026-12-31", "2026-09-30"],
    ["last-year", "2026-12-31", "2025-12-31"],
  ])("as of %s on %s is %s", (name, anchor, asOf) => {
    expect(dates(AS_OF_PRESETS, name, anchor)).toEqual({ asOf });
  });

  it.each([
    ["this-month", "2026-02-10", "2026-02-01", "2026-02-28"],
    ["last-month", "2026-01-31", "2025-12-01", "2025-12-31"],
    ["last-quarter", "2026-02-10", "2025-10-01", "2025-12-31"],
    ["last-quarter", "2026-08-10", "2026-04-01", "2026-06-30"],
    ["year-to-date", "2026-08-10", "2026-01-01", "2026-08-10"],
    ["last-year", "2026-08-10", "2025-01-01", "2025-12-31"],
  ])("%s on %s is %s to %s", (name, anchor, from, to) => {
    expect(dates(PERIOD_PRESETS, name, anchor)).toEqual({ from, to });
  });

  it("recognises the preset behind given dates", () => {
    expect(presetOf(AS_OF_PRESETS, { asOf: "2026-09-30" }, "2026-11-20")).toBe("last-quarter");
    expect(presetOf(AS_OF_PRESETS, { asOf: "2026-09-29" }, "2026-11-20")).toBe("custom");
    expect(presetOf(PERIOD_PRESETS, {}, "2026-11-20")).toBe("custom");
  });

  it("knows the calendar", () => {
    expect(isDate("2024-02-29")).toBe(true);
    expect(isDate("2026-02-29")).toBe(false);
    expect(isDate("2026-2-1")).toBe(false);
    expect(isDate("2026-13-01")).toBe(false);
  });
});
