import { isSextantError } from "@sextant/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatMinor, negate, parseMinor, sumMinor, toMinor } from "./money.ts";
import { EUR, JPY, KWD } from "./testing/company.ts";

const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return isSextantError(error) ? error.code : String(error);
  }
  return "no error";
};

describe("parseMinor and formatMinor", () => {
  it.each([
    ["0", EUR, 0n, "0.00"],
    ["-0.00", EUR, 0n, "0.00"],
    ["-1234.5", EUR, -123450n, "-1234.50"],
    ["0.05", EUR, 5n, "0.05"],
    ["-0.05", EUR, -5n, "-0.05"],
    ["12.500", EUR, 1250n, "12.50"],
    ["007", JPY, 7n, "7"],
    ["1200.0", JPY, 1200n, "1200"],
    ["0.001", KWD, 1n, "0.001"],
    ["1.5e3", EUR, 150000n, "1500.00"],
    ["25E-1", EUR, 250n, "2.50"],
    ["90071992547409931234567.89", EUR, 9007199254740993123456789n, "90071992547409931234567.89"],
  ] as const)("%s", (text, currency, minor, shown) => {
    expect(parseMinor(text, currency)).toBe(minor);
    expect(formatMinor(minor, currency)).toBe(shown);
  });

  it.each(["0.005", "1.234", "1e-3"])("refuses %s in a currency with two decimals", (text) => {
    expect(codeOf(() => parseMinor(text, EUR))).toBe("precision");
  });

  it("refuses half a yen", () => {
    expect(codeOf(() => parseMinor("0.5", JPY))).toBe("precision");
  });

  it.each(["", " 1", "1,5", "+1", ".5", "1.", "NaN", "0x10", "--1", "1e999999999"])("refuses %j", (text) => {
    expect(codeOf(() => parseMinor(text, EUR))).toBe("unsafe_value");
  });

  it("is a round trip in every currency", () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 30n), 10n ** 30n), fc.constantFrom(EUR, JPY, KWD), (minor, currency) => {
        expect(parseMinor(formatMinor(minor, currency), currency)).toBe(minor);
      }),
    );
  });
});

describe("toMinor", () => {
  it.each([
    [0, EUR, 0n],
    [-0, EUR, 0n],
    [0.1, EUR, 10n],
    [-19.99, EUR, -1999n],
    [12345678901234, EUR, 1234567890123400n],
    [1e15, JPY, 10n ** 15n],
    [0.001, KWD, 1n],
    [9999999999999.99, EUR, 999999999999999n],
  ] as const)("reads %s", (value, currency, minor) => {
    expect(toMinor(value, currency)).toBe(minor);
  });

  it.each([0.1 + 0.2, 1.005, 99999999999999.98, 12345678901234.56, 1234567890123456, 1e15, 1e21, 0.001, 5e-324])(
    "refuses %s",
    (value) => {
      expect(codeOf(() => toMinor(value, EUR))).toBe("precision");
    },
  );

  it.each([Number.NaN, Number.POSITIVE_INFINITY])("refuses %s as no amount", (value) => {
    expect(codeOf(() => toMinor(value, EUR))).toBe("unsafe_value");
  });

  it("gives back every amount of up to 15 digits that was sent as a number", () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 15n) + 1n, 10n ** 15n - 1n), fc.constantFrom(EUR, JPY, KWD), (minor, currency) => {
        expect(toMinor(Number(formatMinor(minor, currency)), currency)).toBe(minor);
      }),
    );
  });
});

describe("sumMinor and negate", () => {
  it("adds exactly", () => {
    expect(sumMinor([10n, 20n, -30n, 9007199254740993n])).toBe(9007199254740993n);
    expect(sumMinor([])).toBe(0n);
    expect(negate(5n)).toBe(-5n);
  });
});
