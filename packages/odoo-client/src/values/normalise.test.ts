import { describe, expect, test } from "vitest";
import type { FieldInfo, FieldType } from "../types.ts";
import { normaliserOf } from "./normalise.ts";

const field = (type: FieldType, more: Partial<FieldInfo> = {}): FieldInfo => ({
  name: "f",
  type,
  label: "F",
  required: false,
  readonly: false,
  stored: true,
  ...more,
});
const MONEY = {
  byCurrency: new Map([
    [1, 2],
    [2, 0],
    [3, 3],
  ]),
  mostDecimals: 3,
};
const as = (type: FieldType, raw: unknown, row: Record<string, unknown> = {}, more: Partial<FieldInfo> = {}) =>
  normaliserOf(field(type, more), "x.thing", MONEY)(raw, row);

const EMPTY_IS_NULL: FieldType[] = [
  "integer",
  "float",
  "monetary",
  "char",
  "text",
  "html",
  "date",
  "datetime",
  "selection",
  "many2one",
  "binary",
  "reference",
  "many2one_reference",
  "json",
  "properties",
];

describe("empty", () => {
  test.each(EMPTY_IS_NULL)("%s: false and null are null", (type) => {
    expect(as(type, false)).toBeNull();
    expect(as(type, null)).toBeNull();
  });
  test("on a boolean, false is data", () => {
    expect(as("boolean", false)).toBe(false);
    expect(as("boolean", true)).toBe(true);
  });
  test("on a number, 0 is 0; on a text, the empty text is a text", () => {
    expect(as("integer", 0)).toBe(0);
    expect(as("float", -0)).toBe(0);
    expect(Object.is(as("float", -0), 0)).toBe(true);
    expect(as("char", "")).toBe("");
    expect(as("monetary", 0)).toBe("0");
  });
  test("relations to many are never null", () => {
    expect(as("one2many", false)).toEqual([]);
    expect(as("many2many", [])).toEqual([]);
  });
});

describe("values", () => {
  test("many2one in every form it has on the wire", () => {
    expect(as("many2one", 7)).toBe(7);
    expect(as("many2one", [7, "Name"])).toBe(7);
    expect(as("many2one", [false, ""])).toBeNull();
  });
  test("datetimes are instants in UTC, dates stay days", () => {
    expect(as("datetime", "2026-11-20 23:59:59")).toBe("2026-11-20T23:59:59Z");
    expect(as("datetime", "2026-11-20 23:59:59.123456")).toBe("2026-11-20T23:59:59Z");
    expect(as("date", "2026-11-20")).toBe("2026-11-20");
  });
  test("monetary by the currency beside it", () => {
    const currency = { currencyField: "currency_id" };
    expect(as("monetary", 1.5, { currency_id: 1 }, currency)).toBe("1.50");
    expect(as("monetary", 1.5, { currency_id: [3, "KWD"] }, currency)).toBe("1.500");
    expect(as("monetary", 15, { currency_id: 2 }, currency)).toBe("15");
    expect(as("monetary", 1.5, { currency_id: false }, currency)).toBe("1.5");
    expect(() => as("monetary", 1.5, { currency_id: 2 }, currency)).toThrow(
      expect.objectContaining({ code: "precision" }),
    );
  });
  test("integers beyond 2^53 are bigint", () => {
    expect(as("integer", 12345678901234567890n)).toBe(12345678901234567890n);
  });
  test("a selection may have numbers as keys", () => {
    expect(as("selection", 0)).toBe(0);
  });
});

test.each<[FieldType, unknown]>([
  ["boolean", "yes"],
  ["integer", "1"],
  ["integer", 1.5],
  ["integer", true],
  ["float", "1.5"],
  ["float", Number.POSITIVE_INFINITY],
  ["monetary", "1.5"],
  ["monetary", true],
  ["monetary", Number.NaN],
  ["char", 5],
  ["char", true],
  ["date", "20/11/2026"],
  ["date", "2026-11-20 00:00:00"],
  ["datetime", "yesterday"],
  ["datetime", 5],
  ["many2one", "7"],
  ["many2one", -1],
  ["many2one", { id: 7 }],
  ["many2many", 7],
  ["many2many", ["7"]],
])("%s: %j is refused", (type, raw) => {
  expect(() => as(type, raw)).toThrow(expect.objectContaining({ code: "bad_reply" }));
});
