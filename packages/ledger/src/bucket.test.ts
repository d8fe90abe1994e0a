import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bucketsAt, dueRange } from "./bucket.ts";
import { BUCKETS } from "./ledger-source.ts";
import { naiveBucket } from "./testing/naive-ageing.ts";
import { naiveAddDays } from "./testing/naive-calendar.ts";

describe("bucketsAt", () => {
  it.each([
    [-1, "current"],
    [0, "current"],
    [1, "1-30"],
    [30, "1-30"],
    [31, "31-60"],
    [60, "31-60"],
    [61, "61-90"],
    [90, "61-90"],
    [91, "91-120"],
    [120, "91-120"],
    [121, "older"],
  ])("%i days overdue is %s", (days, bucket) => {
    expect(bucketsAt("2026-03-31")(naiveAddDays("2026-03-31", -days))).toBe(bucket);
  });

  it("is current without a due date", () => {
    expect(bucketsAt("2026-03-31")(null)).toBe("current");
  });

  it("agrees with counting days, and every due date lies in the range of its bucket and of no other", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: -200, max: 400 }), (offset, overdue) => {
        const asOf = naiveAddDays("2020-01-01", offset);
        const due = naiveAddDays(asOf, -overdue);
        expect(bucketsAt(asOf)(due)).toBe(naiveBucket(due, asOf));
        const holding = BUCKETS.filter((bucket) => {
          const { from = "", to = "9999" } = dueRange(bucket, asOf);
          return from <= due && due <= to;
        });
        expect(holding).toEqual([bucketsAt(asOf)(due)]);
        expect(BUCKETS.filter((bucket) => dueRange(bucket, asOf).missing)).toEqual(["current"]);
      }),
    );
  });
});
