import type { Bucket } from "./ledger-source.ts";

/**
 * Where the buckets of an ageing end: the last day overdue of each between *current* and *older*, whole days that ascend. `[45]` parts what
 * is late by more than 45 days from what is late by less.
 */
export type Ages = readonly number[];

/** The ages of an ageing for which none are asked. */
export const USUAL_AGES: Ages = [30, 60, 90, 120];

/** The buckets of an ageing, in order: `current`, `1-30`, …, `older`. */
export function bucketsOf(ages: Ages = USUAL_AGES): readonly Bucket[] {
  return ["current", ...ages.map((last, at): Bucket => `${firstDay(ages, at)}-${last}`), "older"];
}

/** Days overdue at which the bucket after the first so many ages begins. */
export function firstDay(ages: Ages, at: number): number {
  return (ages[at - 1] ?? 0) + 1;
}

/** How a bucket stands above its column: `Current`, `1–30`, `Older`. */
export function bucketLabel(bucket: Bucket): string {
  if (bucket === "current") return "Current";
  return bucket === "older" ? "Older" : bucket.replace("-", "–");
}

/** By age. Buckets that meet here come from the same ages. */
export function compareBuckets(a: Bucket, b: Bucket): number {
  return beginning(a) - beginning(b);
}

function beginning(bucket: Bucket): number {
  if (bucket === "current") return 0;
  return bucket === "older" ? Number.MAX_SAFE_INTEGER : Number.parseInt(bucket, 10);
}
