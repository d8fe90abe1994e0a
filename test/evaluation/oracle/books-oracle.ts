import type { Bucket, Oracle } from "../../odoo/oracle/oracle.ts";
import type { Scope } from "../question.ts";

/** What an oracle of books has to tell: amounts in the company's currency as decimal texts, debit above zero. */
export type BooksOracle = Pick<Oracle, "balanceSheet" | "profitAndLoss" | "aged" | "trialBalance" | "close">;

const BUCKETS: readonly Bucket[] = ["current", "1-30", "31-60", "61-90", "91-120", "older"];
/** The buckets of what is late by more than so many days. */
const OVER: Readonly<Record<string, readonly Bucket[]>> = {
  Over30: BUCKETS.slice(2),
  Over60: BUCKETS.slice(3),
  Over90: BUCKETS.slice(4),
  Over120: BUCKETS.slice(5),
  "31To60": ["31-60"],
  Overdue: BUCKETS.slice(1),
  NotDue: ["current"],
  Owe: BUCKETS,
  "": BUCKETS,
};
const ASSETS = [
  "bankAndCash",
  "receivables",
  "currentAssets",
  "prepayments",
  "fixedAssets",
  "nonCurrentAssets",
] as const;
const LIABILITIES = ["currentLiabilities", "payables", "nonCurrentLiabilities"] as const;
const EQUITY = ["equity", "currentYearEarnings", "previousYearsEarnings"] as const;

/** The figure that a name means, added up exactly from what the oracle tells. @throws Error for a name that means nothing. */
export async function figureOf(oracle: BooksOracle, name: string, at: Scope): Promise<string> {
  const [kind, rest] = name.includes(".") ? name.split(".") : [null, name];
  if (kind === "before") return figureOf(oracle, rest ?? "", earlier(at));
  if (kind === "change")
    return minus(await figureOf(oracle, rest ?? "", at), await figureOf(oracle, rest ?? "", earlier(at)));
  const own = rest ?? name;
  const ageing = /^(customers|weOwe)(.*)$/.exec(own);
  const ranked = /^(debtor|creditor)(\d)$/.exec(own);
  if (ageing || ranked) {
    const sales = ageing?.[1] === "customers" || ranked?.[1] === "debtor";
    const rows = await oracle.aged(at.company, given(at.asOf, name), sales ? "asset_receivable" : "liability_payable");
    const sign = sales ? 1 : -1;
    if (ranked) {
      const partners = [...new Set(rows.map(({ partnerId }) => partnerId))].map((partner) =>
        sum(
          rows.filter(({ partnerId }) => partnerId === partner).map(({ forward }) => forward),
          sign,
        ),
      );
      const place = partners.sort((a, b) => Number(b) - Number(a))[Number(ranked[2]) - 1];
      return given(place, name);
    }
    const buckets = OVER[ageing?.[2] ?? "?"];
    if (buckets === undefined) throw new Error(`no figure is called ${name}`);
    return sum(
      rows
        .filter(({ partnerId, bucket }) => buckets.includes(bucket) && (at.partner ?? partnerId) === partnerId)
        .map(({ forward }) => forward),
      sign,
    );
  }
  if (own.startsWith("account") || own === "totalDebit") {
    const rows = await oracle.trialBalance(at.company, at.from ?? given(at.to, name), given(at.to, name));
    if (own === "totalDebit") return sum(rows.map(({ debit }) => debit));
    const row = rows.find(({ code }) => code === at.account);
    const column = own.slice("account".length).toLowerCase();
    if (column !== "closing" && column !== "debit" && column !== "credit" && column !== "opening")
      throw new Error(`no figure is called ${name}`);
    return given(row, `${name} of ${at.account}`)[column];
  }
  if (at.asOf !== undefined) {
    const lines = await oracle.balanceSheet(at.company, at.asOf);
    if (own === "assets") return sum(ASSETS.map((line) => lines[line]));
    if (own === "liabilities") return sum(LIABILITIES.map((line) => lines[line]));
    if (own === "totalEquity") return sum(EQUITY.map((line) => lines[line]));
    return given(Object.entries(lines).find(([line]) => line === own)?.[1], name);
  }
  const lines = await oracle.profitAndLoss(at.company, given(at.from, name), given(at.to, name));
  return given(Object.entries(lines).find(([line]) => line === own)?.[1], name);
}

function earlier({ before, ...at }: Scope): Scope {
  if (before === undefined) throw new Error("a comparison needs `before`");
  return typeof before === "string" ? { ...at, asOf: before } : { ...at, from: before[0], to: before[1] };
}

function given<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`no figure is called ${name}, or what it needs is missing`);
  return value;
}

const DECIMALS = 6;

/** Exact sum of decimal texts. */
export function sum(amounts: readonly string[], sign: 1 | -1 = 1): string {
  return text(amounts.reduce((total, amount) => total + units(amount), 0n) * BigInt(sign));
}

const minus = (a: string, b: string) => text(units(a) - units(b));

/** An amount as a whole number of millionths. @throws Error for a text that is no amount, or a finer one. */
export function units(amount: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount.trim());
  const [, sign = "", whole = "", fraction = ""] = match ?? [];
  if (!match || fraction.length > DECIMALS) throw new Error(`'${amount}' is no amount`);
  return BigInt(sign + whole + fraction.padEnd(DECIMALS, "0"));
}

function text(value: bigint): string {
  const digits = (value < 0n ? -value : value).toString().padStart(DECIMALS + 1, "0");
  const fraction = digits.slice(-DECIMALS).replace(/0+$/, "");
  return `${value < 0n ? "-" : ""}${digits.slice(0, -DECIMALS)}${fraction === "" ? "" : `.${fraction}`}`;
}
