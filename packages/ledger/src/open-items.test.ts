import { describe, expect, it } from "vitest";
import { openItemsAt } from "./index.ts";

describe("openItemsAt", () => {
  const item = {
    id: 1,
    moveId: 1,
    accountId: 1,
    companyId: 1,
    partnerId: null,
    date: "2026-01-01",
    due: null,
    balance: 100n,
    storedResidual: 100n,
    currencyId: 1,
    amountCurrency: 100n,
    storedResidualCurrency: 100n,
    posted: true,
  };
  const partial = {
    id: 1,
    debitItemId: 1,
    creditItemId: 2,
    maxDate: "2026-01-01",
    amount: 100n,
    debitAmountCurrency: 100n,
    creditAmountCurrency: 100n,
  };
  const payment = {
    ...item,
    id: 2,
    balance: -100n,
    amountCurrency: -100n,
    storedResidual: 0n,
    storedResidualCurrency: 0n,
  };

  it("lists an item whose two residuals disagree, so that the disagreement is seen", () => {
    const open = openItemsAt([item, payment], [partial], { asOf: "2026-01-31" });
    expect(open.map(({ id, residual, backwardResidual }) => [id, residual, backwardResidual])).toEqual([[1, 0n, 100n]]);
    const lost = openItemsAt([{ ...item, storedResidual: 0n, storedResidualCurrency: 0n }], [], { asOf: "2026-01-31" });
    expect(lost.map(({ id, residual, backwardResidual }) => [id, residual, backwardResidual])).toEqual([[1, 100n, 0n]]);
  });
});
