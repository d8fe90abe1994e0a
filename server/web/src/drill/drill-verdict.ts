import type { DrillPage } from "@sextant/contracts";
import { compareAmounts } from "../amount/compare-amounts.ts";

/** How a figure stands after its items were read again. */
export interface DrillVerdict {
  readonly state: "equal" | "recounted" | "different";
  readonly text: string;
}

/** Compares the proof of now with the figure as it was shown and the number of items it was made of. */
export function drillVerdict(
  proof: NonNullable<DrillPage["proof"]>,
  shown: { readonly value: string; readonly count: number },
): DrillVerdict {
  if (compareAmounts(proof.total, shown.value) !== 0) {
    return {
      state: "different",
      text: "Recomputed now: not equal to the figure. The ledger changed since the report; run it again.",
    };
  }
  if (proof.count !== shown.count) {
    return {
      state: "recounted",
      text: `Recomputed now: equal to the figure, from ${proof.count} items where the report counted ${shown.count}.`,
    };
  }
  return { state: "equal", text: "Recomputed now: equal to the figure." };
}
