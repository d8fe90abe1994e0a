import { describe, expect, it } from "vitest";
import { residualAt } from "./index.ts";

describe("residualAt", () => {
  it("ignores the stored residual of an item of amount zero that was never matched", () => {
    const zero = {
      id: 1,
      moveId: 1,
      accountId: 1,
      companyId: 1,
      partnerId: null,
      date: "2026-01-01",
      due: null,
      balance: 0n,
      storedResidual: 100n,
      currencyId: 1,
      amountCurrency: 0n,
      storedResidualCurrency: 100n,
      posted: true,
    };
    expect(residualAt([zero], [], "2026-01-31")[0]).toMatchObject({ forward: 0n, backward: 0n, backwardCurrency: 0n });
    const wrong = { ...zero, id: 2, balance: 500n };
    expect(residualAt([wrong], [], "2026-01-31")[0]).toMatchObject({ forward: 500n, backward: 100n });
  });
});
