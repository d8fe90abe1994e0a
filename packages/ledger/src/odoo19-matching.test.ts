import { describe, expect, it } from "vitest";
import { agedCells, agedStatement, assertTieOuts, openItemsAt, residualAt, sumMinor, toMinor } from "./index.ts";
import { companyWith, EUR, USD } from "./testing/company.ts";
import { matchingRows } from "./testing/matching-rows.ts";
import { MATCHING_CASES } from "./testing/odoo19-matching.ts";

const currencies = new Map([USD, EUR].map((currency) => [currency.id, currency]));
const watermark = { count: 0, maxId: 0, lastWrite: "", balance: 0n };

describe.each(MATCHING_CASES)("Odoo 19: $name", (example) => {
  const { items, partials } = matchingRows(example);

  it.each(example.residualAt)("residuals at %s", (asOf, control, expected) => {
    const residuals = residualAt(items, partials, asOf);
    const shown = residuals.map(({ item, forward, forwardCurrency }) => [`L${item.id}`, [forward, forwardCurrency]]);
    const wanted = Object.entries(expected).map(([id, [residual, inCurrency]]) => {
      const item = items.find((candidate) => `L${candidate.id}` === id);
      return [id, [toMinor(residual, USD), toMinor(inCurrency, currencies.get(item?.currencyId ?? 1) ?? USD)]];
    });
    expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(wanted));
    for (const { forward, backward, forwardCurrency, backwardCurrency } of residuals) {
      expect([backward, backwardCurrency]).toEqual([forward, forwardCurrency]);
    }
    expect(sumMinor(residuals.map(({ forward }) => forward))).toBe(toMinor(control, USD));

    const statement = agedStatement({
      company: companyWith(),
      side: "receivable",
      asOf,
      reading: {
        cells: agedCells(items, partials, { asOf }),
        control: toMinor(control, USD),
        accountIds: [1],
        partners: new Map([[7, "Azure Interior"]]),
        currencies,
        watermark,
      },
    });
    assertTieOuts(statement);
  });
});

describe("Odoo 19: exchange difference not yet booked", () => {
  const example = MATCHING_CASES.find(({ name }) => name === "exchange_difference_partial_payments");
  const { items, partials } = matchingRows(example ?? { name: "", items: [], partials: [], residualAt: [] });

  it("keeps the payment open at -45.00 and EUR 0 until the exchange entry", () => {
    const open = openItemsAt(items, partials, { asOf: "2026-02-15" });
    expect(open.map(({ id, residual, residualCurrency }) => [id, residual, residualCurrency])).toEqual([
      [1, 5000n, 4000n],
      [2, -4500n, 0n],
    ]);
    expect(openItemsAt(items, partials, { asOf: "2026-02-28" }).map(({ id }) => id)).toEqual([1]);
  });

  it("says so on the aged statement and keeps the amount in the total", () => {
    const statement = agedStatement({
      company: companyWith(),
      side: "receivable",
      asOf: "2026-02-15",
      reading: {
        cells: agedCells(items, partials, { asOf: "2026-02-15" }),
        control: 500n,
        accountIds: [1],
        partners: new Map([[7, "Azure Interior"]]),
        currencies,
        watermark,
      },
    });
    assertTieOuts(statement);
    expect(statement.lines.map(({ key, cells }) => [key, cells.current, cells["31-60"], cells.total])).toEqual([
      ["7", "-45.00", "50.00", "5.00"],
      ["total", "-45.00", "50.00", "5.00"],
    ]);
    expect(statement.notes.filter((note) => note.startsWith("Exchange difference not yet booked"))).toEqual([
      "Exchange difference not yet booked: Azure Interior, Current: EUR is settled, -45.00 USD remains in the total.",
    ]);
    expect(statement.currencies?.map(({ currency, cells }) => [currency.code, cells.total])).toEqual([
      ["EUR", "40.00"],
    ]);
  });
});
