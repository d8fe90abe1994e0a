/**
 * Words of this package.
 *
 * - *journal item*: one `account.move.line`; the items of an entry sum to zero.
 * - *balance*: debit − credit, in company currency.
 * - *minor*: an exact amount in the smallest unit of its currency, as a bigint.
 * - *as-of date D*: the ledger as it stood at the end of day D, whatever was posted or matched for later dates.
 * - *partial*: `account.partial.reconcile`, an amount matching one debit item with one credit item.
 * - *residual*: what remains of an item after its partials.
 * - *control account*: a receivable or payable account whose balance the open items must explain.
 * - *fiscal year start FY(d)*: first day of the company's fiscal year that contains d.
 */
import type { IsoDate } from "@sextant/contracts";

export const ACCOUNT_TYPES = [
  "asset_receivable",
  "asset_cash",
  "asset_current",
  "asset_non_current",
  "asset_prepayments",
  "asset_fixed",
  "liability_payable",
  "liability_credit_card",
  "liability_current",
  "liability_non_current",
  "equity",
  "equity_unaffected",
  "income",
  "income_other",
  "expense",
  "expense_other",
  "expense_depreciation",
  "expense_direct_cost",
  "off_balance",
] as const;
export type AccountType = (typeof ACCOUNT_TYPES)[number];

/** An amount in minor units of a known currency. */
export type Minor = bigint;

export interface Currency {
  readonly id: number;
  readonly code: string;
  readonly symbol: string;
  /** Number of decimals: 0 for JPY, 2 for EUR, 3 for KWD. */
  readonly decimals: number;
}

export interface Company {
  readonly id: number;
  readonly name: string;
  readonly currency: Currency;
  /** Last day and month (1–12) of the fiscal year. */
  readonly fiscalYear: { readonly lastDay: number; readonly lastMonth: number };
  /** Explicit fiscal years (long or short), where the database holds them. */
  readonly fiscalYears?: readonly { readonly from: IsoDate; readonly to: IsoDate }[];
  /** Latest date closed by a lock, and whether it is the irreversible one. */
  readonly lock: { readonly lockedThrough: IsoDate | null; readonly hard: boolean };
  /** Branches whose entries belong to this company's books, itself included. */
  readonly branchIds: readonly number[];
}

export interface Account {
  readonly id: number;
  /** Code in the company that the statement is about. */
  readonly code: string;
  readonly name: string;
  readonly type: AccountType;
  /** Receivable or payable that is not trade (tax, owner's current account). */
  readonly nonTrade: boolean;
  readonly active: boolean;
}

/** Both ends included; an absent end is open. */
export interface DateRange {
  readonly from?: IsoDate;
  readonly to?: IsoDate;
}

/** Sums of one account over one range. */
export interface AccountTotal {
  readonly accountId: number;
  readonly debit: Minor;
  readonly credit: Minor;
  readonly balance: Minor;
  readonly count: number;
}

/** Item and partial as the row-based rules of ageing see them; money in minor units. */
export interface LedgerItem {
  readonly id: number;
  readonly moveId: number;
  readonly accountId: number;
  readonly companyId: number;
  /** As entered on the item; null when there is none. */
  readonly partnerId: number | null;
  readonly date: IsoDate;
  readonly due: IsoDate | null;
  readonly balance: Minor;
  /** Residual as Odoo stores it today. */
  readonly storedResidual: Minor;
  readonly currencyId: number;
  readonly amountCurrency: Minor;
  readonly storedResidualCurrency: Minor;
  readonly posted: boolean;
}

export interface Partial {
  readonly id: number;
  readonly debitItemId: number;
  readonly creditItemId: number;
  readonly maxDate: IsoDate;
  readonly amount: Minor;
  readonly debitAmountCurrency: Minor;
  readonly creditAmountCurrency: Minor;
}
