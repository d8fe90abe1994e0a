import { addDays, type DateRange } from "@sextant/ledger";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isWithin, segmentAt, segmentsOf, unitOf } from "./segments.ts";

const day = fc.integer({ min: 0, max: 900 }).map((days) => addDays("2024-01-01", days));
const range: fc.Arbitrary<DateRange> = fc.record({ from: day, to: day }, { requiredKeys: [] });

const holds = (date: string, { from, to }: DateRange) =>
  (from === undefined || date >= from) && (to === undefined || date <= to);

describe("segments", () => {
  test("every date lies in one segment, and a range is exactly the segments within it", () => {
    fc.assert(
      fc.property(fc.array(range, { maxLength: 6 }), day, (ranges, date) => {
        const segments = segmentsOf(ranges);
        const own = segments.filter(
          ({ from, before }) => (from === undefined || date >= from) && (before === undefined || date < before),
        );
        expect(own).toHaveLength(1);
        expect(segmentAt(segments, date)).toEqual(own[0]);
        for (const one of ranges) expect(own.some((segment) => isWithin(segment, one))).toBe(holds(date, one));
      }),
    );
  });

  test("no range, or an open one, is one segment", () => {
    expect(segmentsOf([])).toEqual([{}]);
    expect(segmentsOf([{}])).toEqual([{}]);
    // Ends before it begins: it holds nothing and cuts nothing.
    expect(segmentsOf([{ from: "2026-02-01", to: "2026-01-01" }])).toEqual([{}]);
  });

  test.for([
    [[{ from: "2025-01-01", to: "2025-12-31" }], "year"],
    [[{ to: "2024-12-31" }, { from: "2025-01-01", to: "2025-09-30" }], "quarter"],
    [[{ to: "2024-12-31" }, { from: "2025-03-01", to: "2025-03-31" }], "month"],
    [[{ to: "2024-02-29" }], "month"],
    [[{ to: "2024-02-28" }], null],
    [[{ from: "2025-01-02" }], null],
  ] as const)("unit of %j is %s", ([ranges, unit]) => {
    expect(unitOf(segmentsOf(ranges))).toBe(unit);
  });
});
