import type { IsoDate, ItemSelector } from "@sextant/contracts";
import { type Ages, bucketsOf, firstDay, USUAL_AGES } from "./ages.ts";
import { addDays } from "./calendar.ts";
import type { Bucket } from "./ledger-source.ts";

/**
 * Assigns due dates to buckets for one as-of date: current while D ≤ due or without a due date, `1-30` from the day after the due date
 * through the 30th, `31-60` from the 31st. ISO dates compare as text, so the borders are computed once.
 */
export function bucketsAt(asOf: IsoDate, ages: Ages = USUAL_AGES): (due: IsoDate | null) => Bucket {
  const latestDue = bucketsOf(ages)
    .slice(1)
    .map((bucket, at) => [bucket, addDays(asOf, -firstDay(ages, at))] as const)
    .reverse();
  return (due) => {
    if (due === null) return "current";
    for (const [bucket, latest] of latestDue) if (due <= latest) return bucket;
    return "current";
  };
}

/** The due dates of a bucket at D, as a selector. */
export function dueRange(bucket: Bucket, asOf: IsoDate, ages: Ages = USUAL_AGES): NonNullable<ItemSelector["due"]> {
  if (bucket === "current") return { from: asOf, missing: true };
  const at = bucketsOf(ages).indexOf(bucket) - 1;
  const to = addDays(asOf, -firstDay(ages, at));
  const last = ages[at];
  return last === undefined ? { to, missing: false } : { from: addDays(asOf, -last), to, missing: false };
}

/** The earliest due date that is not yet *older* at D. */
export function earliestDue(asOf: IsoDate, ages: Ages = USUAL_AGES): IsoDate {
  return addDays(asOf, -(ages.at(-1) ?? 0));
}
