import fc from "fast-check";
import { expect, it } from "vitest";
import { compareAmounts } from "./compare-amounts.ts";

it.each([
  ["1.5", "1.50", 0],
  ["-0.00", "0", 0],
  ["-2.00", "-10.00", 1],
  ["99.99", "100.00", -1],
  ["9007199254740993", "9007199254740992", 1],
])("orders %s against %s", (left, right, order) => {
  expect(Math.sign(compareAmounts(left, right))).toBe(order);
});

it("orders as the exact integers do", () => {
  const cents = (minor: bigint) => {
    const digits = (minor < 0n ? -minor : minor).toString().padStart(3, "0");
    return `${minor < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
  };
  fc.assert(
    fc.property(fc.bigInt(), fc.bigInt(), (a, b) => {
      expect(Math.sign(compareAmounts(cents(a), cents(b)))).toBe(a === b ? 0 : a < b ? -1 : 1);
    }),
  );
});
