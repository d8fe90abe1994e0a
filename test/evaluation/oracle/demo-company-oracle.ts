import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import type { Bucket, Oracle } from "../../odoo/oracle/oracle.ts";
import type { BooksOracle } from "./books-oracle.ts";

const SQL = join(import.meta.dirname, "demo-company");
const FOLDER = join(import.meta.dirname, "../../../server/demo-company");
/** First month of each company's fiscal year, as the demo company was built. */
const FIRST_MONTH: Readonly<Record<number, number>> = { 1: 1, 2: 4 };
const DECIMALS = 2;

/** Figures of the embedded demo company by SQL of their own over its files. Shares no code and no query with the ledger. */
export async function demoCompanyOracle(): Promise<BooksOracle> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const read = (name: string) => readFileSync(join(SQL, `${name}.sql`), "utf8");
  await connection.run(read("views").replaceAll("{folder}", FOLDER.replaceAll("'", "''")));
  const rows = async (name: string, parameters: Record<string, string | number>) =>
    (await connection.runAndReadAll(read(name), parameters)).getRowObjects();
  return {
    async balanceSheet(company, date) {
      const [row = {}] = await rows("balance-sheet", { company, day: date, year: yearOf(company, date) });
      return amounts(row) as Awaited<ReturnType<Oracle["balanceSheet"]>>;
    },
    async profitAndLoss(company, from, to) {
      const [row = {}] = await rows("profit-and-loss", { company, from, to });
      return amounts(row) as Awaited<ReturnType<Oracle["profitAndLoss"]>>;
    },
    async aged(company, date, ledger) {
      return (await rows("aged", { company, day: date, ledger })).map(({ partner, bucket, residual }) => ({
        partnerId: Number(partner),
        bucket: String(bucket) as Bucket,
        forward: decimal(residual),
        backward: decimal(residual),
      }));
    },
    async trialBalance(company, from, to) {
      return (await rows("trial-balance", { company, from, to, year: yearOf(company, from) })).map(
        ({ code, opening, debit, credit, closing }) => ({
          accountId: null,
          code: String(code),
          name: "",
          accountType: "",
          opening: decimal(opening),
          debit: decimal(debit),
          credit: decimal(credit),
          closing: decimal(closing),
        }),
      );
    },
    async close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

function yearOf(company: number, date: string): string {
  const first = FIRST_MONTH[company] ?? 1;
  const [year = 0, month = 1] = date.split("-").map(Number);
  return `${month < first ? year - 1 : year}-${String(first).padStart(2, "0")}-01`;
}

const amounts = (row: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(row).map(([line, minor]) => [line, decimal(minor)]));

/** Minor units as a decimal text without trailing zeros. */
function decimal(minor: unknown): string {
  const value = BigInt(String(minor ?? 0));
  const digits = (value < 0n ? -value : value).toString().padStart(DECIMALS + 1, "0");
  const fraction = digits.slice(-DECIMALS).replace(/0+$/, "");
  return `${value < 0n ? "-" : ""}${digits.slice(0, -DECIMALS)}${fraction === "" ? "" : `.${fraction}`}`;
}
