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
export { BUCKETS } from "./ledger-source.ts";
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
