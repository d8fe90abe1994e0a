import type { IsoDate, ItemSelector } from "@sextant/contracts";
import { addDays } from "./calendar.ts";
import { BUCKETS, type Bucket } from "./ledger-source.ts";

/** Days overdue at which each bucket begins. Current has no beginning. */
const FIRST_DAY: Readonly<Record<Exclude<Bucket, "current">, number>> = {
  "1-30": 1,
  "31-60": 31,
  "61-90": 61,
  "91-120": 91,
  older: 121,
};
const OVERDUE = ["1-30", "31-60", "61-90", "91-120", "older"] as const;

/**
 * Assigns due dates to buckets for one as-of date: current while D ≤ due or without a due date, `1-30` from the day after the due date
 * through the 30th, `31-60` from the 31st. ISO dates compare as text, so the borders are computed once.
 */
export function bucketsAt(asOf: IsoDate): (due: IsoDate | null) => Bucket {
  const latestDue = OVERDUE.map((bucket) => [bucket, addDays(asOf, -FIRST_DAY[bucket])] as const).reverse();
  return (due) => {
    if (due === null) return "current";
    for (const [bucket, latest] of latestDue) if (due <= latest) return bucket;
    return "current";
  };
}

/** The due dates of a bucket at D, as a selector. */
export function dueRange(bucket: Bucket, asOf: IsoDate): NonNullable<ItemSelector["due"]> {
  if (bucket === "current") return { from: asOf, missing: true };
  const next = BUCKETS[BUCKETS.indexOf(bucket) + 1];
  const to = addDays(asOf, -FIRST_DAY[bucket]);
  if (next === undefined || next === "current") return { to, missing: false };
  return { from: addDays(asOf, 1 - FIRST_DAY[next]), to, missing: false };
}

/** The due dates of every bucket at D. */
export function dueRanges(asOf: IsoDate): Record<Bucket, NonNullable<ItemSelector["due"]>> {
  return {
    current: dueRange("current", asOf),
    "1-30": dueRange("1-30", asOf),
    "31-60": dueRange("31-60", asOf),
    "61-90": dueRange("61-90", asOf),
    "91-120": dueRange("91-120", asOf),
    older: dueRange("older", asOf),
  };
}
