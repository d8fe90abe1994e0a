import type { StatementRule, Take } from "./statement-rule.ts";
import { ACCOUNT_TYPES, type AccountType } from "./types.ts";

const RESULT: readonly AccountType[] = ACCOUNT_TYPES.filter(
  (type) => type.startsWith("income") || type.startsWith("expense") || type === "equity_unaffected",
);

const cash: Take = { types: ["asset_cash"] };
const receivables: Take = { types: ["asset_receivable"], nonTrade: false };
const currentAssets: readonly Take[] = [{ types: ["asset_current"] }, { types: ["asset_receivable"], nonTrade: true }];
const prepayments: Take = { types: ["asset_prepayments"] };
const fixed: Take = { types: ["asset_fixed"] };
const nonCurrent: Take = { types: ["asset_non_current"] };
const currentLiabilities: readonly Take[] = [
  { types: ["liability_current", "liability_credit_card"] },
  { types: ["liability_payable"], nonTrade: true },
];
const payables: Take = { types: ["liability_payable"], nonTrade: false };
const nonCurrentLiabilities: Take = { types: ["liability_non_current"] };
const capital: Take = { types: ["equity"] };
const currentYear: Take = { types: RESULT, years: "current" };
const earlierYears: Take = { types: RESULT, years: "earlier" };

const liabilities = [...currentLiabilities, payables, nonCurrentLiabilities];
const equity = [capital, currentYear, earlierYears];

/** Balance sheet at D from Odoo's account types. Liabilities and equity are shown with the sign reversed. */
export const BALANCE_SHEET_LINES: readonly StatementRule[] = [
  {
    key: "assets",
    label: "Assets",
    level: 0,
    kind: "total",
    sign: 1,
    takes: [cash, receivables, ...currentAssets, prepayments, fixed, nonCurrent],
    sumOf: {
      "bank-and-cash": 1,
      receivables: 1,
      "current-assets": 1,
      prepayments: 1,
      "fixed-assets": 1,
      "non-current-assets": 1,
    },
  },
  { key: "bank-and-cash", label: "Bank and cash", level: 1, kind: "line", sign: 1, takes: [cash] },
  { key: "receivables", label: "Receivables", level: 1, kind: "line", sign: 1, takes: [receivables] },
  { key: "current-assets", label: "Current assets", level: 1, kind: "line", sign: 1, takes: currentAssets },
  { key: "prepayments", label: "Prepayments", level: 1, kind: "line", sign: 1, takes: [prepayments] },
  { key: "fixed-assets", label: "Fixed assets", level: 1, kind: "line", sign: 1, takes: [fixed] },
  { key: "non-current-assets", label: "Non-current assets", level: 1, kind: "line", sign: 1, takes: [nonCurrent] },
  {
    key: "liabilities-and-equity",
    label: "Liabilities and equity",
    level: 0,
    kind: "total",
    sign: -1,
    takes: [...liabilities, ...equity],
    sumOf: { liabilities: 1, equity: 1 },
  },
  {
    key: "liabilities",
    label: "Liabilities",
    level: 1,
    kind: "subtotal",
    sign: -1,
    takes: liabilities,
    sumOf: { "current-liabilities": 1, payables: 1, "non-current-liabilities": 1 },
  },
  {
    key: "current-liabilities",
    label: "Current liabilities",
    level: 2,
    kind: "line",
    sign: -1,
    takes: currentLiabilities,
  },
  { key: "payables", label: "Payables", level: 2, kind: "line", sign: -1, takes: [payables] },
  {
    key: "non-current-liabilities",
    label: "Non-current liabilities",
    level: 2,
    kind: "line",
    sign: -1,
    takes: [nonCurrentLiabilities],
  },
  {
    key: "equity",
    label: "Equity",
    level: 1,
    kind: "subtotal",
    sign: -1,
    takes: equity,
    sumOf: { "equity-capital": 1, "current-year-earnings": 1, "previous-years-earnings": 1 },
  },
  { key: "equity-capital", label: "Capital and reserves", level: 2, kind: "line", sign: -1, takes: [capital] },
  {
    key: "current-year-earnings",
    label: "Current-year unallocated earnings",
    level: 2,
    kind: "line",
    sign: -1,
    takes: [currentYear],
  },
  {
    key: "previous-years-earnings",
    label: "Previous years' unallocated earnings",
    level: 2,
    kind: "line",
    sign: -1,
    takes: [earlierYears],
  },
];
