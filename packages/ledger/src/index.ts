export { type AgeingOptions, agedCells, compareAgedCells } from "./aged-cells.ts";
export { agedStatement } from "./aged-statement.ts";
export { type Ages, bucketsOf, USUAL_AGES } from "./ages.ts";
export { balanceSheet, balanceSheetRanges } from "./balance-sheet.ts";
export { BALANCE_SHEET_LINES } from "./balance-sheet-lines.ts";
export { bucketsAt, dueRange, earliestDue } from "./bucket.ts";
export {
  addDays,
  addMonths,
  daysBetween,
  endOfMonth,
  isMonthEnd,
  type Period,
  plainDate,
  startOfMonth,
} from "./calendar.ts";
export { isProfitAndLoss } from "./chart-of-accounts.ts";
export {
  comparisonDates,
  comparisonPeriods,
  samePeriodLastYear,
  shiftAsOf,
  shiftPeriod,
  wholeMonths,
} from "./comparison.ts";
export { type CurrencyRate, convertMinor, rateAt } from "./currency-rate.ts";
export { finality } from "./finality.ts";
export { fiscalYearOf, fiscalYearStart } from "./fiscal-year.ts";
export type {
  AgedCell,
  AgedQuery,
  AgedReading,
  Bucket,
  CellProof,
  ItemsPage,
  LedgerSource,
  OpenItem,
  OpenItemsReading,
  PartnerName,
  ReadOptions,
  Side,
  TotalsQuery,
  TotalsReading,
  Watermark,
} from "./ledger-source.ts";
export { formatMinor, negate, parseMinor, sumMinor, toMinor } from "./money.ts";
export { type OpenAmount, openItemsAt } from "./open-items.ts";
export { openItemsStatement } from "./open-items-statement.ts";
export { profitAndLoss, profitAndLossRanges } from "./profit-and-loss.ts";
export { PROFIT_AND_LOSS_LINES } from "./profit-and-loss-lines.ts";
export { type Residual, residualAt } from "./residual.ts";
export { DISPLAY_ONLY, selectorDomain } from "./selector-domain.ts";
export type { Statement } from "./statement.ts";
export type { StatementRule, Take } from "./statement-rule.ts";
export { assertTieOuts, failedTieOut } from "./tie-out.ts";
export { trialBalance, trialBalanceRanges } from "./trial-balance.ts";
export type {
  Account,
  AccountTotal,
  AccountType,
  Company,
  Currency,
  DateRange,
  LedgerItem,
  Minor,
  Partial,
} from "./types.ts";
export { ACCOUNT_TYPES } from "./types.ts";
