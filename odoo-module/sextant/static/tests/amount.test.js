import { describe, expect, test } from "@odoo/hoot";
import { formatWith, signOf } from "@sextant/amount/amount";
import { visibleText } from "@sextant/text/visible_text";

describe.current.tags("headless");

test("amounts are written from their text, to the last digit", () => {
  const german = { thousands: ".", point: ",", grouping: [3, 0] };
  const indian = { thousands: ",", point: ".", grouping: [3, 2, 0] };
  expect(formatWith("9007199254740993.07", german)).toBe("9.007.199.254.740.993,07");
  expect(formatWith("-1234567.5", indian)).toBe("\u221212,34,567.5");
  expect(formatWith("-0.00", german)).toBe("0,00");
  expect(formatWith("n/a", german)).toBe("n/a");
});

test("zero has no sign, however it is written", () => {
  expect(["-0.00", "0", "0.01", "-12", "x"].map(signOf)).toEqual([0, 0, 1, -1, 0]);
});

test("what nobody sees in a name is spelt out, and joiners of scripts stay", () => {
  expect(visibleText("Ac\u202Eme\u200B")).toBe("Ac[U+202E]me[U+200B]");
  expect(visibleText("می\u200cخواهم\n")).toBe("می\u200cخواهم\n");
});
