import type { CellSource, ItemSelector, TieOut } from "@sextant/contracts";
import { cellSourceOf } from "./cell-source.ts";
import { type Chart, sumBalances, type Totals } from "./chart-of-accounts.ts";
import { formatMinor } from "./money.ts";
import { type StatementRule, type Take, takesAccount } from "./statement-rule.ts";
import { tieOutOf } from "./tie-out.ts";
import type { Company, DateRange, Minor } from "./types.ts";

/** Totals of a range together with its dates, so that every figure knows where it came from. */
export interface RangeTotals {
  readonly range: DateRange;
  readonly totals: Totals;
}

interface ColumnInput {
  readonly company: Company;
  readonly chart: Chart;
  readonly rules: readonly StatementRule[];
  /** Which totals a take reads. They must not overlap. */
  readonly rangesOf: (take: Take) => readonly RangeTotals[];
  /** The same as one range of dates, for the selector. */
  readonly selectorRange: (take: Take) => DateRange;
  readonly drafts?: boolean | undefined;
}

/** One column of a statement that is defined by rules. */
export interface RuleColumn {
  readonly amounts: ReadonlyMap<string, Minor>;
  readonly sources: ReadonlyMap<string, CellSource>;
}

type Part = ItemSelector["parts"][number];

const partOf = (accountIds: number[], { from, to }: Omit<Part, "accountIds">): Part => ({
  accountIds,
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
});

/** Parts with the same dates become one. */
function mergeParts(parts: readonly Part[]): Part[] {
  const merged = new Map<string, Part>();
  for (const part of parts) {
    const key = `${part.from ?? ""}|${part.to ?? ""}`;
    const ids = [...(merged.get(key)?.accountIds ?? []), ...part.accountIds].sort((a, b) => a - b);
    merged.set(key, partOf(ids, part));
  }
  return [...merged.values()];
}

export function ruleColumn({ company, chart, rules, rangesOf, selectorRange, drafts }: ColumnInput): RuleColumn {
  const amounts = new Map<string, Minor>();
  const sources = new Map<string, CellSource>();
  for (const { key, sign, takes } of rules) {
    let amount = 0n;
    let count = 0;
    for (const take of takes) {
      for (const { totals } of rangesOf(take)) {
        const sum = sumBalances(totals, chart, (account) => takesAccount(take, account));
        amount += sum.amount;
        count += sum.count;
      }
    }
    const parts = takes.map((take) =>
      partOf(
        [...chart.values()].filter((account) => takesAccount(take, account)).map(({ id }) => id),
        selectorRange(take),
      ),
    );
    amounts.set(key, sign === 1 ? amount : -amount);
    sources.set(key, cellSourceOf({ company, measure: "balance", sign, parts: mergeParts(parts), count, drafts }));
  }
  return { amounts, sources };
}

/** Every subtotal equals the lines it is made of; the first that does not is reported, else the last one. */
export function subtotalTieOut(
  { amounts }: RuleColumn,
  rules: readonly StatementRule[],
  company: Company,
  suffix: string,
): TieOut {
  let last: TieOut = tieOutOf(company.currency, `subtotals${suffix}`, "Subtotals = their lines", 0n, 0n);
  for (const { key, label, sumOf } of rules) {
    if (!sumOf) continue;
    const sum = Object.entries(sumOf).reduce(
      (total, [part, sign]) => total + BigInt(sign) * (amounts.get(part) ?? 0n),
      0n,
    );
    last = tieOutOf(company.currency, `subtotals${suffix}`, `${label} = sum of its lines`, amounts.get(key) ?? 0n, sum);
    if (!last.ok) return last;
  }
  return last;
}

/** Cells of one line over all columns. */
export function cellsOf(
  key: string,
  columns: readonly { readonly name: string; readonly column: RuleColumn }[],
  company: Company,
) {
  const cells: Record<string, string> = {};
  const source: Record<string, CellSource> = {};
  for (const { name, column } of columns) {
    cells[name] = formatMinor(column.amounts.get(key) ?? 0n, company.currency);
    const proof = column.sources.get(key);
    if (proof) source[name] = proof;
  }
  return { cells, source };
}
