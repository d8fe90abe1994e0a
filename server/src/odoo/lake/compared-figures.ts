import type { LedgerTable } from "./ledger-table.ts";

/** A sum that must be equal in Odoo and in the stage: Odoo's aggregate, and the currency that both are in. */
interface ComparedSum {
  readonly odoo: string;
  /** `company`, or the name under which {@link ComparedFigures.currencies} tells it. */
  readonly currency: string;
}

/** By what a table is grouped, and what is summed, to compare it with Odoo. Names are the columns of `sql/sums-<table>.sql`. */
export interface ComparedFigures {
  /** Odoo's key for the month of the partition. */
  readonly month: string;
  /** Odoo's key for the state of the entry, where rows have one; the stage says `posted`. */
  readonly state?: string;
  /** Odoo's key for each currency. */
  readonly currencies: Readonly<Record<string, string>>;
  readonly sums: Readonly<Record<string, ComparedSum>>;
}

export const COMPARED_FIGURES: Readonly<Record<LedgerTable["name"], ComparedFigures>> = {
  items: {
    month: "date:month",
    state: "parent_state",
    currencies: { currency: "currency_id" },
    sums: {
      balance: { odoo: "balance:sum", currency: "company" },
      debit: { odoo: "debit:sum", currency: "company" },
      credit: { odoo: "credit:sum", currency: "company" },
      residual: { odoo: "amount_residual:sum", currency: "company" },
      amountCurrency: { odoo: "amount_currency:sum", currency: "currency" },
      residualCurrency: { odoo: "amount_residual_currency:sum", currency: "currency" },
    },
  },
  partials: {
    month: "max_date:month",
    currencies: { debitCurrency: "debit_currency_id", creditCurrency: "credit_currency_id" },
    sums: {
      amount: { odoo: "amount:sum", currency: "company" },
      debitAmountCurrency: { odoo: "debit_amount_currency:sum", currency: "debitCurrency" },
      creditAmountCurrency: { odoo: "credit_amount_currency:sum", currency: "creditCurrency" },
    },
  },
};
