import type { CellSource, ReportLine } from "@sextant/contracts";
import type { Period } from "./calendar.ts";
import { addDays } from "./calendar.ts";
import { cellSourceOf } from "./cell-source.ts";
import { formatMinor } from "./money.ts";
import type { RowTotal, TrialBalanceAmounts, TrialBalanceRow } from "./trial-balance-rows.ts";
import type { Company } from "./types.ts";

interface LineInput {
  readonly company: Company;
  readonly drafts?: boolean | undefined;
}

function textsOf({ opening, debit, credit, closing }: TrialBalanceAmounts, { currency }: Company) {
  return {
    opening: formatMinor(opening, currency),
    debit: formatMinor(debit, currency),
    credit: formatMinor(credit, currency),
    closing: formatMinor(closing, currency),
  };
}

/** One account as a line. */
export function rowLine(
  row: TrialBalanceRow,
  { key, company, drafts }: LineInput & { readonly key: string },
): ReportLine {
  const { account, label, parts, counts } = row;
  const source = (measure: CellSource["measure"], of: keyof TrialBalanceRow["parts"]) =>
    cellSourceOf({ company, measure, sign: 1, parts: parts[of], count: counts[of], drafts });
  return {
    key,
    label,
    level: 1,
    kind: "line",
    cells: textsOf(row, company),
    source: {
      opening: source("balance", "opening"),
      debit: source("debit", "period"),
      credit: source("credit", "period"),
      closing: source("balance", "closing"),
    },
    facts: {
      ...(account ? { type: account.type, active: account.active } : {}),
      ...(row.brought ? { carriesEarlierResults: true } : {}),
    },
    ...(account ? { record: { model: "account.account", id: account.id } } : {}),
  };
}

/** The total of the accounts on the balance sheet and in the profit and loss. */
export function totalLine(total: RowTotal, { company, drafts, from, to }: LineInput & Period): ReportLine {
  const source = (measure: CellSource["measure"], range: Partial<Period>, count: number) =>
    cellSourceOf({
      company,
      measure,
      sign: 1,
      parts: [{ accountIds: [...total.accountIds], ...range }],
      count,
      drafts,
    });
  return {
    key: "total",
    label: "Total",
    level: 0,
    kind: "total",
    cells: textsOf(total, company),
    source: {
      opening: source("balance", { to: addDays(from, -1) }, total.before),
      debit: source("debit", { from, to }, total.within),
      credit: source("credit", { from, to }, total.within),
      closing: source("balance", { to }, total.before + total.within),
    },
  };
}
