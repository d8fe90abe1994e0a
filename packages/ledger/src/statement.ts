import type { ReportResult } from "@sextant/contracts";

/**
 * A computed statement: plain data, the part of a `ReportResult` that follows from the ledger alone. Amounts are exact decimal texts
 * of the company's currency (cells named `…-currency`: of the item's own). Show it only after `assertTieOuts`.
 */
export type Statement = Pick<ReportResult, "columns" | "lines" | "tieOuts" | "notes" | "currencies">;
