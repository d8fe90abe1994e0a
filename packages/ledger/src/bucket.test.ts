import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bucketsOf } from "./ages.ts";
import { bucketsAt, dueRange } from "./bucket.ts";
import { naiveBucket } from "./testing/naive-ageing.ts";
import { naiveAddDays } from "./testing/naive-calendar.ts";
import { randomAges } from "./testing/random-ages.ts";

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

  it.each([
    [1, "1-45"],
    [45, "1-45"],
    [46, "older"],
  ])("%i days overdue is %s where one age parts them", (days, bucket) => {
    expect(bucketsAt("2026-03-31", [45])(naiveAddDays("2026-03-31", -days))).toBe(bucket);
  });

  it("is current without a due date", () => {
    expect(bucketsAt("2026-03-31")(null)).toBe("current");
  });

  it("agrees with counting days for any ages, and every due date lies in the range of its bucket and of no other", () => {
    const days = fc.oneof(fc.integer({ min: -200, max: 400 }), fc.integer({ min: 3000, max: 4000 }));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), days, randomAges, (offset, overdue, ages) => {
        const buckets = bucketsOf(ages);
        const asOf = naiveAddDays("2020-01-01", offset);
        const due = naiveAddDays(asOf, -overdue);
        expect(bucketsAt(asOf, ages)(due)).toBe(naiveBucket(due, asOf, ages));
        const holding = buckets.filter((bucket) => {
          const { from = "", to = "9999" } = dueRange(bucket, asOf, ages);
          return from <= due && due <= to;
        });
        expect(holding).toEqual([bucketsAt(asOf, ages)(due)]);
        expect(buckets.filter((bucket) => dueRange(bucket, asOf, ages).missing)).toEqual(["current"]);
      }),
    );
  });
});
