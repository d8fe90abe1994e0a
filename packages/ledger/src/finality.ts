import type { IsoDate } from "@sextant/contracts";
import type { Company } from "./types.ts";

/** True when every date lies in a locked period, so that no one can post there any more. A lock never filters a figure. */
export function finality(company: Pick<Company, "lock">, dates: readonly IsoDate[]): boolean {
  const { lockedThrough } = company.lock;
  return lockedThrough !== null && dates.length > 0 && dates.every((date) => date <= lockedThrough);
}
