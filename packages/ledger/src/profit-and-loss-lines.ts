import type { StatementRule, Take } from "./statement-rule.ts";

const income: Take = { types: ["income"] };
const directCost: Take = { types: ["expense_direct_cost"] };
const expense: Take = { types: ["expense"] };
const otherIncome: Take = { types: ["income_other"] };
const otherExpenses: Take = { types: ["expense_depreciation", "expense_other"] };
const allocations: Take = { types: ["equity_unaffected"] };

const grossProfit = [income, directCost];
const operatingIncome = [...grossProfit, expense];
const netProfit = [...operatingIncome, otherIncome, otherExpenses];

/** Profit and loss over a period. The grouping is presentation (the place of depreciation differs by country); net profit does not depend on it. */
export const PROFIT_AND_LOSS_LINES: readonly StatementRule[] = [
  { key: "revenue", label: "Revenue", level: 1, kind: "line", sign: -1, takes: [income] },
  { key: "cost-of-revenue", label: "Cost of revenue", level: 1, kind: "line", sign: 1, takes: [directCost] },
  {
    key: "gross-profit",
    label: "Gross profit",
    level: 0,
    kind: "subtotal",
    sign: -1,
    takes: grossProfit,
    sumOf: { revenue: 1, "cost-of-revenue": -1 },
  },
  { key: "operating-expenses", label: "Operating expenses", level: 1, kind: "line", sign: 1, takes: [expense] },
  {
    key: "operating-income",
    label: "Operating income",
    level: 0,
    kind: "subtotal",
    sign: -1,
    takes: operatingIncome,
    sumOf: { "gross-profit": 1, "operating-expenses": -1 },
  },
  { key: "other-income", label: "Other income", level: 1, kind: "line", sign: -1, takes: [otherIncome] },
  { key: "other-expenses", label: "Other expenses", level: 1, kind: "line", sign: 1, takes: [otherExpenses] },
  {
    key: "net-profit",
    label: "Net profit",
    level: 0,
    kind: "total",
    sign: -1,
    takes: netProfit,
    sumOf: { revenue: 1, "other-income": 1, "cost-of-revenue": -1, "operating-expenses": -1, "other-expenses": -1 },
  },
  { key: "allocations", label: "Allocations and withdrawals", level: 1, kind: "line", sign: 1, takes: [allocations] },
  {
    key: "left-after-allocations",
    label: "Left after allocations",
    level: 0,
    kind: "total",
    sign: -1,
    takes: [...netProfit, allocations],
    sumOf: { "net-profit": 1, allocations: -1 },
  },
];
