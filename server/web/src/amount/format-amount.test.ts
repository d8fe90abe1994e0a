import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatAmount, signOf } from "./format-amount.ts";

describe("formatAmount", () => {
  it.each([
    ["0.00", "0.00"],
    ["-0.00", "0.00"],
    ["7", "7"],
    ["999.5", "999.5"],
    ["1000.00", "1,000.00"],
    ["-1234567.501", "\u22121,234,567.501"],
    ["9007199254740993.01", "9,007,199,254,740,993.01"],
    ["0001.20", "1.20"],
    ["n/a", "n/a"],
  ])("writes %s as %s", (value, text) => {
    expect(formatAmount(value).text).toBe(text);
  });

  it("writes a zero as a dash where a table asks for it", () => {
    expect(formatAmount("0.000", "dash").text).toBe("\u2013");
    expect(formatAmount("0.001", "dash").text).toBe("0.001");
  });

  it("loses no digit of any amount", () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.integer({ min: 0, max: 4 }), (minor, decimals) => {
        const digits = (minor < 0n ? -minor : minor).toString().padStart(decimals + 1, "0");
        const whole = digits.slice(0, digits.length - decimals);
        const value = `${minor < 0n ? "-" : ""}${whole}${decimals > 0 ? `.${digits.slice(-decimals)}` : ""}`;
        const back = formatAmount(value).text.replaceAll(",", "").replace("\u2212", "-");
        expect(back).toBe(value);
        expect(signOf(value)).toBe(minor === 0n ? 0 : minor < 0n ? -1 : 1);
      }),
    );
  });
});
