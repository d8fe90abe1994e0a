import type { IsoDate } from "@sextant/contracts";
import { type Ages, USUAL_AGES } from "./ages.ts";
import type { Side } from "./ledger-source.ts";

/** The conventions that a reader of an ageing must know. */
export function ageingNotes(side: Side, asOf: IsoDate, ages: Ages = USUAL_AGES): string[] {
  const direction =
    side === "receivable"
      ? "Positive amounts are owed by customers; credit notes and payments not yet allocated are negative."
      : "Positive amounts are owed to suppliers (the ledger's sign is reversed); refunds and payments not yet allocated are negative.";
  return [
    `Aged by due date at ${asOf}: an item is current through its due date, 1–${ages[0]} from the day after; without a due date it is current.`,
    `${direction} Each stands in the bucket of its own due date; nothing is netted beyond what is reconciled.`,
    "A reconciliation counts from the later of its two dates, so the figures are those of that day and not of today.",
  ];
}
