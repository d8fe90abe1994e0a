import type { BooksOracle } from "./books-oracle.ts";

/** What an oracle of books that never change has told already. */
export function remembered(oracle: BooksOracle): BooksOracle {
  const told = new Map<string, Promise<unknown>>();
  const once = <Arguments extends unknown[], Told>(name: string, ask: (...args: Arguments) => Promise<Told>) => {
    return (...args: Arguments): Promise<Told> => {
      const key = JSON.stringify([name, ...args]);
      const known = (told.get(key) as Promise<Told> | undefined) ?? ask(...args);
      told.set(key, known);
      return known;
    };
  };
  return {
    balanceSheet: once("balanceSheet", oracle.balanceSheet),
    profitAndLoss: once("profitAndLoss", oracle.profitAndLoss),
    aged: once("aged", oracle.aged),
    trialBalance: once("trialBalance", oracle.trialBalance),
    close: oracle.close,
  };
}
