import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import {
  agedStatement,
  assertTieOuts,
  bucketsOf,
  formatMinor,
  openItemsStatement,
  residualAt,
  type Side,
  sumMinor,
} from "./index.ts";
import { EUR, JPY, KWD, USD } from "./testing/company.ts";
import { type NaiveOpen, naiveOpen } from "./testing/naive-ageing.ts";
import { naiveAddDays } from "./testing/naive-calendar.ts";
import { matchesDomain } from "./testing/naive-domain.ts";
import { randomAges } from "./testing/random-ages.ts";
import { CONTROL, FIRST_DAY, inPopulation, type RandomLedger, randomLedger } from "./testing/random-ledger.ts";
import { controlItems, readAged, readOpenItems } from "./testing/read-random-ledger.ts";
import type { Company } from "./types.ts";

// Many ledgers, each at many dates: give a busy machine time.
vi.setConfig({ testTimeout: 120_000 });

const RUNS = { numRuns: 80 };
const SIDES: readonly Side[] = ["receivable", "payable"];
const offset = fc.integer({ min: -1, max: 1500 });

/** Before, at and after each partial, and a day of no importance. */
function datesAround({ partials }: RandomLedger, days: number): string[] {
  const dates = partials.slice(0, 8).flatMap(({ maxDate }) => [-1, 0, 1].map((shift) => naiveAddDays(maxDate, shift)));
  return [...new Set([...dates, naiveAddDays(FIRST_DAY, days)])];
}

function forEachBooks(
  ledger: RandomLedger,
  dates: readonly string[],
  run: (company: Company, side: Side, asOf: string) => void,
) {
  for (const company of ledger.companies) for (const side of SIDES) for (const asOf of dates) run(company, side, asOf);
}

const total = (open: readonly NaiveOpen[]) => sumMinor(open.map(({ residual }) => residual));

describe("residuals of generated ledgers", () => {
  it("equal the item-by-item residuals, forward = backward, and sum to the control accounts", () => {
    fc.assert(
      fc.property(randomLedger, offset, (ledger, days) => {
        forEachBooks(ledger, datesAround(ledger, days), (company, side, asOf) => {
          const residuals = residualAt(controlItems(ledger, company, side), ledger.partials, asOf);
          const naive = naiveOpen(ledger, company, side, asOf);
          expect(residuals.map(({ item, forward, forwardCurrency }) => [item.id, forward, forwardCurrency])).toEqual(
            naive.map(({ row, residual, residualCurrency }) => [row.id, residual, residualCurrency]),
          );
          for (const { forward, backward, forwardCurrency, backwardCurrency } of residuals) {
            expect([backward, backwardCurrency]).toEqual([forward, forwardCurrency]);
          }
          const control = ledger.rows
            .filter((row) => inPopulation(row, company) && CONTROL[side].includes(row.accountId) && row.date <= asOf)
            .reduce((sum, { balance }) => sum + balance, 0n);
          expect(total(naive)).toBe(control);
        });
      }),
      RUNS,
    );
  });
});

describe("aged statement of generated ledgers", () => {
  it("equals the naive buckets per partner for any ages, ties out, and every cell's domain finds its items", () => {
    fc.assert(
      fc.property(randomLedger, offset, randomAges, (ledger, days, ages) => {
        forEachBooks(ledger, datesAround(ledger, days).slice(-4), (company, side, asOf) => {
          const reading = readAged(ledger, company, side, asOf, ages);
          const statement = agedStatement({ company, side, asOf, reading, ...(ages && { ages }) });
          assertTieOuts(statement);
          const naive = naiveOpen(ledger, company, side, asOf, ages);
          const sign = side === "receivable" ? 1n : -1n;
          const show = (open: readonly NaiveOpen[]) => formatMinor(sign * total(open), company.currency);
          for (const { key, cells, source } of statement.lines) {
            const mine = naive.filter(({ partner }) => key === "total" || String(partner) === key);
            const expected = bucketsOf(ages).map((bucket) => [
              bucket,
              show(mine.filter((open) => open.bucket === bucket)),
            ]);
            expect([key, cells]).toEqual([key, { ...Object.fromEntries(expected), total: show(mine) }]);
            for (const [name, proof] of Object.entries(source)) {
              const found = naive.filter(({ row }) => matchesDomain(proof.domain, row, ledger.commercialPartners));
              expect([key, name, show(found), found.length]).toEqual([key, name, cells[name], proof.count]);
              const outside = ledger.rows.filter((row) => matchesDomain(proof.domain, row, ledger.commercialPartners));
              expect(outside).toHaveLength(proof.count);
            }
          }
          const shown = new Set(statement.lines.map(({ key }) => key));
          // Items of a partner can cancel within a bucket; a line that would be zero throughout is left out.
          const left = naive.filter(({ partner }) => !shown.has(String(partner)));
          for (const { partner, bucket } of left) {
            expect(total(left.filter((open) => open.partner === partner && open.bucket === bucket))).toBe(0n);
          }

          for (const currency of [USD, EUR, JPY, KWD]) {
            const found = statement.currencies?.find((entry) => entry.currency.code === currency.code);
            const mine = naive.filter(({ row }) => row.currencyId === currency.id);
            const sum = sign * sumMinor(mine.map(({ residualCurrency }) => residualCurrency));
            if (currency.id === company.currency.id) expect(found).toBeUndefined();
            else if (sum !== 0n || found) expect(found?.cells.total).toBe(formatMinor(sum, currency));
          }
        });
      }),
      RUNS,
    );
  });

  it("gives the same bytes whatever the order of the cells", () => {
    fc.assert(
      fc.property(randomLedger, offset, (ledger, days) => {
        forEachBooks(ledger, [naiveAddDays(FIRST_DAY, days)], (company, side, asOf) => {
          const reading = readAged(ledger, company, side, asOf);
          const shuffled = {
            ...reading,
            cells: [...reading.cells].reverse(),
            accountIds: [...reading.accountIds].reverse(),
          };
          expect(JSON.stringify(agedStatement({ company, side, asOf, reading: shuffled }))).toBe(
            JSON.stringify(agedStatement({ company, side, asOf, reading })),
          );
        });
      }),
      RUNS,
    );
  });
});

describe("open items of generated ledgers", () => {
  it("are exactly the items with a residual, under their partner, and tie out", () => {
    fc.assert(
      fc.property(randomLedger, offset, (ledger, days) => {
        forEachBooks(ledger, datesAround(ledger, days).slice(-4), (company, side, asOf) => {
          const statement = openItemsStatement({
            company,
            side,
            asOf,
            reading: readOpenItems(ledger, company, side, asOf),
          });
          assertTieOuts(statement);
          const sign = side === "receivable" ? 1n : -1n;
          const show = (open: readonly NaiveOpen[]) => formatMinor(sign * total(open), company.currency);
          const naive = naiveOpen(ledger, company, side, asOf).filter((open) => open.residual || open.residualCurrency);
          const items = statement.lines.filter(({ kind }) => kind === "line");
          const expected = naive.map(({ row, residual, bucket }) => [
            String(row.id),
            {
              residual: formatMinor(sign * residual, company.currency),
              original: formatMinor(sign * row.balance, company.currency),
            },
            bucket,
          ]);
          const shown = items.map(({ key, cells, facts }) => [
            key,
            { residual: cells.residual, original: cells.original },
            facts?.bucket,
          ]);
          expect(new Map(shown.map((entry) => [entry[0], entry]))).toEqual(
            new Map(expected.map((entry) => [entry[0], entry])),
          );
          for (const { key, kind, cells, source } of statement.lines) {
            if (source.residual) {
              const { domain, count } = source.residual;
              const behind = naiveOpen(ledger, company, side, asOf).filter(({ row }) =>
                matchesDomain(domain, row, ledger.commercialPartners),
              );
              expect([show(behind), behind.length]).toEqual([cells.residual, count]);
            } else expect(kind).toBe("line");
            if (kind !== "heading") continue;
            const mine = naive.filter(({ partner }) => key === `partner-${partner}`);
            expect(cells.residual).toBe(formatMinor(sign * total(mine), company.currency));
          }
        });
      }),
      RUNS,
    );
  });
});
