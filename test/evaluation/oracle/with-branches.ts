import { type BooksOracle, sum } from "./books-oracle.ts";

/** The books of companies whose branches are kept apart in the tables: figures of each, added up. Matches across a company and its branch are not covered. */
export function withBranches(oracle: BooksOracle, branches: ReadonlyMap<number, readonly number[]>): BooksOracle {
  const own = (company: number) => branches.get(company) ?? [company];
  const added = <Line extends string>(parts: readonly Record<Line, string>[]): Record<Line, string> => {
    const [first] = parts;
    if (first === undefined) throw new Error("a company has at least its own books");
    const lines = Object.keys(first) as Line[];
    return Object.fromEntries(lines.map((line) => [line, sum(parts.map((part) => part[line]))])) as Record<
      Line,
      string
    >;
  };
  return {
    balanceSheet: async (company, date) =>
      added(await Promise.all(own(company).map((one) => oracle.balanceSheet(one, date)))),
    profitAndLoss: async (company, from, to) =>
      added(await Promise.all(own(company).map((one) => oracle.profitAndLoss(one, from, to)))),
    aged: async (company, date, ledger) =>
      (await Promise.all(own(company).map((one) => oracle.aged(one, date, ledger)))).flat(),
    async trialBalance(company, from, to, states) {
      const rows = (await Promise.all(own(company).map((one) => oracle.trialBalance(one, from, to, states)))).flat();
      const codes = [...new Set(rows.map(({ code }) => code))];
      return codes.flatMap((code) => {
        const same = rows.filter((row) => row.code === code);
        const [first] = same;
        const column = (name: "opening" | "debit" | "credit" | "closing") => sum(same.map((row) => row[name]));
        return first
          ? [
              {
                ...first,
                opening: column("opening"),
                debit: column("debit"),
                credit: column("credit"),
                closing: column("closing"),
              },
            ]
          : [];
      });
    },
    close: () => oracle.close(),
  };
}
