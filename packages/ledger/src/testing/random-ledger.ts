/** Arbitrary ledgers: whole balanced entries over several years in two companies and a branch, with everything that breaks statements. */
import fc from "fast-check";
import {
  ACCOUNT_TYPES,
  type Account,
  type AccountType,
  type Company,
  type LedgerItem,
  type Partial,
} from "../types.ts";
import { companyWith, EUR, JPY, KWD, USD } from "./company.ts";
import { naiveAddDays, naiveYearEnd, naiveYearStart } from "./naive-calendar.ts";

/** A row of `account.move.line` with what the base population depends on. */
export interface Row extends Omit<LedgerItem, "posted"> {
  readonly state: "posted" | "draft" | "cancel";
  readonly display:
    | "product"
    | "payment_term"
    | "non_deductible_tax"
    | "line_section"
    | "line_note"
    | "line_subsection";
}

export interface RandomLedger {
  readonly companies: readonly Company[];
  readonly rows: readonly Row[];
  readonly partials: readonly Partial[];
  /** Commercial partner of each contact. */
  readonly commercialPartners: ReadonlyMap<number, number>;
}

export const FIRST_DAY = "2022-01-01";
const LAST_OFFSET = 1400;

interface Template {
  readonly type: AccountType;
  readonly nonTrade: boolean;
  readonly active: boolean;
}
const account = (type: AccountType, nonTrade = false, active = true): Template => ({ type, nonTrade, active });

/** Ids are the indexes, shared by all companies; codes differ per company. */
const TEMPLATES: readonly Template[] = [
  ...ACCOUNT_TYPES.map((type) => account(type)),
  account("asset_receivable", true),
  account("liability_payable", true),
  account("asset_receivable", false, false),
  account("income", false, false),
  account("equity_unaffected"),
  account("off_balance"),
];

export function accountsOf({ id: companyId }: Company): Account[] {
  return TEMPLATES.map((template, index) => ({
    ...template,
    id: index + 1,
    code: String(companyId === 1 ? 100_000 + index : 900_000 - index),
    name: `${template.type} ${index}`,
  }));
}

const idsOf = (...types: AccountType[]) =>
  TEMPLATES.flatMap(({ type }, index) => (types.includes(type) ? [index + 1] : []));
export const CONTROL = {
  receivable: idsOf("asset_receivable"),
  payable: idsOf("liability_payable"),
} as const;
const OFF = idsOf("off_balance");
const ORDINARY = TEMPLATES.flatMap(({ type }, index) => (type === "off_balance" ? [] : [index + 1]));
const RESULT = TEMPLATES.flatMap(({ type }, index) => (/^(income|expense)/.test(type) ? [index + 1] : []));

/** Contact 12 belongs to 11; partner 13 has the same name as 14 in the tests. */
const PARTNERS = [null, 11, 12, 13, 14] as const;
const CURRENCIES = [USD, EUR, JPY, KWD] as const;

const ordinaryAccount = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...ORDINARY) },
  { weight: 3, arbitrary: fc.constantFrom(...CONTROL.receivable, ...CONTROL.payable) },
);
const amount = fc.bigInt(-100_000n, 100_000n);
const leg = fc.record({
  accountId: ordinaryAccount,
  partnerId: fc.constantFrom(...PARTNERS),
  dueOffset: fc.option(fc.constantFrom(-40, 0, 0, 15, 30, 30, 60, 90, 120), { freq: 6 }),
  balance: amount,
  currency: fc.constantFrom(...CURRENCIES),
  amountCurrency: fc.oneof(amount, fc.constant(0n)),
});
const entry = fc.record({
  companyId: fc.constantFrom(1, 1, 2, 2, 3),
  offset: fc.integer({ min: 0, max: LAST_OFFSET }),
  state: fc.constantFrom("posted", "posted", "posted", "posted", "draft", "cancel"),
  off: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  note: fc.constantFrom("line_note", "line_section", "line_subsection", null, null),
  nonDeductible: fc.boolean(),
  legs: fc.array(leg, { minLength: 1, maxLength: 4 }),
  last: leg,
});
const match = fc.record({
  debit: fc.nat(),
  credit: fc.nat(),
  amount: fc.oneof(fc.constant(0n), fc.bigInt(1n, 80_000n)),
  amountCurrency: fc.bigInt(0n, 80_000n),
  anyAccount: fc.integer({ min: 0, max: 7 }).map((n) => n === 0),
});
const yearEnd = fc.constantFrom([12, 31], [12, 31], [6, 30], [2, 29], [2, 28], [9, 15]);

export const randomLedger: fc.Arbitrary<RandomLedger> = fc
  .record({
    yearEnds: fc.tuple(yearEnd, yearEnd),
    longYear: fc.boolean(),
    foreign: fc.constantFrom(JPY, KWD, EUR),
    entries: fc.array(entry, { minLength: 1, maxLength: 45 }),
    matches: fc.array(match, { maxLength: 60 }),
    closings: fc.array(
      fc.record({ companyId: fc.constantFrom(1, 2), offset: fc.nat(LAST_OFFSET), unaffected: fc.boolean() }),
      { maxLength: 2 },
    ),
  })
  .map(({ yearEnds: [first, second], longYear, foreign, entries, matches, closings }) => {
    const fiscal = ([lastMonth = 12, lastDay = 31]: readonly number[]) => ({ lastDay, lastMonth });
    const companies = [
      companyWith({ id: 1, branchIds: [1, 3], fiscalYear: fiscal(first) }),
      companyWith({
        id: 2,
        name: "Harvest Trading",
        branchIds: [2],
        currency: foreign,
        fiscalYear: fiscal(second),
        ...(longYear ? { fiscalYears: [{ from: "2023-01-01", to: "2024-06-30" }] } : {}),
      }),
    ];
    const rows: Row[] = [];
    let moveId = 0;
    const push = (row: Omit<Row, "id" | "storedResidual" | "storedResidualCurrency">) => {
      rows.push({ ...row, id: rows.length * 3 + 7, storedResidual: 0n, storedResidualCurrency: 0n });
    };

    for (const { companyId, offset, state, off, note, nonDeductible, legs, last } of entries) {
      moveId += 1;
      const date = naiveAddDays(FIRST_DAY, offset);
      const rest = -legs.reduce((sum, { balance }) => sum + balance, 0n);
      [...legs, { ...last, balance: rest }].forEach((item, index) => {
        push({
          moveId,
          companyId,
          accountId: off ? (OFF[index % OFF.length] ?? 0) : item.accountId,
          partnerId: item.partnerId,
          date,
          due: item.dueOffset === null ? null : naiveAddDays(date, item.dueOffset),
          balance: item.balance,
          currencyId: item.currency.id,
          amountCurrency: item.amountCurrency,
          state: state as Row["state"],
          display: nonDeductible && index === 0 ? "non_deductible_tax" : "product",
        });
      });
      // A display-only item has no account and no amount in Odoo; a wrong amount here shows that it is left out.
      if (note !== null) {
        push({
          moveId,
          companyId,
          accountId: CONTROL.receivable[0] ?? 0,
          partnerId: 11,
          date,
          due: null,
          balance: 999_999n,
          currencyId: 1,
          amountCurrency: 999_999n,
          state: "posted",
          display: note,
        });
      }
    }

    for (const { companyId, offset, unaffected } of closings) {
      const company = companies[companyId - 1];
      if (!company) continue;
      const date = naiveYearEnd(company, naiveAddDays(FIRST_DAY, offset));
      const start = naiveYearStart(company, date);
      moveId += 1;
      let moved = 0n;
      for (const accountId of RESULT) {
        const balance = rows
          .filter(
            (row) => inPopulation(row, company) && row.accountId === accountId && row.date >= start && row.date <= date,
          )
          .reduce((sum, row) => sum + row.balance, 0n);
        if (balance === 0n) continue;
        moved += balance;
        push(closingRow(accountId, -balance));
      }
      push(closingRow(idsOf(unaffected ? "equity_unaffected" : "equity")[0] ?? 0, moved));

      function closingRow(accountId: number, balance: bigint) {
        return {
          moveId,
          companyId,
          accountId,
          partnerId: null,
          date,
          due: null,
          balance,
          currencyId: 1,
          amountCurrency: balance,
          state: "posted" as const,
          display: "product" as const,
        };
      }
    }
    return { companies, ...withMatches(rows, matches), commercialPartners: new Map([[12, 11]]) };
  });

/** Matches items at random, as the model would accept it, and stores the residuals that follow from all partials. */
function withMatches(
  rows: readonly Row[],
  matches: readonly { debit: number; credit: number; amount: bigint; amountCurrency: bigint; anyAccount: boolean }[],
): { rows: Row[]; partials: Partial[] } {
  const control: ReadonlySet<number> = new Set([...CONTROL.receivable, ...CONTROL.payable]);
  const candidates = rows.filter(
    (row) => control.has(row.accountId) && !row.display.startsWith("line_") && row.state !== "cancel",
  );
  const partials: Partial[] = [];
  for (const { debit, credit, amount: matched, amountCurrency, anyAccount } of matches) {
    const left = candidates[debit % Math.max(1, candidates.length)];
    if (!left) break;
    const books = (row: Row) => (row.companyId === 2 ? 2 : 1);
    const others = candidates.filter(
      (row) => row !== left && books(row) === books(left) && (anyAccount || row.accountId === left.accountId),
    );
    const right = others[credit % Math.max(1, others.length)];
    if (!right) continue;
    partials.push({
      id: partials.length + 1,
      debitItemId: left.id,
      creditItemId: right.id,
      maxDate: [left.date, right.date].sort()[1] ?? "",
      amount: matched,
      debitAmountCurrency: amountCurrency,
      creditAmountCurrency: amountCurrency + 1n,
    });
  }
  const stored = rows.map((row) => {
    let storedResidual = row.balance;
    let storedResidualCurrency = row.amountCurrency;
    for (const partial of partials) {
      if (partial.debitItemId === row.id) {
        storedResidual -= partial.amount;
        storedResidualCurrency -= partial.debitAmountCurrency;
      }
      if (partial.creditItemId === row.id) {
        storedResidual += partial.amount;
        storedResidualCurrency += partial.creditAmountCurrency;
      }
    }
    return { ...row, storedResidual, storedResidualCurrency };
  });
  return { rows: stored, partials };
}

/** The base population of a company's books. */
export function inPopulation(row: Row, company: Company, drafts = false): boolean {
  return (
    company.branchIds.includes(row.companyId) &&
    (row.state === "posted" || (drafts && row.state === "draft")) &&
    !row.display.startsWith("line_")
  );
}
