import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exactDecimal } from "./decimal.ts";

const path = "account.move.line.balance";
const cents = (value: number | bigint) => exactDecimal(value, { decimals: 2, path });

/** Exact decimal of an integer number of units, by bigint alone. */
function written(units: bigint, decimals: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(decimals + 1, "0");
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return units < 0n ? `-${text}` : text;
}

describe("with the currency's decimals", () => {
  test("every amount of up to 15 digits comes back exactly as Odoo's JSON writes it", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 15n) + 1n, max: 10n ** 15n - 1n }),
        fc.integer({ min: 0, max: 6 }),
        (units, decimals) => {
          const text = written(units, decimals);
          expect(exactDecimal(JSON.parse(text) as number, { decimals, path })).toBe(text);
        },
      ),
      { numRuns: 2000 },
    );
  });
  test("the noise of a float sum is rounded away", () => {
    expect(cents(0.1 + 0.2)).toBe("0.30");
    expect(cents(1.1 + 2.2)).toBe("3.30");
    expect(cents(-0.1 - 0.2)).toBe("-0.30");
    expect(cents(2.9103830456733704e-11)).toBe("0.00");
    expect(cents(-1e-12)).toBe("0.00");
  });
  test("sums of cents as floats equal sums of cents as integers", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -10_000_000, max: 10_000_000 }), { maxLength: 200 }), (units) => {
        const float = units.reduce((sum, unit) => sum + unit / 100, 0);
        expect(cents(float)).toBe(
          written(
            units.reduce((sum, unit) => sum + BigInt(unit), 0n),
            2,
          ),
        );
      }),
    );
  });
  test.each([1.005, 0.001, 1_000_000.005, 0.0000001, 1e15, 123456789012345.67, 1e21, -1e13 - 0.5])(
    "%s is refused",
    (value) => {
      expect(() => cents(value)).toThrow(expect.objectContaining({ code: "precision" }));
    },
  );
  test("zero, minus zero and bigint", () => {
    expect(cents(0)).toBe("0.00");
    expect(cents(-0)).toBe("0.00");
    expect(cents(-0.0000000001)).toBe("0.00");
    expect(cents(12345678901234567890n)).toBe("12345678901234567890.00");
    expect(exactDecimal(12n, { decimals: 0, path })).toBe("12");
  });
});

describe("without a known currency", () => {
  const shortest = (value: number) => exactDecimal(value, { mostDecimals: 3, path });
  test.each([
    [-2500, "-2500"],
    [1.5, "1.5"],
    [0.1 + 0.2, "0.3"],
    [1.005, "1.005"],
    [1e-13, "0"],
    [99999999999.99, "99999999999.99"],
    [0, "0"],
    [100, "100"],
    [1200.000000000001, "1200"],
  ])("%s is %s", (value, text) => {
    expect(shortest(value)).toBe(text);
  });
  test("more decimals than any currency has are refused", () => {
    expect(() => shortest(1.00005)).toThrow(expect.objectContaining({ code: "precision" }));
  });
  test("the message names the place, and the record can be found", () => {
    expect(() => shortest(1.00005)).toThrow(/1\.00005 in account\.move\.line\.balance/);
  });
});
