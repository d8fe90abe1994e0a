import type { ReportResult } from "@sextant/contracts";

/** "as of 2026-03-31" or "2026-01-01 to 2026-03-31". */
export function datesOf({ asOf, from, to }: ReportResult): string {
  return asOf === undefined ? `${from} to ${to}` : `as of ${asOf}`;
}

/** One sentence on where the figures come from. */
export function sourceOf({ provenance, final, lock }: ReportResult): string {
  const how = provenance.generatedFrom === "live" ? "read live from" : "read from the synced copy of";
  const state = final
    ? `final (locked through ${lock.lockedThrough}${lock.hard ? ", irreversibly" : ""})`
    : "not locked, may still change";
  return `${how} ${provenance.origin} with the rights of ${provenance.readAs}, ${provenance.readAt}; ${state}`;
}
