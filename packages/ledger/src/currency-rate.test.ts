import { isSextantError } from "@sextant/contracts";
import { describe, expect, it } from "vitest";
import { convertMinor, rateAt } from "./currency-rate.ts";
import { EUR, JPY, KWD, USD } from "./testing/company.ts";

const own = [
  { currencyId: 2, companyId: 1, date: "2026-02-10", rate: "0.5" },
  { currencyId: 2, companyId: 1, date: "2026-01-10", rate: "0.8" },
];
const shared = { currencyId: 2, companyId: null, date: "2026-02-20", rate: "0.4" };
const at = (date: string, rates: Parameters<typeof rateAt>[0] = own) =>
  rateAt(rates, { currencyId: 2, companyId: 1, date });

describe("rateAt, as Odoo 19 chooses", () => {
  it.each([
    ["2025-12-31", "0.8"],
    ["2026-01-10", "0.8"],
    ["2026-02-09", "0.8"],
    ["2026-02-10", "0.5"],
    ["2026-12-31", "0.5"],
  ])("on %s", (date, rate) => {
    expect(at(date)).toBe(rate);
  });

  it("prefers a rate of the company to a newer shared one", () => {
    expect(at("2026-03-01", [...own, shared])).toBe("0.5");
  });

  it("takes the shared rate where the company has none, and never that of another company", () => {
    const foreign = { currencyId: 2, companyId: 9, date: "2026-02-25", rate: "0.1" };
    expect(at("2026-03-01", [shared, foreign])).toBe("0.4");
  });

  it("is 1 without any rate", () => {
    expect(at("2026-03-01", [])).toBe("1");
  });
});

describe("convertMinor", () => {
  const base = { currency: USD, rate: "1" };
  it("divides by the rate exactly and rounds half away from zero", () => {
    expect(convertMinor(10000n, { currency: EUR, rate: "0.8" }, base)).toBe(12500n);
    expect(convertMinor(1n, { currency: EUR, rate: "2" }, base)).toBe(1n);
    expect(convertMinor(-1n, { currency: EUR, rate: "2" }, base)).toBe(-1n);
    expect(convertMinor(100n, { currency: EUR, rate: "3" }, base)).toBe(33n);
  });

  it("knows the decimals of both currencies", () => {
    expect(convertMinor(15000n, { currency: JPY, rate: "150" }, base)).toBe(10000n);
    expect(convertMinor(10000n, base, { currency: KWD, rate: "0.307" })).toBe(30700n);
  });

  it.each(["0", "0.00", "-1", "", "1e3"])("refuses the rate %j", (rate) => {
    let code = "";
    try {
      convertMinor(1n, { currency: EUR, rate }, base);
    } catch (error) {
      if (isSextantError(error)) code = error.code;
    }
    expect(code).toBe("unsafe_value");
  });
});
